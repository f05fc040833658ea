"""The commune chooser of admin forms: by key in a form of a page, by code in a block."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser

from ..models.gazetteer import Commune


class CommuneChooser(BaseChooser):
    """Shows a chosen commune with its postcode."""

    icon = "site"
    choose_one_text = _("Choose a commune")
    choose_another_text = _("Choose another commune")
    show_edit_link = False

    def get_display_title(self, instance: Commune) -> str:
        return instance.label


class CommuneCodeChooser(CommuneChooser):
    """The same over a value that is the commune's code; the form itself sends its key, as the dialog gives it."""

    model = Commune
    chooser_modal_url_name = "directory_communes_chooser:choose"

    def get_instance(self, value: Any) -> Commune | None:
        return Commune.objects.filter(code=value).first() if value else None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        key = super().value_from_datadict(data, files, name)
        # What is no key of a commune stays as sent, for the field to refuse.
        known = Commune.objects.filter(pk=key).values_list("code", flat=True) if str(key).isdecimal() else ()
        return next(iter(known), key)
