import json
import re

import pytest
from django.core.cache import cache
from django.utils import translation

from directory_blocks.models import Entry
from tests.factories.site import make_term, publish

pytestmark = pytest.mark.django_db


def html(client, page, tail=""):
    response = client.get(page.url + tail)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def linked_data(text, kind):
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        data = json.loads(found)
        for item in data.get("@graph", [data]):
            if item["@type"] == kind:
                return item
    raise AssertionError(f"No {kind} in {text}")


def test_a_profile_tells_who_what_where_and_how_to_reach_them(client, marie):
    text = html(client, marie)
    for word in (
        "<h1>Marie Dupont</h1>",
        marie.headline,
        "Mots &amp; Cie",
        "Auch",
        "Traduction",
        "Sous-titrage",
        "Anglais",
        "Traduction littéraire",
        "2019",
        "Cork",
        'href="contact/"',
        'href="contact.vcf"',
        "mots.example",
        "Mastodon",
        'rel="me nofollow noopener"',
    ):
        assert word in text, word


def test_neither_phone_nor_address_stand_on_a_profile_unless_wanted(client, marie):
    text = html(client, marie)
    assert "marie@example.org" not in text
    assert "62611234" not in text.replace("\xa0", "")
    marie.show_phone = marie.show_email = True
    publish(marie)
    text = html(client, marie)
    assert 'href="tel:+33562611234"' in text
    assert "05\xa062\xa061\xa012\xa034" in text
    assert "marie@example.org" not in text
    assert 'href="email/"' in text


def test_an_address_is_shown_to_whoever_presses_the_button(client, marie):
    assert client.get(marie.url + "email/").status_code == 404
    marie.show_email = True
    publish(marie)
    assert "marie" not in html(client, marie, "email/").replace("Marie", "").replace(marie.url, "")
    response = client.post(marie.url + "email/")
    coded = "".join(f"&#{ord(char)};" for char in "marie@example.org")
    assert coded in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_addresses_are_not_given_out_without_end(client, office, settings):
    settings.SOLO_PAGES = {"REVEALS_PER_HOUR": 2}
    codes = [client.post(office.url + "email/").status_code for _time in range(3)]
    assert codes == [200, 200, 429]


def test_nothing_that_a_solo_types_is_markup(client, marie):
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    for name in ("title", "headline", "organisation", "presentation", "services", "arrived_from"):
        setattr(marie, name, attack)
    publish(marie)
    text = html(client, marie)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert linked_data(text, "Person")["name"] == attack


def test_a_profile_without_anything_but_a_name_stands(client, site):
    page = site.solo("Ana", email="", presentation="", services="", languages=[], verified_on=None)
    text = html(client, page)
    assert "person__initials" in text
    assert 'href="contact/"' not in text
    assert client.get(page.url + "contact/").status_code == 404
    for tail in ("contact.vcf", "qr.svg", "share.png"):
        assert client.get(page.url + tail).status_code == 200


def test_a_profile_names_the_nearest_others_and_not_itself(
    client, marie, site, auch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(6):
            publish(site.solo(f"Voisine {number}", commune=auch, latitude=43.66 + number / 100, longitude=0.61))
    response = client.get(marie.url)
    assert [entry.title for entry in response.context["neighbours"]] == [f"Voisine {n}" for n in range(4)]
    assert response.context["entry"].title == "Marie Dupont"


def test_terms_are_told_in_the_language_of_the_page(client, site, marie, django_capture_on_commit_callbacks):
    term = marie.sectors.get()
    english = term.copy_for_translation(site.english)
    english.name = "Translation services"
    english.save()
    with django_capture_on_commit_callbacks(execute=True):
        page = site.translated(marie)
    with translation.override("en"):
        text = html(client, page)
    assert "Translation services" in text
    assert "Traduction</a>" not in text
    Entry.objects.all().delete()  # the index may lag behind: the page does not
    with translation.override("en"):
        assert "Translation services" in html(client, page)


def test_a_page_shows_no_broader_term_of_its_terms(client, site, marie, django_capture_on_commit_callbacks):
    broader = make_term("Écriture", "writing")
    term = marie.sectors.get()
    term.parent = broader
    with django_capture_on_commit_callbacks(execute=True):
        term.save()
        publish(marie)
    assert "Écriture" not in html(client, marie)


def test_search_engines_are_told_of_the_person_and_the_service(client, marie):
    text = html(client, marie)
    person, service = linked_data(text, "Person"), linked_data(text, "ProfessionalService")
    assert person["knowsLanguage"] == ["en"]
    assert person["sameAs"] == ["https://www.mots.example/", "https://social.example/@marie"]
    assert service["name"] == "Mots & Cie"
    assert service["geo"] == {"@type": "GeoCoordinates", "latitude": 43.654321, "longitude": 0.612345}
    assert "telephone" not in service
    assert "email" not in json.dumps([person, service])


def test_a_service_point_tells_all_that_one_needs_before_going_there(client, office):
    text = html(client, office)
    for word in (
        "Maison de services",
        "Services publics",
        "3 rue des Lilas",
        "32000 Auch",
        'href="tel:+33562611234"',
        "maison.example",
        "Wifi",
        "Une marche à l’entrée.",
        "Un rendez-vous d’accueil",
        "openstreetmap.org/directions?to=43.654321,0.612345",
        "geo:43.654321,0.612345",
        "France Services",
        "Licence Ouverte 2.0",
        'aria-current="date"',
    ):
        assert word in text, word
    assert "accueil@example.org" not in text
    assert text.count('<th scope="row">') == 7


def test_search_engines_are_told_the_hours_and_the_kind_of_a_service_point(client, office):
    data = linked_data(html(client, office), "GovernmentOffice")
    assert data["openingHoursSpecification"][0]["opens"] == "09:00"
    assert data["address"]["streetAddress"] == "3 rue des Lilas"
    assert data["amenityFeature"][0]["name"] == "Wifi"


def test_a_service_point_without_hours_says_nothing_of_them(client, office):
    office.opening_hours = ""
    publish(office)
    assert 'class="hours"' not in html(client, office)


@pytest.mark.parametrize("kind", ["marie", "office"])
def test_few_queries_with_nothing_cached_however_many_neighbours(  # noqa: PLR0917 - fixtures
    client, request, kind, site, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    page = request.getfixturevalue(kind)
    client.get(page.url)  # makes the renditions, as publishing does
    cache.clear()
    with django_assert_max_num_queries(12) as few:
        client.get(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(8):
            copy = page.copy(update_attrs={"slug": f"c{number}", "title": f"C {number}"}, keep_live=True)
            publish(copy)
    cache.clear()
    with django_assert_max_num_queries(12) as many:
        response = client.get(page.url)
    assert len(response.context["neighbours"]) == 4
    assert len(many) <= len(few) + 1, [query["sql"][:150] for query in many]


@pytest.mark.parametrize("kind", ["marie", "office"])
def test_an_unchanged_page_is_not_sent_twice(client, request, kind):
    page = request.getfixturevalue(kind)
    first = client.get(page.url)
    assert client.get(page.url, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("kind", ["marie", "office"])
def test_editors_see_a_preview_of_what_they_have_not_saved(request, kind, admin_user, rf):
    page = request.getfixturevalue(kind)
    draft = page.get_latest_revision_as_object()
    draft.title = "Pas encore publié"
    response = draft.make_preview_request(preview_mode=draft.default_preview_mode)
    response.render()
    assert "Pas encore publié" in response.content.decode()
