"""The portal's own pages that the site-wide search finds."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from directory_blocks.sources import EntryData, PageSource, register_source

from .models import StandardPage


@register_source
class StandardPageSource(PageSource):
    """Pages of text: found by title, introduction and what their blocks say."""

    key = "page"
    model = StandardPage
    label = _("page")
    label_plural = _("pages")

    def entry(self, obj: StandardPage) -> EntryData:
        """Show the introduction; search the blocks, too."""
        searched = obj._meta.get_field("body").get_searchable_content(obj.body)
        return EntryData(title=obj.title, summary=Truncator(obj.intro).chars(300), body="\n".join(searched))
