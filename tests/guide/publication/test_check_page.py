"""The page in the admin where translations are looked at, and the way to it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse


@pytest.fixture
def checker(house, client):
    client.force_login(house.checker)
    return client


def check_url(page):
    return reverse("guide_publication:check", args=[page.pk])


def soup(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def choices(html):
    return [button["value"] for button in html.select("form button[name=action]")]


def test_it_shows_the_state_of_each_language_and_what_can_be_done(house, checker):
    page = house.review(house.write())
    html = soup(checker.get(check_url(page)))
    (row,) = html.select("table.listing tbody tr")
    cells = [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
    assert cells == [
        "Anglais",
        "pas commencée",
        "3 sur 3",
        "—",
    ]
    assert choices(html) == ["send", "approve_without", "reject"]
    response = checker.post(check_url(page), {"action": "send"}, follow=True)
    html = soup(response)
    assert choices(html) == ["reject"]
    assert "Les traducteurs ont le texte" in html.get_text()
    house.translator(page).say_everything()
    assert choices(soup(checker.get(check_url(page)))) == ["approve", "reject"]
    response = checker.post(check_url(page), {"action": "approve", "comment": "Bien."}, follow=True)
    assert "approuvée et publiée" in soup(response).get_text()
    assert house.fresh(page).live
    assert house.last_check(page).comment == "Bien."


def test_the_editor_of_the_page_leads_to_it(house, checker):
    page = house.review(house.write())
    html = soup(checker.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert html.select_one(f'.messages a[href="{check_url(page)}"]')
    assert "attend ses traductions" in html.select_one(".messages").get_text()


def test_others_read_there_what_the_page_waits_for(house, client):
    page = house.review(house.write())
    client.force_login(house.editor)
    html = soup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert "Contrôle des traductions" in html.select_one(".messages").get_text()
    assert client.get(check_url(page)).status_code == 302
    assert client.post(check_url(page), {"action": "approve_without"}).status_code == 302
    assert not house.fresh(page).live


def test_what_cannot_be_decided_any_more_is_not_done(house, checker):
    page = house.decide(house.review(house.write()), "send", house.checker)
    response = checker.post(check_url(page), {"action": "approve"}, follow=True)
    assert "plus possible" in soup(response).get_text()
    assert not house.fresh(page).live


def test_a_page_that_waits_for_no_check_is_shown_in_its_editor(house, client):
    page = house.submit(house.write())
    client.force_login(house.reviewer)
    assert client.get(check_url(page)).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(reverse("guide_publication:check", args=[999_999]), follow=True).status_code == 404


def test_wagtails_own_buttons_do_the_same(house, checker):
    page = house.decide(house.review(house.write()), "send", house.checker)
    house.translator(page).say_everything()
    state = page.current_workflow_task_state
    checker.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert house.fresh(page).live


def test_the_step_is_set_in_the_admin(house, admin_client):
    edit = reverse("wagtailadmin_workflows:edit_task", args=[house.check.pk])
    html = soup(admin_client.get(edit))
    assert html.select_one("input[type=checkbox][name=hold]").has_attr("checked")
    groups = [str(group.pk) for group in house.check.groups.all()]
    admin_client.post(edit, {"groups": groups})
    assert house.check.hold is False
