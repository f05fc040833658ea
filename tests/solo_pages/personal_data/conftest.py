"""A solo of whom the site knows as much as it can."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry

from directory_blocks.models import Commune
from portal.accounts.models import User
from solo_pages.letters import store_letter
from solo_pages.models import SoloProfilePage
from solo_pages.personal_data import record_consent
from tests.factories.site import BilingualSite, publish

NAME = "Maëlle Kerhoas"
EMAIL = "maelle@kerhoas.example"
PUBLIC_EMAIL = "bonjour@kerhoas.example"


@dataclass
class Person:
    """An account, its profile in two languages, its pictures."""

    user: User
    page: SoloProfilePage
    english: SoloProfilePage
    portrait: Any
    shared_picture: Any


@pytest.fixture
def asked(site: BilingualSite) -> HttpRequest:
    return RequestFactory().get("/")


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor@portal.example", "secret", first_name="Élie", last_name="Rédacteur")


@pytest.fixture
def person(site: BilingualSite, auch: Commune, editor: User) -> Person:
    user = User.objects.create_user(EMAIL, "une phrase simple", first_name="Maëlle", last_name="Kerhoas")
    images = get_image_model().objects
    portrait = images.create(title=NAME, file=get_test_image_file("maelle.png"), uploaded_by_user=user)
    shared = images.create(title="Auch", file=get_test_image_file("auch.png"), uploaded_by_user=user)
    site.home.hero_image = shared
    publish(site.home)
    page = site.solo(NAME, slug="maelle-kerhoas", owner=user, email=PUBLIC_EMAIL, commune=auch, portrait=portrait)
    page.save_revision(user=user, log_action=True).publish(user=editor)
    english = site.translated(page, headline="She audits old stone, says Maëlle Kerhoas")
    page.presentation = "Un brouillon de Maëlle Kerhoas."
    page.save_revision(user=user, log_action=True)
    record_consent(user, "account", "J’accepte.", "fr")
    store_letter(EMAIL, "Bonjour Maëlle Kerhoas", "Un mot.", language="fr")
    store_letter("autre@example.org", "Un message", "De Maëlle.", language="fr", reply_to=f"{NAME} <{PUBLIC_EMAIL}>")
    PageLogEntry.objects.log_action(
        instance=site.home, action="wagtail.edit", user=editor, data={"comment": f"Demandé par {NAME}"}
    )
    PageLogEntry.objects.log_action(instance=site.section, action="wagtail.edit", user=user)
    return Person(user, SoloProfilePage.objects.get(pk=page.pk), english, portrait, shared)
