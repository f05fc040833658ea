"""What is found, in each language of the site, after something is published, changed or taken away."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory_blocks.models import Entry
from directory_blocks.sources import register_source
from tests.factories.site import ProfileSource, make_commune, make_term, publish


def rows(language, source="profile"):
    return Entry.objects.filter(source=source, locale__language_code=language)


def titles(language, source="profile"):
    return sorted(rows(language, source).values_list("title", flat=True))


def test_a_key_cannot_be_registered_twice(profiles):
    with pytest.raises(ImproperlyConfigured, match="profile"):
        register_source(ProfileSource)


def test_a_published_page_is_found_in_every_language(site):
    page = site.solo()
    french, english = rows("fr").get(), rows("en").get()
    assert french.title == english.title == "Camille Dupuy"
    assert french.text_language == english.text_language == "fr"
    assert french.url_path == english.url_path == page.url == "/fr/annuaire/camille-dupuy/"
    assert french.summary == page.headline


def test_a_draft_is_not_found_until_it_is_published(site):
    page = site.solo(live=False)
    assert not Entry.objects.filter(source="profile").exists()
    publish(page)
    assert titles("fr") == ["Camille Dupuy"]


def test_a_saved_draft_of_a_live_page_changes_nothing(site):
    page = site.solo()
    page.title = "Secret"
    page.save_revision()
    assert titles("fr") == ["Camille Dupuy"]
    publish(page)
    assert titles("fr") == ["Secret"]


def test_a_translation_stands_in_its_own_language_only(site):
    page = site.solo(headline="Elle traduit")
    site.translated(page, headline="She translates")
    assert rows("fr").get().summary == "Elle traduit"
    english = rows("en").get()
    assert (english.summary, english.text_language) == ("She translates", "en")
    assert english.url_path == "/en/directory/camille-dupuy/"


def test_an_unfinished_translation_leaves_the_source_text(site):
    page = site.solo()
    page.copy_for_translation(site.english)
    assert rows("en").get().text_language == "fr"


def test_an_unpublished_translation_gives_way_to_the_source(site):
    translation = site.translated(site.solo())
    translation.unpublish()
    assert rows("en").get().text_language == "fr"


def test_an_unpublished_source_leaves_its_translation(site):
    page = site.solo()
    site.translated(page)
    page.refresh_from_db()
    page.unpublish()
    assert rows("fr").get().text_language == "en"
    assert rows("fr").get().url_path.startswith("/en/")


def test_an_alias_is_neither_an_entry_nor_a_translation(site):
    page = site.solo()
    page.copy_for_translation(site.english, alias=True)
    page.create_alias(parent=site.home, update_slug="ailleurs")
    publish(page)
    assert rows("fr").get().url_path == "/fr/annuaire/camille-dupuy/"
    assert rows("en").get().url_path == "/fr/annuaire/camille-dupuy/"


def test_terms_come_in_the_language_of_the_row_with_broader_ones(site):
    broad = make_term("Métiers", "metiers", locale=site.french)
    narrow = make_term("Traduction", "translation", locale=site.french, parent=broad)
    english = narrow.copy_for_translation(site.english)
    english.name = "Translation"
    english.save()
    site.solo(sectors=[narrow])
    assert set(rows("fr").get().terms.all()) == {broad, narrow}
    assert set(rows("en").get().terms.all()) == {broad, english}
    assert "Translation" in rows("en").get().search_text
    assert "Métiers" in rows("fr").get().search_text


def test_only_the_public_point_is_indexed(site):
    commune = make_commune()
    page = site.solo(commune=commune, location="SRID=4326;POINT(0.5 43.6)", precision="exact")
    assert rows("fr").get().latitude == 43.6
    page.precision = "commune"
    publish(page)
    entry = rows("fr").get()
    assert (entry.latitude, entry.longitude) == (commune.latitude, commune.longitude)
    assert "Auch" in entry.search_text


def test_publishing_one_profile_costs_a_handful_of_queries(site):
    page = site.solo(commune=make_commune(), sectors=[make_term("Traduction", "translation", locale=site.french)])
    page.title = "Camille D."
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as queries:
        revision.publish()
    ours = [query["sql"] for query in queries if "directory_blocks_entry" in query["sql"]]
    assert titles("fr") == ["Camille D."]
    # Its rows and their terms are read; rows and text written; the solo source of the portal does the same.
    assert len(ours) <= 4 * 2
