"""What translation adds to the Wagtail admin; imported where wagtail-localize is installed."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import at_once, po_files
from .report import TranslationsReport
from .sources import may_translate
from .unpublishing import (
    UnpublishWithTranslations,
    offer_choice,
    unpublish_translations,
    unpublish_translations_of_all,
)

offer_choice()
hooks.register("after_unpublish_page", unpublish_translations)
# After Wagtail's own: of two actions of one name the last counts.
hooks.register("register_bulk_action", UnpublishWithTranslations, order=1)
hooks.register("after_bulk_action", unpublish_translations_of_all)
hooks.register("before_edit_page", at_once.note_reading, order=-5)


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """The report."""
    return [
        path("guide/translations/", TranslationsReport.as_view(), name="guide_translations"),
        path(
            "guide/translations/results/",
            TranslationsReport.as_view(results_only=True),
            name="guide_translations_results",
        ),
    ]


@hooks.register("register_admin_urls", order=-1)
def register_careful_views() -> list[URLPattern]:
    """Two addresses of wagtail-localize, found before its own."""
    return [
        path("localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", at_once.edit_string),
        path("localize/translate/<int:translation_id>/pofile/upload/", po_files.upload),
    ]


class TranslationsMenuItem(MenuItem):
    """Leads to the report whom it lets in."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the report itself."""
        return may_translate(request.user)


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> MenuItem:
    """*Reports → Translations*."""
    return TranslationsMenuItem(
        _("Translations"),
        reverse("guide_translations"),
        name="guide-translations",
        icon_name="wagtail-localize-language",
        order=1100,
    )


@hooks.register("construct_reports_menu")
def leave_one_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's own report of the same name knows no page that nobody began to translate."""
    menu_items[:] = [one for one in menu_items if one.url != reverse("wagtail_localize:translations_report")]
