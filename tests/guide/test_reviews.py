"""Who checked a chapter and when, and which chapters are due."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from guide.models import ChapterPage
from tests.factories.guide import ChapterPageFactory

BY = "la chambre de commerce du Gers"


def long_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def reviewed(guide):
    return ChapterPageFactory(parent=guide, title="Impôts", slug="impots", reviewed_by=BY)


def test_who_reviewed_it_is_said_on_every_page_that_shows_it(read, client, guide, reviewed) -> None:
    for text in (read(reviewed).get_text(), read(guide).get_text(), client.get(f"{guide.url}print/").content.decode()):
        assert f"par {BY}" in text


def test_who_reviewed_it_stands_in_the_pdf_and_in_the_structured_data(client, read, guide, reviewed, tmp_path) -> None:
    (tmp_path / "guide.pdf").write_bytes(client.get(f"{guide.url}guide.pdf").content)
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "guide.pdf").pages)
    assert f"par {BY}" in " ".join(text.split())
    data = [json.loads(tag.string) for tag in read(reviewed).find_all("script", type="application/ld+json")]
    page = next(found for found in data if found["@type"] == "Article")["mainEntityOfPage"]
    assert page["reviewedBy"] == {"@type": "Organization", "name": BY}


def test_a_name_without_a_day_is_no_review(read, guide) -> None:
    assert BY not in read(ChapterPageFactory(parent=guide, reviewed_on=None, reviewed_by=BY)).get_text()


def test_what_nobody_checked_for_long_is_due_and_what_never_was_comes_first(guide, settings) -> None:
    settings.GUIDE = {"REVIEW_AFTER_DAYS": 100}
    for title, day in (("Frais", long_ago(99)), ("Mûr", long_ago(100)), ("Vieux", long_ago(400)), ("Jamais", None)):
        ChapterPageFactory(parent=guide, title=title, reviewed_on=day)
    ChapterPageFactory(parent=guide, title="Brouillon", reviewed_on=None, live=False)
    assert [page.title for page in ChapterPage.objects.due_for_review()] == ["Jamais", "Vieux", "Mûr"]


def test_editors_find_the_chapters_to_review_among_the_reports(admin_client, guide) -> None:
    ChapterPageFactory(parent=guide, title="Vieux chapitre", reviewed_on=long_ago(400), reviewed_by=BY)
    ChapterPageFactory(parent=guide, title="Chapitre frais", reviewed_on=long_ago(1))
    report = admin_client.get("/admin/guide/reviews/").content.decode()
    assert "Vieux chapitre" in report
    assert BY in report
    assert "Chapitre frais" not in report
    assert "/admin/guide/reviews/" in admin_client.get("/admin/reports/site-history/").content.decode()
    rows = b"".join(admin_client.get("/admin/guide/reviews/?export=csv").streaming_content).decode()
    assert "Vieux chapitre" in rows


def test_the_report_costs_no_more_for_many_chapters(admin_client, guide, django_assert_max_num_queries) -> None:
    for _number in range(12):
        ChapterPageFactory(parent=guide, reviewed_on=None)
    admin_client.get("/admin/guide/reviews/")
    with django_assert_max_num_queries(30):
        admin_client.get("/admin/guide/reviews/")


def test_who_may_edit_no_chapter_sees_none(client, guide) -> None:
    call_command("setup_groups", verbosity=0)
    ChapterPageFactory(parent=guide, title="Vieux chapitre", reviewed_on=None)
    user = get_user_model().objects.create_user("adviser@portal.example", "secret")
    user.groups.add(Group.objects.get(name="Advisers"))
    client.force_login(user)
    response = client.get("/admin/guide/reviews/")
    assert response.status_code == 302
