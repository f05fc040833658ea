"""What of the guide can be found by searching the site."""

from django.utils.translation import gettext_lazy as _

from directory_blocks.sources import EntryData, PageSource, register_source

from .models import BrochurePage, ChapterPage


@register_source
class ChapterSource(PageSource):
    """Chapters, by everything that is to be read in them."""

    key = "chapter"
    model = ChapterPage
    label = _("chapter")
    label_plural = _("chapters of the guide")

    def entry(self, obj: ChapterPage) -> EntryData:
        return EntryData(title=obj.title, summary=obj.summary, body=obj.text, verified_on=obj.reviewed_on)


@register_source
class BrochureSource(PageSource):
    """Brochures, by everything that is to be read in them."""

    key = "brochure"
    model = BrochurePage
    label = _("brochure")
    label_plural = _("brochures")

    def entry(self, obj: BrochurePage) -> EntryData:
        return EntryData(title=obj.title, summary=obj.subtitle, body=obj.text)
