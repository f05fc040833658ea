"""
What a solo types is text, shown as text in every output.

One profile and one service point hold markup, the starts of formulas, template syntax, line breaks that would begin
another header or property, overrides of the writing direction and words without an end, in every field that takes text.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from email import message_from_bytes, policy

import html5lib
import pytest
from django.core import mail
from django.db import models
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from directory_blocks.models import DirectoryPage, Term
from directory_blocks.plain_text import FORBIDDEN
from solo_pages.contact.forms import ContactForm
from solo_pages.freshness.asking import ask
from solo_pages.freshness.states import add_months
from solo_pages.models import ServicePointPage, SoloGalleryImage, SoloNetworkLink, SoloProfilePage
from tests.factories.site import publish
from tests.factories.solo_pages import ServicePointPageFactory

MARKUP = """</script></title><script>alert(1)</script>"'><img src=x onerror=alert(2)><svg/onload=alert(3)>"""
TEMPLATE = "{{ 7|add:7 }}{% now 'Y' %}{{ settings.SECRET_KEY }}${7*7}"
BREAKS = "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEMAIL:evil@example.org\r\nBcc: evil@example.org\r\n\r\n."
OVERRIDE = "\u202egnp.exe\u2066\u200b"
LONG = "Donaudampfschifffahrt" * 30
# Short enough for every field; the whole stands in those without a limit.
SHORT = "=1+1{{ 7|add:7 }}<b onclick=alert(4)>\u202eevil\r\nBcc: e@x.org"
WHOLE = "=1+1" + MARKUP + TEMPLATE + OVERRIDE + BREAKS + LONG
RUNS = re.compile(r"alert\((\d)\)")


def hostile(model) -> dict[str, str]:
    """A hostile value for every field of a model that takes free text."""
    own = [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField) and not field.choices and field.editable
    ]
    skipped = {"location", "phone", "opening_hours", "external_id", "postcode", "url_path", "path", "draft_title"}
    values = {}
    for field in own:
        if field.name not in skipped:
            longest = field.max_length or len(WHOLE)
            values[field.name] = (WHOLE if longest > 400 else SHORT + MARKUP)[:longest]
    return values


def hostile_term(vocabulary) -> Term:
    """A term as it comes out of a form: solos propose skills."""
    term = Term(vocabulary=vocabulary, slug=f"evil-{vocabulary}", name=SHORT[:60])
    term.full_clean()
    term.save()
    return term


@pytest.fixture
def places(site):
    """``/fr/annuaire-2/``, a directory over everything, with its English translation."""
    listing = DirectoryPage(title="Répertoire", slug="repertoire", locale=site.french, sources=["solo", "service"])
    site.home.add_child(instance=listing)
    translation = listing.copy_for_translation(site.english)
    translation.title, translation.slug, translation.live = "Index", "index", True
    translation.save()
    return listing


@pytest.fixture
def profile(site, places, auch, django_capture_on_commit_callbacks):
    terms = {name: [hostile_term(vocabulary)] for name, vocabulary in (("sectors", "sector"), ("skills", "skill"))}
    said = {"title": MARKUP, "credit": MARKUP, "description": MARKUP}
    image = get_image_model().objects.create(**said, file=get_test_image_file(size=(64, 64)))
    page = site.solo(
        parent=places,
        slug="evil",
        commune=auch,
        email="marie@example.org",
        phone="+33562611234",
        show_phone=True,
        portrait=image,
        website="https://www.mots.example/?a=1&b=<2>",
        **(hostile(SoloProfilePage) | terms),
    )
    page.networks.add(SoloNetworkLink(label=SHORT[:40], url="https://social.example/@marie"))
    page.gallery.add(SoloGalleryImage(image=image, alt_text=SHORT, caption=SHORT, locale=page.locale))
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    return SoloProfilePage.objects.get(pk=page.pk)


