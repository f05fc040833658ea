import pytest
from django.core.exceptions import ValidationError

from solo_pages.models import ServicePointPage, SoloProfilePage
from solo_pages.phones import display_phone, normalize_phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(db):
    from wagtail.models import Page

    return Page.objects.get(depth=2)


@pytest.mark.parametrize(
    "typed", ["05 62 61 12 34", "05.62.61.12.34", "+33 5 62 61 12 34", "0033562611234", "0562611234"]
)
def test_a_phone_number_is_stored_one_way_however_it_is_typed(typed):
    assert normalize_phone(typed, "FR") == "+33562611234"


def test_short_numbers_stay():
    assert normalize_phone("39 60", "FR") == "3960"
    assert display_phone("3960", "FR") == "3960"


@pytest.mark.parametrize("typed", ["abc", "12", "05 62", "+33 5 62 61 12 34 56 78 90", "'; drop"])
def test_what_is_no_phone_number_is_said_so(typed):
    with pytest.raises(ValidationError):
        normalize_phone(typed, "FR")


def test_phone_numbers_are_shown_as_their_reader_dials_them():
    assert display_phone("+33562611234", "FR") == "05\u00a062\u00a061\u00a012\u00a034"
    assert display_phone("+353214307000", "FR").startswith("+353")
    assert display_phone("nonsense") == "nonsense"


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x", "https://"])
def test_only_web_addresses_are_websites(website):
    with pytest.raises(ValidationError):
        SoloProfilePage._meta.get_field("website").clean(website, None)


def test_nothing_can_be_shown_that_is_not_there(parent):
    page = SoloProfilePage(title="A", slug="a", headline="h", show_email=True, show_phone=True, arrived_in=2999)
    with pytest.raises(ValidationError) as caught:
        parent.add_child(instance=page)
    assert set(caught.value.message_dict) == {"show_email", "show_phone", "arrived_in"}


def test_initials_stand_for_a_portrait():
    assert SoloProfilePage(title="Marie Dupont-Lavigne").initials == "MD"
    assert SoloProfilePage(title="Élodie").initials == "É"
    assert SoloProfilePage(title="").initials == ""


def test_what_is_typed_one_a_line_is_read_one_by_one():
    assert SoloProfilePage(services="Audit\r\n\r\n  Conseil ").service_lines == ["Audit", "Conseil"]


def test_an_address_known_to_the_commune_only_tells_no_street():
    page = ServicePointPage(street_address="3 rue du Bac", postcode="32000", precision="commune")
    assert page.address_lines == ["32000"]
    page.precision = "exact"
    assert page.address_lines == ["3 rue du Bac", "32000"]
