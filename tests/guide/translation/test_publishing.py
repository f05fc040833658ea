"""What the admin says to whoever publishes a translation that is not whole."""

from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse


def said(response):
    return [unescape(str(message)).strip() for message in get_messages(response.wsgi_request)]


@pytest.fixture
def editor(translator):
    return reverse("wagtailadmin_pages:edit", args=[translator.begin().target.pk])


def test_the_segment_editor_says_what_is_missing_and_publishes_nothing(translator, editor, admin_client):
    translator.say(Louer="To rent")
    response = admin_client.post(editor, {"action": "publish"})
    assert response.status_code == 302
    assert said(response) == ["4 segments of “To rent” are not translated yet: nothing was published."]
    assert not translator.target.live


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_segment_editor_publishes_what_is_whole(translator, editor, admin_client):
    translator.say_everything()
    response = admin_client.post(editor, {"action": "publish"})
    assert said(response) == ["Published 'EN Louer' in English."]
    assert (translator.target.live, translator.target.title) == (True, "EN Louer")


@pytest.mark.parametrize("extra", [{}, {"include_descendants": "on"}])
def test_drafts_are_not_published_in_bulk_untranslated(translator, editor, admin_client, extra):
    page = translator.target.get_parent() if extra else translator.target
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}&next=/admin/"
    response = admin_client.post(address, extra)
    assert said(response)[-1] == "5 segments of “Louer” are not translated yet: nothing was published."
    assert not translator.target.live
    translator.say_everything().translation.save_target(publish=False)
    if extra:
        # The guide above it is a draft with segments of its own.
        return
    admin_client.post(address, extra)
    assert translator.target.live
