"""What is known of somebody who registers, and how it is forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from solo_pages.models import Occurrence, Registration
from solo_pages.personal_data.erasing import erase_person
from solo_pages.personal_data.exporting import everything_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_user(email="ada@example.org", password="armagnac")


def test_a_person_is_given_what_they_registered_for(ada, come):
    come("Ada", 2, answers={"x": "Des noix"}), come("Zoe")
    (given,) = everything_about(ada)["registrations"]
    assert (given["meeting"], given["places"], given["answers"]) == ("Atelier compost", 2, {"x": "Des noix"})


def test_who_erases_their_account_leaves_their_places_to_others(ada, come, occurrence):
    registration, zoe = come("Ada", 3), come("Zoe")
    erase_person(ada)
    registration.refresh_from_db(), zoe.refresh_from_db()
    assert (registration.state, registration.name, registration.email) == ("cancelled", "", "")
    assert "ada" not in registration.address_key
    assert zoe.state == "offered"


def test_long_after_a_date_it_is_known_how_many_came_but_not_who(come, settings):
    ada = come("Ada", 2)
    start = timezone.now() - timedelta(days=91)
    Occurrence.objects.update(starts_at=start, ends_at=start + timedelta(hours=2))
    out = StringIO()
    call_command("apply_retention", dry_run=True, stdout=out)
    assert "registrations for meetings long past: 1 to erase" in out.getvalue()
    assert Registration.objects.get().name == "Ada"
    call_command("apply_retention", stdout=StringIO())
    call_command("apply_retention", stdout=StringIO())
    ada.refresh_from_db()
    assert (ada.state, ada.places, ada.name, ada.email) == ("confirmed", 2, "", "")