@pytest.fixture
def office(places, auch, django_capture_on_commit_callbacks):
    terms = {"categories": [hostile_term("category")]}
    page = ServicePointPageFactory(
        parent=places, slug="office", commune=auch, email="hall@example.org", **(hostile(ServicePointPage) | terms)
    )
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    return ServicePointPage.objects.get(pk=page.pk)


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def assert_harmless(html: str) -> str:
    """Nothing in a page runs, and nothing of what was typed became an element. Gives the text of the page."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        handlers = [name for name in element.attrib if str(name).lower().startswith("on")]
        assert not handlers, f"<{element.tag} {handlers}>"
        for name in ("href", "src", "action", "formaction"):
            address = element.get(name, "").strip().lower()
            assert not address.startswith(("javascript:", "data:text", "vbscript:")), address
            assert address != "x"
        if element.tag == "script":
            assert element.get("src") or "json" in element.get("type", ""), element.text
    runs = [script.text for script in tree.iter("script") if "ld+json" in script.get("type", "")]
    for data in runs:
        json.loads(data)
    for script in tree.iter("script"):
        script.text = ""
    shown = "".join(tree.itertext())
    assert "1414" not in shown.replace(TEMPLATE, ""), "template syntax was read"
    assert "only-for-development" not in html
    assert not FORBIDDEN.search(shown), "the direction of writing is changed for what follows"
    return shown


PAGES = [
    "/fr/repertoire/evil/",
    "/fr/repertoire/office/",
    "/fr/repertoire/evil/contact/",
    "/fr/repertoire/office/email/",
    "/fr/repertoire/",
    "/en/index/",
    "/fr/repertoire/?q=evil",
    "/fr/recherche/?q=evil",
    "/fr/recherche/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/fr/repertoire/?q=%3Cscript%3Ealert(1)%3C/script%3E&commune=%22%3E%3Cscript%3E",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_show_it_as_text(client, profile, office, path):
    response = client.get(path)
    assert response.status_code in (200, 400)
    shown = assert_harmless(text_of(response))
    if "script" not in path and "email" not in path:
        assert "=1+1{{ 7|add:7 }}<b onclick=alert(4)>" in shown


def test_a_line_stays_a_line_and_controls_are_not_kept(profile, office):
    for page in (profile, office):
        for field in hostile(type(page)):
            value = getattr(page, field)
            assert not FORBIDDEN.search(value), field
            if type(page._meta.get_field(field)) is models.CharField:
                assert "\n" not in value, field
                assert "\r" not in value, field
    assert profile.presentation.count("\n") >= 5, "a text keeps its lines"


def test_structured_data_cannot_end_its_script_and_says_what_was_typed(client, profile):
    html = text_of(client.get("/fr/repertoire/evil/"))
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    data = [json.loads(script.text) for script in tree.iter("script") if "ld+json" in script.get("type", "")]
    [graph] = [one["@graph"] for one in data if "@graph" in one]
    assert graph[0]["name"] == profile.title
    assert graph[1]["description"] == profile.presentation


@pytest.mark.parametrize("name", ["map.json", "entries.geojson"])
def test_geojson_says_it_as_data(client, profile, office, name):
    response = client.get(f"/fr/repertoire/{name}")
    assert response["Content-Type"].startswith("application/geo+json")
    assert response.headers.get("X-Content-Type-Options", "nosniff") == "nosniff"
    titles = {feature["properties"]["title"] for feature in json.loads(text_of(response))["features"]}
    assert titles == {profile.title, office.title}


def test_the_table_has_no_formula_and_no_row_too_many(client, profile, office):
    rows = list(csv.reader(io.StringIO(text_of(client.get("/fr/repertoire/entries.csv")), newline="")))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in cells if re.match(r"[\s\u200b]*[=+@\t\r\n]|-(?!\d+(\.\d+)?$)", cell)]
    assert {row[rows[0].index("title")] for row in rows[1:]} == {f"'{page.title}" for page in (profile, office)}


def parsed_card(text: str) -> list[tuple[str, str, str]]:
    """A vCard's properties as (name, parameters, value), unfolded and unescaped (RFC 6350)."""
    properties = []
    for line in re.sub("\r\n[ \t]", "", text).split("\r\n")[:-1]:
        name, parameters, value = re.fullmatch(r'([A-Z-]+)((?:;(?:[^":;]|"[^"]*")+)*):(.*)', line, re.DOTALL).groups()
        value = re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
        properties.append((name, parameters, value))
    return properties


