"""Whatever happens to pages, the entries of their parts say the same as a rebuild would."""

from datetime import date

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.models import Entry
from directory_blocks.sources import EntryData, PagePart, PagePartSource, temporary_source, thumbnail_url
from solo_pages.models import EventPage, Occurrence
from tests.factories.site import make_term, publish
from tests.factories.solo_pages import EventPageFactory


class DateSource(PagePartSource):
    """The dates of meetings, by a source of a few lines."""

    key = "date"
    model = Occurrence
    page_model = EventPage
    page_key_field = "series_id"
    label = "date"
    label_plural = "dates"
    vocabularies = ("event_type",)
    thumbnail_field = "photo"
    thumbnail_spec = "fill-48x32"

    def part_path(self, obj: PagePart) -> str:
        return f"{obj.part.recurrence_id:%Y-%m-%d}/"

    def entry(self, obj: PagePart) -> EntryData:
        page = obj.page
        photo = thumbnail_url(page.photo, self.thumbnail_spec)
        return EntryData(title=page.title, terms=page.event_types.all(), starts_at=obj.part.starts_at, thumbnail=photo)


@pytest.fixture
def dates(db):
    with temporary_source(DateSource) as source:
        yield source


@pytest.fixture
def page(dates, site):
    page = EventPageFactory(
        parent=site.section,
        title="Atelier",
        slug="atelier",
        starts_on=date(2099, 3, 5),
        recurrence="FREQ=DAILY;COUNT=2",
    )
    # Its dates are written past save: whoever does that has the index follow, for the source that they know.
    rebuild_source(dates)
    return page


def urls(language="fr"):
    rows = Entry.objects.filter(source="date", locale__language_code=language)
    return sorted(rows.values_list("url_path", flat=True))


def both(prefix):
    return [f"{prefix}2099-03-05/", f"{prefix}2099-03-06/"]


def assert_true():
    changes = rebuild_source(DateSource(), dry_run=True)
    assert not changes, dict(changes.examples)


def test_every_part_is_an_entry_in_every_language(page, site):
    assert urls() == urls("en") == both("/fr/annuaire/atelier/")
    site.translated(page, slug="workshop")
    assert urls("en") == both("/en/directory/workshop/")
    assert_true()


def test_renaming_a_page_or_its_section_renames_its_parts(page, site):
    site.section.slug = "agenda"
    site.section.save()
    assert urls() == both("/fr/agenda/atelier/")
    page = EventPage.objects.get(pk=page.pk)
    page.slug = "cafe"
    publish(page)
    assert urls() == both("/fr/agenda/cafe/")
    assert_true()


def test_parts_are_hidden_and_shown_with_their_page(page, site):
    restriction = PageViewRestriction.objects.create(page=site.section, restriction_type="login")
    assert urls() == []
    restriction.delete()
    assert len(urls()) == 2
    site.section.move(Page.get_first_root_node(), "last-child")
    assert urls() == []
    site.section.refresh_from_db()
    site.section.move(Page.objects.get(pk=site.home.pk), "last-child")
    assert len(urls()) == 2
    EventPage.objects.get(pk=page.pk).unpublish()
    assert urls() == []
    assert_true()


def test_a_deleted_page_leaves_its_parts_to_its_translation(page, site):
    english = site.translated(page)
    EventPage.objects.get(pk=page.pk).delete()
    assert urls() == urls("en") == both("/en/directory/atelier/")
    EventPage.objects.get(pk=english.pk).delete()
    assert urls() == urls("en") == []
    assert_true()


def test_a_deleted_part_is_gone(page):
    Occurrence.objects.order_by("pk").first().delete()
    assert urls() == ["/fr/annuaire/atelier/2099-03-06/"]
    assert_true()


def test_a_language_that_comes_has_the_parts(page):
    Locale.objects.create(language_code="es")
    assert len(urls("es")) == 2
    assert_true()


def test_what_a_page_says_is_said_by_its_parts_once_it_is_saved(page):
    page = EventPage.objects.get(pk=page.pk)
    page.title = "Café"
    page.event_types = [make_term("Rencontre", "meeting", vocabulary="event_type")]
    page.save()
    rows = Entry.objects.filter(source="date")
    assert set(rows.values_list("title", "terms__name")) == {("Café", "Rencontre")}
    assert_true()


def test_another_picture_is_that_of_the_parts(page, django_capture_on_commit_callbacks):
    picture = get_image_model().objects.create(title="Salle", file=get_test_image_file(size=(300, 300)))
    page = EventPage.objects.get(pk=page.pk)
    page.photo = picture
    publish(page)
    thumbnails = Entry.objects.filter(source="date").values_list("thumbnail", flat=True).distinct()
    [first] = thumbnails
    picture.focal_point_x, picture.focal_point_y = 1, 1
    picture.focal_point_width = picture.focal_point_height = 2
    picture.save()
    [second] = thumbnails.all()
    assert first
    assert first != second
    assert_true()
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert list(thumbnails.all()) == [""]
    assert_true()
