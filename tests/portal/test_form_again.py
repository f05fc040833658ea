"""A form that was open over a logout and a login: what was typed in it comes back, to its own person only."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.home.form_again import SECRET
from solo_pages.self_edit.forms.who import WhoForm
from tests.factories.solos import fresh

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


@pytest.fixture
def page(solo_portal):
    return solo_portal.profile()


@pytest.fixture
def solo(page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(page.owner)
    return client


def step(language="fr"):
    with override(language):
        return reverse("solo_account:step", args=["who"])


def filled(client):
    form = client.get(step()).context["form"]
    data = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    return {**data, "headline": "Elle traduit <b>des</b> romans\r\nirlandais", "then": "leave"}


def fields_of(html):
    """What the browser would send of the page: names and values."""
    form = html.split('class="form form-again"')[1].split("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    texts = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {name: unescape(value) for name, value in hidden + texts}


@pytest.mark.parametrize(("language", "words"), [("fr", "Rien n’a encore été"), ("en", "Nothing has been sent")])
def test_what_was_typed_is_shown_as_the_forms_call_it_and_one_press_sends_it(solo, page, language, words):
    data = {**filled(solo), "csrfmiddlewaretoken": "x" * 64}
    response = solo.post(step(language), data, headers={"origin": HERE})
    html = response.content.decode()
    assert response.status_code == 403
    assert words in html
    with override(language):
        assert str(WhoForm.base_fields["headline"].label) in html
    assert "no-store" in response["Cache-Control"]
    assert "Elle traduit &lt;b&gt;des&lt;/b&gt; romans" in html
    assert "<script" not in html.split("<main")[1].split("</main>")[0]

    sent = fields_of(html)
    assert sent["csrfmiddlewaretoken"] != "x" * 64
    again = solo.post(step(language), sent, headers={"origin": HERE})
    assert again.status_code == 302
    assert fresh(page).latest_revision.content["headline"] == "Elle traduit <b>des</b> romans irlandais"


def test_what_is_folded_away_is_sent_too(solo, page):
    data = {**filled(solo), "arrived_in": "2019"}
    html = solo.post(step(), data, headers={"origin": HERE}).content.decode()
    sent = fields_of(html)
    del sent["csrfmiddlewaretoken"]
    assert sent == {name: str(value) for name, value in data.items()}


def test_an_address_that_cannot_be_read_leads_nowhere(solo, page):
    headers = {"origin": HERE, "referer": "http://[evil"}
    assert solo.post(step(), filled(solo), headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/form"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://[evil"},
        {},
    ],
    ids=["other site", "sandbox", "referer", "fetch metadata", "longer host", "no address", "silent"],
)
def test_nothing_of_what_another_site_posts_is_shown(solo, page, headers):
    response = solo.post(step(), {"headline": "Gagnez de l’argent ici", "then": "leave"}, headers=headers)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Gagnez" not in html
    assert "form-again" not in html


def test_passwords_and_codes_are_never_written_into_the_page(page):
    client = Client(enforce_csrf_checks=True)
    typed = {"login": "marie@example.org", "password": "tres secret", "code": "1234 5678"}
    html = client.post(reverse("account_login"), typed, headers={"origin": HERE}).content.decode()
    assert "marie@example.org" in html
    assert "tres secret" not in html
    assert "1234 5678" not in html
    for name in ("password1", "oldpassword", "Password", "otp_token", "key"):
        assert SECRET.search(name)


def test_a_button_without_text_leads_back_to_its_page(solo, page):
    where = reverse("solo_account:dashboard")
    response = solo.post(
        reverse("solo_account:confirm"), {}, headers={"origin": HERE, "referer": HERE + where + "?a=1"}
    )
    html = response.content.decode()
    assert response.status_code == 403
    assert f'href="{where}?a=1"' in html
    assert "form-again" not in html


def test_the_form_goes_back_to_this_site_whatever_was_asked_for(solo):
    response = solo.post("//evil.example/", {"message": "Bonjour à vous"}, headers={"origin": HERE})
    assert 'action="//' not in response.content.decode()


def test_the_form_that_saves_by_itself_is_told_in_words(solo, page):
    headers = {"accept": "application/json", "origin": HERE}
    response = solo.post(step(), {"headline": "x"}, headers=headers)
    assert response.status_code == 403
    assert response.json()["message"]


def test_the_admin_shows_no_replay(solo, page):
    response = solo.post("/admin/pages/1/edit/", {"title": "Un titre tapé"}, headers={"origin": HERE})
    assert response.status_code == 403
    assert "Un titre" not in response.content.decode()
