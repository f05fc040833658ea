"""Schedule, locks, comparison and comments work in the workflow as in all of Wagtail."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from guide.models import ChapterPage


def english(page):
    return ChapterPage.objects.get(translation_key=page.translation_key, locale__language_code="en")


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def next_day(monkeypatch, tomorrow):
    """Let a day go by and cron run."""

    def pass_by():
        monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow + timedelta(minutes=1))
        call_command("publish_scheduled", stdout=StringIO())

    return pass_by


def test_a_page_with_a_date_goes_out_then_in_both_languages(house, tomorrow, next_day):
    page = house.decide(house.review(house.write(go_live_at=tomorrow)), "send", house.checker)
    house.translator(page).say_everything()
    page = house.decide(page, "approve", house.checker)
    assert (page.live, page.approved_schedule, english(page).live) == (False, True, False)
    next_day()
    page = house.fresh(page)
    assert (page.live, english(page).live, english(page).title) == (True, True, "EN Louer")


def test_a_change_with_a_date_leaves_readers_the_page_as_it_was_until_then(house, tomorrow, next_day):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer", go_live_at=tomorrow))
    house.translator(page).say(**{"Bien louer": "Rent well"})
    page = house.decide(page, "approve", house.checker)
    assert (page.title, english(page).title) == ("Louer", "EN Louer")
    next_day()
    assert (house.fresh(page).title, english(page).title) == ("Bien louer", "Rent well")


def test_what_is_scheduled_is_locked_for_everybody(house, tomorrow):
    page = house.decide(house.review(house.write(go_live_at=tomorrow)), "approve_without", house.checker)
    assert page.get_lock().for_user(house.reviewer)


def test_who_reviews_can_lock_the_page_and_the_next_step_opens_it(house):
    page = house.submit(house.write())
    page.locked, page.locked_by, page.locked_at = True, house.reviewer, timezone.now()
    page.save()
    page = house.fresh(page)
    assert page.get_lock().for_user(house.editor)
    page = house.decide(page, "approve", house.reviewer)
    assert not page.locked


def test_a_locked_page_is_neither_changed_nor_submitted_by_others(house, client):
    page = house.write()
    client.force_login(house.editor)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = nested_form_data(
        {
            "title": "Autre",
            "slug": "autre",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-submit": "1",
        }
    )

    def submit():
        client.post(edit, form)
        now = house.fresh(page)
        return now.get_latest_revision_as_object().title, now.workflow_in_progress

    page.locked, page.locked_by, page.locked_at = True, house.reviewer, timezone.now()
    page.save()
    assert submit() == ("Louer", False)
    ChapterPage.objects.filter(pk=page.pk).update(locked=False, locked_by=None, locked_at=None)
    assert submit() == ("Autre", True)


def test_a_reviewer_compares_the_draft_with_what_is_published(house, client):
    page = house.publish_both()
    page = house.submit(house.change(page, title="Bien louer"))
    client.force_login(house.reviewer)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", page.latest_revision_id])
    html = BeautifulSoup(client.get(address).content.decode(), "html.parser")
    assert html.select_one(".comparison .addition").get_text().strip() == "Bien louer"


def test_comments_last_through_the_workflow(house, client):
    page = house.submit(house.write())
    comment = Comment.objects.create(page=page, user=house.reviewer, text="Le prix ?", contentpath="title")
    client.force_login(house.reviewer)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Le prix ?" in response.content.decode()
    page = house.decide(house.decide(page, "approve", house.reviewer), "send", house.checker)
    house.translator(page).say_everything()
    page = house.decide(page, "approve", house.checker)
    assert page.live
    assert Comment.objects.get(pk=comment.pk).text == "Le prix ?"
    assert not Comment.objects.filter(page=english(page))
