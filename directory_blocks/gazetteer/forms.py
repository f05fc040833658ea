"""A commune in a form of the public site: typed by name or postcode, or given by its code in an address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models.gazetteer import Commune
from ..widgets import TemplateWidgetMixin
from .search import MAX_QUERY

SHOWN_CHOICES = 12


class Typed(str):
    """Text that a person typed into the form, not a code that a link carries."""

    __slots__ = ()


class CommuneInput(TemplateWidgetMixin, forms.TextInput):
    """
    A text input whose suggestions come from the commune search as one types, and from the form after an error.

    Without script it is a plain input: what is typed is resolved by the server. A hidden companion says that a person
    typed, since French codes and postcodes look alike (see ``CommuneQuerySet.resolve``).
    """

    template_name = "directory_blocks/forms/commune_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": MAX_QUERY, **(attrs or {})})
        self.suggestions: list[Commune] = []

    @cached_property
    def media(self) -> forms.Media:
        """The script that asks for suggestions; the input works without."""
        return forms.Media(js=[forms.Script("directory_blocks/commune-input.js", type="module")])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        list_id = f"{widget['attrs'].get('id') or f'id_{name}'}_communes"
        widget["attrs"] |= {"list": list_id, "data-communes-url": communes_url()}
        widget |= {"list_id": list_id, "typed_name": f"{name}-typed", "suggestions": self.suggestions}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return Typed(value) if isinstance(value, str) and data.get(f"{name}-typed") else value


def communes_url() -> str:
    """Where the commune search answers; empty where a host has not included the plugin's URLs."""
    try:
        return reverse("directory_blocks:communes")
    except NoReverseMatch:
        return ""


class CommuneField(forms.Field):
    """
    Gives a ``Commune`` or None. Accepts its code, a name, a former name, a postcode, or a label "Name (postcode)".

    What fits several communes is an error that lists them, and offers them as suggestions of the input.
    """

    widget = CommuneInput
    default_error_messages = {
        "unknown": gettext_lazy("No commune is called “%(text)s”. Write the beginning of its name, or its postcode."),
        "ambiguous": gettext_lazy("“%(text)s” fits several communes: %(choices)s. Write the one you mean in full."),
        "too_long": gettext_lazy("Write the name of a commune or a postcode, %(limit)d characters at most."),
    }

    def prepare_value(self, value: Any) -> Any:
        """Show a commune, its primary key (from a model's form) or a code as its label."""
        if isinstance(value, Commune):
            return value.label
        if isinstance(value, int):
            commune = Commune.objects.filter(pk=value).first()
            return commune.label if commune else ""
        if isinstance(value, str) and value and not isinstance(value, Typed):
            found = Commune.objects.resolve(value)
            return found[0].label if len(found) == 1 else value
        return value

    def to_python(self, value: Any) -> Commune | None:
        if isinstance(value, Commune):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > MAX_QUERY or "\x00" in text:
            raise ValidationError(self.error_messages["too_long"], code="too_long", params={"limit": MAX_QUERY})
        found = Commune.objects.resolve(text, typed=isinstance(value, Typed))
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        if len(found) > 1:
            self.widget.suggestions = found
            names = [commune.label for commune in found[:SHOWN_CHOICES]]
            choices = ", ".join(names) + (_(" and others") if len(found) > SHOWN_CHOICES else "")
            raise ValidationError(
                self.error_messages["ambiguous"], code="ambiguous", params={"text": text, "choices": choices}
            )
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            commune = self.to_python(data)
        except ValidationError:
            return True
        before = initial.pk if isinstance(initial, Commune) else initial
        return (commune.pk if commune else None) != (before or None)
