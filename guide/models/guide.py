"""The settling guide."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from ..checklists import checklists_of
from ..forms import GuideSearchForm
from ..glossary.explaining import terms_in
from ..glossary.serving import glossary_data
from ..parts import in_parts
from ..pdf.content import guide_content
from ..pdf.dates import last_published
from ..printing import whole_guide
from ..searching import search_chapters
from ..structured_data import guide_data
from .chapter import ChapterPage
from .glossary import GlossaryTerm
from .printable import PrintableMixin


class GuidePage(PrintableMixin, Page):
    """The guide: an introduction and the list of its chapters, in the order of the page tree."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("For whom the guide is, and what it helps with. Plain text.")
    )

    template = "guide/guide_page.html"
    subpage_types = ["guide.ChapterPage"]
    pdf_layouts = {"": "booklet"}

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``chapters``, their ``parts`` and ``checklists``, ``minutes`` to read all and ``structured_data``."""
        chapters = list(ChapterPage.objects.in_order(self).defer(None))
        return {
            **super().get_context(request, *args, **kwargs),
            "chapters": chapters,
            "parts": in_parts(chapters),
            "checklists": [(chapter, found) for chapter in chapters for found in checklists_of(chapter.body)],
            "has_glossary": GlossaryTerm.objects.filter(locale=self.locale_id, live=True).exists(),
            "minutes": sum(chapter.reading_minutes for chapter in chapters),
            "structured_data": guide_data(self, chapters, request),
        }

    def get_route_paths(self) -> list[str]:
        """The views that lead on with the guide, too."""
        return [*super().get_route_paths(), "/print/", "/glossary/", "/search/"]

    def pdf_content(self) -> dict[str, Any]:
        """The guide with its chapters."""
        return guide_content(self)

    def pdf_changed_at(self) -> datetime:
        """When the guide or a chapter was last published."""
        return last_published([self, *ChapterPage.objects.in_order(self)])

    @path("search/", name="search")
    def search_route(self, request: HttpRequest) -> HttpResponse:
        """Find chapters and headings of this guide (``?q=``)."""
        form = GuideSearchForm({"q": request.GET.get("q", "")})
        valid = form.is_valid()
        chapters = list(ChapterPage.objects.in_order(self).defer(None))
        text = form.cleaned_data["q"] if valid else ""
        context = {
            **super().get_context(request),
            "form": form,
            "text": text,
            "chapters": chapters,
            "results": search_chapters(self, chapters, text) if text else [],
        }
        status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
        return TemplateResponse(request, "guide/search_page.html", context, status=status)

    @path("print/", name="print")
    def print_route(self, request: HttpRequest) -> HttpResponse:
        """Show the whole guide on one page."""
        context = {
            **super().get_context(request),
            "parts": whole_guide(self, request),
            "glossary": terms_in(self.locale),
        }
        return TemplateResponse(request, "guide/print_page.html", context)

    @path("glossary/", name="glossary")
    def glossary_route(self, request: HttpRequest) -> HttpResponse:
        """Explain every word of the glossary, where there are any."""
        terms = terms_in(self.locale)
        if not terms:
            raise Http404
        context = {
            **super().get_context(request),
            "glossary": terms,
            "structured_data": glossary_data(self, terms, request),
        }
        return TemplateResponse(request, "guide/glossary_page.html", context)
