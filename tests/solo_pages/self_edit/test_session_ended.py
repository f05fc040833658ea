"""A session that ended while somebody was typing: what they typed comes back to them and to nobody else."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from .pages import draft, form_of, text

pytestmark = pytest.mark.django_db


def test_what_was_typed_after_the_session_ended_comes_back_after_login(client, page):
    client.force_login(page.owner)
    data = {**form_of(client), "headline": "Tapé trop tard"}
    client.logout()
    url = reverse("solo_account:step", args=["who"])
    response = client.post(url, data)
    assert response.url.endswith(urlencode({"next": url}, safe="/"))
    client.force_login(page.owner)
    response = client.get(url)
    assert response.context["form"]["headline"].value() == "Tapé trop tard"
    assert response.context["came_back"]
    assert draft(page)["headline"] != "Tapé trop tard"
    assert not client.get(url).context["came_back"]


def test_saving_by_itself_without_a_session_keeps_it_too(client, page):
    client.force_login(page.owner)
    data = {**form_of(client), "headline": "Tapé trop tard"}
    client.logout()
    url = reverse("solo_account:step", args=["who"])
    response = client.post(url, data, headers={"Accept": "application/json"})
    assert response.status_code == 401
    assert response.json()["login"]
    client.force_login(page.owner)
    assert client.get(url).context["form"]["headline"].value() == "Tapé trop tard"


def test_somebody_else_who_logs_in_next_does_not_see_it(client, page, portal):
    client.force_login(page.owner)
    data = {**form_of(client), "headline": "Privé"}
    client.logout()
    url = reverse("solo_account:step", args=["who"])
    client.post(url, data)
    client.force_login(portal.profile().owner)
    assert "Privé" not in text(client.get(url))


@pytest.mark.parametrize("change", [{"writer": "forged"}, {"presentation": "x" * 300_000}])
def test_what_is_forged_or_too_long_is_not_kept(client, page, change):
    client.force_login(page.owner)
    data = {**form_of(client), "headline": "Trop", **change}
    client.logout()
    url = reverse("solo_account:step", args=["who"])
    client.post(url, data)
    client.force_login(page.owner)
    assert not client.get(url).context["came_back"]


def test_who_logs_in_then_stays_logged_in_as_long_as_usual(client, page):
    client.force_login(page.owner)
    data = {**form_of(client), "headline": "Tapé trop tard"}
    client.logout()
    client.post(reverse("solo_account:step", args=["who"]), data)
    assert client.session.get_expiry_age() <= 3600
    client.force_login(page.owner)
    assert client.session.get_expiry_age() > 3600
