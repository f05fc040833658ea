"""Two translators on one page: the later one overwrites nothing that they have not seen, and loses nothing."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.test.client import encode_multipart
from django.urls import reverse
from wagtail_localize.models import StringTranslation


@pytest.fixture
def two(translator, django_user_model):
    """Two people with the segment editor of one page open, and the address of its title's segment."""
    translator.begin()
    editor = reverse("wagtailadmin_pages:edit", args=[translator.target.pk])
    clients = []
    for name in ("Tess", "Tom"):
        user = django_user_model.objects.create_superuser(f"{name}@portal.example", "secret", first_name=name)
        client = Client()
        client.force_login(user)
        assert client.get(editor).status_code == 200
        clients.append(client)
    segment = translator.segments().get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translator.translation.pk, segment.pk])
    return (*clients, address, editor)


def save(client, address, words):
    data = encode_multipart("x", {"value": words})
    return client.put(address, data, content_type="multipart/form-data; boundary=x")


def words():
    return StringTranslation.objects.get(translation_of__data="Louer", context__path="title").data


def test_the_later_one_is_refused_and_told_with_what_they_wrote(two):
    tess, tom, address, _editor = two
    assert save(tess, address, "Renting").status_code == 201
    response = save(tom, address, "To rent")
    assert response.status_code == 409
    assert words() == "Renting"
    (message,) = get_messages(response.wsgi_request)
    assert str(message).startswith("Tess")
    assert "To rent" in str(message)


def test_whoever_has_seen_it_may_change_it(two):
    tess, tom, address, editor = two
    save(tess, address, "Renting")
    tom.get(editor)
    assert save(tom, address, "To rent").status_code == 200
    assert words() == "To rent"
    assert tess.delete(address).status_code == 409
    assert words() == "To rent"


def test_ones_own_words_are_changed_as_often_as_one_likes(two):
    tess, _tom, address, _editor = two
    assert [save(tess, address, text).status_code for text in ("Rent", "Renting")] == [201, 200]
    assert tess.delete(address).status_code == 200


def test_what_is_no_form_is_refused_too(two):
    tess, tom, address, _editor = two
    save(tess, address, "Renting")
    assert tom.put(address, b"garbage", content_type="multipart/form-data").status_code == 409
    assert words() == "Renting"