@pytest.mark.parametrize("slug", ["evil", "office"])
def test_the_contact_card_is_one_card_with_what_was_typed(client, profile, office, slug):
    text = text_of(client.get(f"/fr/repertoire/{slug}/contact.vcf"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    card = parsed_card(text)
    names = [name for name, *_rest in card]
    assert [names.count(name) for name in ("BEGIN", "END", "VERSION", "FN")] == [1, 1, 1, 1]
    assert (names[0], names[-1]) == ("BEGIN", "END")
    page = profile if slug == "evil" else office
    assert ("FN", "", page.title) in card
    assert "evil@example.org" not in [value for name, _parameters, value in card if name == "EMAIL"]


@pytest.mark.parametrize("slug", ["evil", "office"])
def test_the_share_card_and_the_qr_code_are_drawn(client, profile, office, slug):
    png = client.get(f"/fr/repertoire/{slug}/share.png").content
    with Image.open(io.BytesIO(png)) as card:
        assert card.size == (1200, 630)
    ET.fromstring(client.get(f"/fr/repertoire/{slug}/qr.svg").content)  # noqa: S314 - our own


def test_the_sitemap_is_whole(client, profile, office):
    tree = ET.fromstring(text_of(client.get("/sitemap.xml")))  # noqa: S314 - our own
    assert len([url for url in tree.iter() if url.tag.endswith("loc") and "evil" in url.text]) >= 1


@pytest.fixture
def send(profile, settings, django_capture_on_commit_callbacks):
    """Send a message by the form, as a visitor with a hostile pen."""
    settings.SOLO_PAGES = {"FORM_SECONDS": (0, 3600)}

    def send(**fields):
        token = ContactForm(subject=str(profile.translation_key)).new_token()
        letter = {"name": "Tom", "email": "tom@example.com", "message": WHOLE, "copy": "on", "opened": token} | fields
        with django_capture_on_commit_callbacks(execute=True):
            return Client().post("/fr/repertoire/evil/contact/", letter)

    return send


def test_the_message_begins_no_header_of_its_own(send, profile):
    assert send(name="=cmd<script>{{ 7|add:7 }}\u202e").status_code == 302
    assert mail.outbox
    for sent in mail.outbox:
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert parsed["Bcc"] is None
        assert len(parsed.get_all("To")) == len(parsed.get_all("Subject")) == 1
        assert parsed["To"].addresses[0].addr_spec in ("marie@example.org", "tom@example.com")
        body = parsed.get_body(("plain",)).get_content()
        assert "{{ 7|add:7 }}" in body
        if html := parsed.get_body(("html",)):
            assert_harmless(html.get_content())
    assert send(name="Tom\r\nBcc: evil@example.org").status_code == 422
    assert send(email="tom@example.com\r\nBcc: evil@example.org").status_code == 422


def test_letters_about_the_page_say_it_as_text(profile, office, site, django_capture_on_commit_callbacks, settings):
    settings.SOLO_PAGES = {"FRESHNESS_EDITORS": ["desk@example.org"]}
    for page in (profile, office):
        type(page).objects.filter(pk=page.pk).update(verified_on=add_months(page.verified_on, -13))
    with django_capture_on_commit_callbacks(execute=True):
        ask()
    assert {sent.to[0] for sent in mail.outbox} == {"desk@example.org", "hall@example.org"}
    for sent in mail.outbox:
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert parsed["Bcc"] is None
        assert_harmless(parsed.get_body(("html",)).get_content())
        assert "{{ 7|add:7 }}" in parsed.get_body(("plain",)).get_content()


@pytest.mark.parametrize("view", ["solos:index", "service_points:index", "edit", "explore", "history", "home"])
def test_the_admin_shows_it_as_text(client, admin_user, profile, office, view):
    client.force_login(admin_user)
    page = office if view.startswith("service") else profile
    address = {
        "edit": lambda: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "history": lambda: reverse("wagtailadmin_pages:history", args=[page.pk]),
        "explore": lambda: reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "home": lambda: reverse("wagtailadmin_home"),
    }.get(view, lambda: reverse(view))()
    tree = html5lib.parse(text_of(client.get(address)), namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [
                name for name, value in element.attrib.items() if str(name).startswith("on") and "alert" in value
            ]
            assert element.get("src") != "x"
    assert not [script.text for script in tree.iter("script") if (script.text or "").startswith("alert(")]
