"""Machine translation is a setting of wagtail-localize; without it there is no button."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


@pytest.fixture
def address(translator):
    return reverse("wagtail_localize:machine_translate", args=[translator.begin().translation.pk])


def test_it_fills_what_is_missing_and_publishes_nothing(translator, address, admin_client, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    translator.say(Louer="Renting")
    admin_client.post(address, {"next": "/admin/"})
    assert (translator.state.state, translator.state.to_translate) == ("draft", 0)
    assert StringTranslation.objects.get(translation_of__data="Louer").data == "Renting"
    assert StringTranslation.objects.get(translation_of__data="Avant").tool_name == "Dummy translator"


def test_without_the_setting_there_is_none(translator, address, admin_client):
    admin_client.post(address, {"next": "/admin/"})
    assert not StringTranslation.objects.exists()
    editor = reverse("wagtailadmin_pages:edit", args=[translator.target.pk])
    assert address not in admin_client.get(editor).content.decode()
