import uuid
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from solo_pages.sharing.card import HEIGHT, WIDTH, CardText, draw_card, font, wrapped
from solo_pages.sharing.vcard import ContactCard, escape, fold
from tests.factories.site import publish


def unfolded(card):
    return card.replace("\r\n ", "").split("\r\n")[:-1]


@given(st.text(max_size=400))
def test_folded_lines_are_short_and_say_the_same(text):
    line = "NOTE:" + escape(text)
    folded = fold(line)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


@given(st.text(max_size=100), st.text(max_size=100))
def test_nothing_typed_can_add_a_property(name, label):
    card = ContactCard(uid=uuid.uuid4(), name=name, url="https://x.example/", networks=((label, "https://y.example/"),))
    lines = unfolded(card.write())
    keys = [line.partition(":")[0].partition(";")[0] for line in lines]
    assert keys == ["BEGIN", "VERSION", "UID", "KIND", "FN", "N", "URL", "SOCIALPROFILE", "END"]


def test_french_spaces_stay_in_a_contact_card():
    assert escape("Céramiste\u00a0: grès\u202f!\x07") == "Céramiste\u00a0: grès\u202f!"


@pytest.mark.django_db
def test_a_contact_card_says_what_the_page_shows(client, marie):
    response = client.get(marie.url + "contact.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert 'filename="marie.vcf"' in response["Content-Disposition"]
    lines = unfolded(response.content.decode())
    for line in (
        "VERSION:4.0",
        f"UID:urn:uuid:{marie.translation_key}",
        "FN:Marie Dupont",
        "N:Dupont;Marie;;;",
        "ORG:Mots & Cie",
        "ADR;TYPE=work:;;;Auch;;32000;FR",
        "GEO:geo:43.654321,0.612345",
        "LANG;PREF=1:en",
        'SOCIALPROFILE;SERVICE-TYPE="Mastodon":https://social.example/@marie',
    ):
        assert line in lines, lines
    text = "\n".join(lines)
    assert "EMAIL" not in text
    assert "TEL" not in text
    marie.show_email = marie.show_phone = True
    publish(marie)
    lines = unfolded(client.get(marie.url + "contact.vcf").content.decode())
    assert "EMAIL;TYPE=work:marie@example.org" in lines
    assert "TEL;VALUE=uri;TYPE=work:tel:+33562611234" in lines


@pytest.mark.django_db
def test_the_qr_code_is_a_picture_that_needs_nothing_else(client, marie):
    response = client.get(marie.url + "qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert b"style=" not in response.content


@pytest.mark.django_db
def test_a_share_card_is_drawn_once_and_sent_once(client, marie, office):
    for page in (marie, office):
        first = client.get(page.url + "share.png")
        with Image.open(BytesIO(first.content)) as picture:
            assert picture.size == (WIDTH, HEIGHT)
        again = client.get(page.url + "share.png", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        page.title = "Un autre nom"
        publish(page)
        assert client.get(page.url + "share.png")["ETag"] != first["ETag"]


@pytest.mark.django_db
def test_links_to_a_page_show_its_share_card(client, marie):
    text = client.get(marie.url).content.decode()
    assert f'<meta property="og:image" content="http://testserver{marie.url}share.png">' in text


@pytest.mark.parametrize("title", ["", "A" * 400, "Élodie " * 60, "日本語", "a\x00b\nc"])
def test_a_share_card_holds_any_name(title):
    assert draw_card(CardText(title=title, subtitle=title, place=title[:50], site="", initials="É"))


def test_long_lines_are_broken_and_cut():
    face = font("source-sans-3-latin", 38, 400)
    found = wrapped("mot " * 200, face, 500, 3)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert all(face.getlength(line) <= 500 for line in found)
