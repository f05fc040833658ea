"""Whatever is stored in a StreamField of ours, the page and the PDF come out, and nothing of it is run."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from guide.models import BrochurePage, ChapterPage
from guide.pdf.render import PdfError, render
from tests.factories.guide import ChapterPageFactory

from .hostile import streams

BOUNDED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CHAPTERS = ChapterPage._meta.get_field("body").stream_block
BROCHURES = BrochurePage._meta.get_field("body").stream_block


@pytest.fixture
def page(guide):
    return ChapterPageFactory(parent=guide, slug="tout")


@pytest.fixture
def brochure(guide):
    home = guide.get_parent()
    return home.add_child(instance=BrochurePage(title="Venir", slug="plaquette", locale=guide.locale))


@BOUNDED
@given(streams(CHAPTERS))
def test_any_chapter_becomes_a_page_and_a_pdf(client, guide, page, body) -> None:
    type(page).objects.filter(pk=page.pk).update(body=json.dumps(body))
    response = client.get(page.url)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b'"javascript:' not in response.content
    assert render("booklet", guide.pdf_content(), guide.pdf_changed_at()).startswith(b"%PDF")


@BOUNDED
@given(streams(BROCHURES, max_size=2))
def test_any_brochure_becomes_a_page_and_a_pdf(client, brochure, body) -> None:
    type(brochure).objects.filter(pk=brochure.pk).update(body=json.dumps(body))
    response = client.get(brochure.url)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    fresh = type(brochure).objects.get(pk=brochure.pk)
    try:
        assert render("leaflet", fresh.pdf_content(), fresh.pdf_changed_at()).startswith(b"%PDF")
    except PdfError as error:
        # A panel has one size: what does not fit on it is said to the editors.
        assert "has more content than fits on it" in str(error)  # noqa: PT017
