"""Unpublishing an original: the question names its live translations, and leaves them unless told otherwise."""

import pytest
from django.urls import reverse


@pytest.fixture
def address(translated):
    return reverse("wagtailadmin_pages:unpublish", args=[translated.page.pk])


def live(translated):
    return type(translated.page).objects.get(pk=translated.page.pk).live, translated.target.live


def test_the_question_names_them(translated, admin_client, address):
    html = admin_client.get(address).content.decode()
    assert "EN Louer (English)" in html
    assert 'name="unpublish_translations"' in html


@pytest.mark.parametrize(("ticked", "stays"), [({}, True), ({"unpublish_translations": "on"}, False)])
def test_they_stay_live_unless_ticked(translated, admin_client, address, ticked, stays):
    admin_client.post(address, ticked)
    assert live(translated) == (False, stays)


def test_a_translation_goes_alone_without_a_question(translated, admin_client):
    address = reverse("wagtailadmin_pages:unpublish", args=[translated.target.pk])
    assert "unpublish_translations" not in admin_client.get(address).content.decode()
    admin_client.post(address, {"unpublish_translations": "on"})
    assert live(translated) == (True, False)


# --- several pages at once


def bulk(*pages):
    query = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?{query}"


def test_the_question_for_several_pages_names_them_and_asks_nothing_else(translated, admin_client):
    html = admin_client.get(bulk(translated.page)).content.decode()
    assert "EN Louer (English)" in html
    assert 'name="unpublish_translations"' in html
    assert 'name="include_descendants"' not in html


@pytest.mark.parametrize(("ticked", "stays"), [({}, True), ({"unpublish_translations": "on"}, False)])
def test_those_of_several_pages_stay_live_unless_ticked(translated, admin_client, ticked, stays):
    admin_client.post(bulk(translated.page), ticked)
    assert live(translated) == (False, stays)


def test_there_is_no_question_for_translations_that_are_chosen_themselves(translated, admin_client):
    address = bulk(translated.page, translated.target)
    assert 'name="unpublish_translations"' not in admin_client.get(address).content.decode()
    admin_client.post(address)
    assert live(translated) == (False, False)
