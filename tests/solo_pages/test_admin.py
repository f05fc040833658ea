from datetime import date

import pytest
from django.urls import reverse

from tests.factories.site import make_commune, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


def test_editors_find_profiles_by_sector_commune_and_freshness(editor, site, marie):
    old = site.solo("Paul Ancien", commune=make_commune("Condom", "32107"), verified_on=date(2019, 1, 1))
    url = reverse("solos:index")
    assert editor.get(url).status_code == 200

    def found(**filters):
        return [page.title for page in editor.get(url, filters).context["object_list"]]

    assert sorted(found()) == ["Marie Dupont", "Paul Ancien"]
    assert found(sectors=marie.sectors.get().pk) == ["Marie Dupont"]
    assert found(commune=old.commune.pk) == ["Paul Ancien"]
    assert found(freshness="overdue") == ["Paul Ancien"]
    assert found(freshness="fresh") == ["Marie Dupont"]
    assert found(freshness="due") == []
    assert found(freshness="unlisted") == []
    assert found(freshness="never") == []


def test_editors_find_service_points_by_category(editor, office):
    url = reverse("service_points:index")
    term = office.categories.get()
    assert [page.title for page in editor.get(url, {"categories": term.pk}).context["object_list"]] == [office.title]
    other = make_term("Santé", "health", vocabulary="category")
    assert not editor.get(url, {"categories": other.pk}).context["object_list"]


@pytest.mark.parametrize("kind", ["marie", "office"])
def test_a_page_is_edited_in_groups_with_the_terms_of_the_source_language(editor, request, kind, site):
    page = request.getfixturevalue(kind)
    foreign = make_term("Elsewhere", "elsewhere", locale=site.english)
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = response.content.decode()
    assert response.status_code == 200
    assert foreign.name not in text
    assert text.count("w-panel__heading") > 5


def test_pages_are_created_below_a_directory_only(editor, site):
    from solo_pages.models import SoloProfilePage

    assert not SoloProfilePage.can_create_at(site.home)


def test_a_long_list_of_skills_can_be_narrowed_by_typing(editor, marie):
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[marie.pk])).content.decode()
    assert "solo_pages/js/filterable-checkboxes.js" in text
    assert "data-filterable=" in text
    assert 'type="checkbox" name="skills"' in text
