"""Terms: loaded in every language, the same facts in each, kept by editors in the admin."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Locale

from directory_blocks.gazetteer.problems import GazetteerError
from directory_blocks.models import Term
from directory_blocks.taxonomy.load import load_terms
from tests.factories.gazetteer import TermFactory

TERMS = Path(__file__).parents[2] / "site" / "portal" / "demo" / "data" / "terms.csv"
FILE = """vocabulary,slug,parent,icon,colour,fr,en
category,schools-childcare,,school,#b06a12,Écoles et garde,Schools and childcare
category,schools,schools-childcare,school,,Écoles,Schools
category,health,,,,Santé,
"""


@pytest.fixture
def english(db):
    Locale.objects.get_or_create(language_code="fr")
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_portals_terms_are_complete_in_french_and_english(english):
    load_terms(TERMS)
    french = Term.objects.filter(locale__language_code="fr")
    assert french.count() == Term.objects.filter(locale=english).count()
    slugs = {vocabulary: set() for vocabulary in ("sector", "category", "language", "feature", "skill", "event_type")}
    for vocabulary, slug in french.values_list("vocabulary", "slug"):
        slugs[vocabulary].add(slug)
    assert slugs["sector"] >= {"audit", "consulting", "press", "art-culture", "ict", "e-commerce"}
    assert len(slugs["sector"]) == 12
    assert slugs["category"] >= {"public-services", "schools", "childcare", "workspaces", "welcome-committee"}
    assert slugs["language"] == {"fr", "en", "es", "pt", "de", "it", "nl", "oc"}
    assert len(slugs["feature"]) == 10
    assert len(slugs["skill"]) >= 45
    assert not Term.objects.filter(vocabulary__in=["sector", "category"], icon="").exists()


def test_every_icon_of_the_portals_terms_is_in_the_sprite(english):
    load_terms(TERMS)
    sprite = Path(__file__).parents[2] / "directory_blocks/static/directory_blocks/icons/sprite.svg"
    text = sprite.read_text()
    assert [
        icon for icon in Term.objects.exclude(icon="").values_list("icon", flat=True) if f'id="{icon}"' not in text
    ] == []


def test_languages_are_linked_and_parents_are_of_the_same_language(english, file):
    load_terms(file)
    schools = Term.objects.get(slug="schools", locale=english)
    assert schools.name == "Schools"
    assert schools.parent.name == "Schools and childcare"
    assert schools.get_translation(Locale.get_default()).name == "Écoles"
    assert not Term.objects.filter(slug="health", locale=english).exists(), "no name, no translation"


def test_loading_again_keeps_what_editors_renamed_unless_asked(english, file):
    load_terms(file)
    health = Term.objects.get(slug="health")
    health.name = "Santé et soins"
    health.save()
    report = load_terms(file)
    assert (report.counts["created"], report.counts["changed"]) == (0, 0)
    assert Term.objects.get(slug="health").name == "Santé et soins"
    assert load_terms(file, overwrite=True).counts["changed"] == 1
    assert Term.objects.get(slug="health").name == "Santé"


def test_wrong_lines_are_all_reported_and_nothing_is_loaded(english, file):
    file.write_text(
        FILE + "category,health,,,,Encore,\nplanet,x,,,,X,\nsector,Big Slug,nowhere,,red,,\n", encoding="utf-8"
    )
    with pytest.raises(GazetteerError) as error:
        load_terms(file)
    text = str(error.value)
    for expected in (
        "terms.csv, line 5: the slug health stands twice in category.",
        "terms.csv, line 6: the vocabulary 'planet' is none of",
        "terms.csv, line 7: the slug 'Big Slug'",
        "terms.csv, line 7: the parent nowhere is not on an earlier line",
        "terms.csv, line 7: the colour 'red' is not like #1a2b3c.",
        "terms.csv, line 7: the name in the language fr is missing.",
    ):
        assert expected in text
    assert not Term.objects.exists()


def test_the_command_says_what_it_did_or_what_is_wrong(english, file):
    out, err = StringIO(), StringIO()
    call_command("load_terms", str(file), stdout=out)
    assert "5 created, 0 changed, 0 unchanged" in out.getvalue()
    file.write_text("nothing", encoding="utf-8")
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_terms", str(file), stderr=err)
    assert "the column vocabulary is missing" in err.getvalue()


def test_changing_the_source_changes_what_languages_share_and_keeps_names(english, file):
    load_terms(file)
    health = Term.objects.get(slug="health")
    translation = health.copy_for_translation(english)
    translation.name = "Health"
    translation.save()
    health.parent = Term.objects.get(slug="schools-childcare", locale=health.locale)
    health.icon, health.slug = "stethoscope", "care"
    health.save()
    translation.refresh_from_db()
    assert (translation.name, translation.slug, translation.icon) == ("Health", "care", "stethoscope")
    assert translation.parent.locale == english


def test_a_broader_term_is_of_the_same_vocabulary_and_not_below_the_term(db):
    sector, skill = TermFactory(), TermFactory(vocabulary="skill")
    narrower = TermFactory(parent=sector)
    with pytest.raises(ValidationError) as other_vocabulary:
        TermFactory.build(vocabulary="sector", slug="x", parent=skill, locale=sector.locale).clean()
    sector.parent = narrower
    with pytest.raises(ValidationError) as circle:
        sector.clean()
    assert set(other_vocabulary.value.message_dict) == set(circle.value.message_dict) == {"parent"}


def test_the_list_of_terms_filters_by_vocabulary(english, admin_client):
    load_terms(TERMS)
    url = reverse("wagtailsnippets_directory_blocks_term:list")
    page = admin_client.get(url, {"vocabulary": "sector", "locale": "fr"}).content.decode()
    assert "Commerce en ligne" in page
    assert "Stationnement" not in page
    assert "sprite.svg#shopping-cart" in page


def test_the_list_of_terms_does_not_query_each_row(english, admin_client, django_assert_max_num_queries):
    load_terms(TERMS)
    url = reverse("wagtailsnippets_directory_blocks_term:list")
    admin_client.get(url)
    # wagtail-localize asks twice for each row's menu.
    with django_assert_max_num_queries(15 + 2 * 50):
        admin_client.get(url)


def test_a_term_is_edited_and_its_translation_has_only_its_name_to_change(english, admin_client, file):
    load_terms(file)
    schools = Term.objects.get(slug="schools", locale=english)
    url = reverse("wagtailsnippets_directory_blocks_term:edit", args=[schools.pk])
    page = admin_client.get(url).content.decode()
    assert 'name="slug" value="schools"' in page
    response = admin_client.post(url, {"name": "Primary schools", "slug": "hacked", "vocabulary": "sector"})
    assert response.status_code == 302
    schools.refresh_from_db()
    assert (schools.name, schools.slug, schools.vocabulary) == ("Primary schools", "schools", "category")
    source = schools.source
    url = reverse("wagtailsnippets_directory_blocks_term:edit", args=[source.pk])
    data = {"name": "Écoles", "slug": "schools", "vocabulary": "category", "colour": "rouge", "sort_order": "3"}
    page = admin_client.post(url, data)
    assert page.status_code == 200, "a colour that is none is a form error"


def test_a_narrower_term_translated_first_finds_its_broader_term_later(english):
    broader = TermFactory()
    narrower = TermFactory(parent=broader).copy_for_translation(english)
    narrower.save()
    assert narrower.parent is None
    translation = broader.copy_for_translation(english)
    translation.save()
    narrower.refresh_from_db()
    assert narrower.parent == translation
