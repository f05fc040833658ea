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
