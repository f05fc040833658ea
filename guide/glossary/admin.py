"""The glossary in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models.glossary import GlossaryTerm


class GlossaryTermViewSet(SnippetViewSet):
    """Where editors explain the words of the guide."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "guide-glossary"
    menu_order = 330
    add_to_admin_menu = True
    list_display = ["term", "explanation", LocaleColumn(), LiveStatusTagColumn()]
    list_per_page = 50
    ordering = ["term"]
    search_fields = ["term", "variants", "explanation"]
    search_backend_name = None
