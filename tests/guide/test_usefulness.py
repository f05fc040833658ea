"""“Was this page useful?”: answered by anybody, read by the editors, and nothing known of who."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from guide.models import Answer
from tests.factories.guide import ChapterPageFactory, GuidePageFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def chapter(guide):
    return ChapterPageFactory(parent=guide, title="Impôts", slug="impots")


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def say(visitor, chapter):
    def answer(useful="yes", **more):
        return visitor.post(f"/fr/useful/{chapter.pk}/", {"useful": useful, **more})

    return answer


def soup_of(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_the_page_asks_with_a_form_that_needs_no_cookie(read, client, chapter) -> None:
    form = read(chapter).select_one("[data-useful] form")

    assert form["action"] == f"/fr/useful/{chapter.pk}/"
    assert [button["value"] for button in form.select("button")] == ["yes", "no"]
    assert "csrfmiddlewaretoken" not in str(form)
    assert not client.cookies


@pytest.mark.parametrize(("useful", "kept"), [("yes", True), ("no", False)])
def test_an_answer_is_kept_with_its_day_and_nothing_else(say, visitor, chapter, useful, kept) -> None:
    response = say(useful)

    answer = Answer.objects.get()
    assert (answer.page_id, answer.useful, answer.comment, answer.day) == (chapter.pk, kept, "", TODAY())
    assert {field.name for field in Answer._meta.get_fields()} == {"id", "page", "useful", "comment", "day"}
    assert soup_of(response).select_one("[data-useful] textarea")
    assert "no-store" in response["Cache-Control"]
    assert not visitor.cookies


@pytest.fixture
def add(visitor, chapter):
    """Say a word about an answer, in the form that it led to."""

    def word(answered, comment, **more):
        token = soup_of(answered).select_one("[name=answer]")["value"]
        return visitor.post(f"/fr/useful/{chapter.pk}/said/", {"answer": token, "comment": comment, **more})

    return word


def test_one_word_may_follow(say, add, visitor) -> None:
    answered = say("no")
    first = add(answered, "  Il manque\r\nla TVA <b>\u202e ")
    assert first.status_code == 302
    assert "Merci" in visitor.get(first.url).content.decode()
    add(answered, "Autre chose")

    assert Answer.objects.get().comment == "Il manque\nla TVA <b>"


def test_no_address_says_whose_answer_it_is(say, add) -> None:
    answered = say()
    token = soup_of(answered).select_one("[name=answer]")["value"]

    assert token not in soup_of(answered).select_one("[data-useful] form")["action"]
    assert token not in add(answered, "Un mot").url


@pytest.mark.parametrize("comment", ["", "   ", "x" * 1001, "a\0b", "\u202e"])
def test_a_bad_comment_is_explained_and_stays_in_the_form(say, add, comment) -> None:
    response = add(say(), comment)

    assert response.status_code == 422
    assert soup_of(response).select_one("#useful-error[role=alert]").get_text()
    assert comment.strip()[:9].strip("\0\u202e") in soup_of(response).select_one("textarea").get_text()
    assert Answer.objects.get().comment == ""


@pytest.mark.parametrize("data", [{}, {"useful": ""}, {"useful": "maybe"}, {"useful": "x" * 10_000}])
def test_what_is_no_answer_is_not_kept(visitor, chapter, data) -> None:
    response = visitor.post(f"/fr/useful/{chapter.pk}/", data)

    assert response.status_code == 422
    assert soup_of(response).select_one(f'a[href="{chapter.url}"]')
    assert not Answer.objects.exists()


def test_a_robot_that_fills_every_field_is_thanked_and_not_heard(say, add) -> None:
    assert say(website="https://spam.example").status_code == 200
    assert not Answer.objects.exists()

    assert add(say(), "Achetez", website="https://spam.example").status_code == 302
    assert Answer.objects.get().comment == ""


def test_another_site_cannot_have_its_visitors_answer(visitor, chapter) -> None:
    response = visitor.post(f"/fr/useful/{chapter.pk}/", {"useful": "no"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 422
    assert not Answer.objects.exists()


def test_one_visitor_answers_only_so_often(say, settings) -> None:
    settings.GUIDE = {"ANSWERS_PER_HOUR": 2}

    assert [say(useful).status_code for useful in ("yes", "no", "yes")] == [200, 200, 429]
    assert Answer.objects.count() == 2


def test_a_second_click_counts_once_and_leads_to_the_same_word(say, add, settings) -> None:
    settings.GUIDE = {"ANSWERS_PER_HOUR": 2}
    say("no")
    second = say("no")
    add(second, "Il manque la TVA")

    assert Answer.objects.get().comment == "Il manque la TVA"
    assert say("yes").status_code == 200


def test_another_browser_another_page_and_a_later_answer_count(say, visitor, guide) -> None:
    say()
    visitor.post(f"/fr/useful/{ChapterPageFactory(parent=guide).pk}/", {"useful": "yes"})
    visitor.defaults["HTTP_USER_AGENT"] = "Another"
    say()
    assert Answer.objects.count() == 3

    cache.clear()
    say()
    assert Answer.objects.count() == 4


def test_only_a_page_that_the_public_reads_can_be_answered_about(say, visitor, chapter, guide) -> None:
    PageViewRestriction.objects.create(page=chapter, restriction_type="login")
    draft = ChapterPageFactory(parent=guide, live=False)

    assert say().status_code == 404
    assert [visitor.post(f"/fr/useful/{key}/", {"useful": "yes"}).status_code for key in (draft.pk, 0)] == [404, 404]
    assert visitor.get(f"/fr/useful/{chapter.pk}/").status_code == 405


def test_nothing_is_told_of_a_chapter_in_a_private_guide(say, visitor, chapter, guide, django_user_model) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type="login")

    assert say().status_code == 404
    visitor.force_login(django_user_model.objects.create_user("reader@example.org"))
    assert say().status_code == 200


@pytest.mark.parametrize("token", ["", "x", "\0", "MQ:1xVvIb:i6YqK1pLkrb0P4SL9xpPQdp"])
def test_a_word_without_an_answer_is_given_back(visitor, chapter, say, token) -> None:
    say()
    response = visitor.post(f"/fr/useful/{chapter.pk}/said/", {"answer": token, "comment": "Mon <b>mot</b>"})

    assert response.status_code == 422
    assert soup_of(response).select_one(".useful__lost").get_text() == "Mon <b>mot</b>"
    assert Answer.objects.get().comment == ""


def test_a_word_stays_with_the_page_that_was_answered_about(say, visitor, guide) -> None:
    token = soup_of(say()).select_one("[name=answer]")["value"]
    other = ChapterPageFactory(parent=guide)

    assert visitor.post(f"/fr/useful/{other.pk}/said/", {"answer": token, "comment": "x"}).status_code == 422
    assert Answer.objects.get().comment == ""


def test_the_english_page_answers_in_english(visitor, chapter) -> None:
    assert "Thank you" in visitor.post(f"/en/useful/{chapter.pk}/", {"useful": "yes"}).content.decode()


# --- what editors see


def answered(page, useful, comment="", days_ago=0):
    day = TODAY() - timedelta(days=days_ago)
    return Answer.objects.create(page=page, useful=useful, comment=comment, day=day)


def row_of(report, title):
    row = next(row for row in report.select("tbody tr") if title in row.get_text())
    return [cell.get_text(" ", strip=True) for cell in row.select("td")]


def test_the_report_counts_and_shows_the_last_comments(admin_client, chapter, guide) -> None:
    other = ChapterPageFactory(parent=guide, title="Santé")
    for number in range(4):
        answered(chapter, number > 0, f"Mot {number}")
    answered(other, useful=True)
    report = soup_of(admin_client.get("/admin/guide/useful/"))

    assert row_of(report, "Impôts")[1:4] == ["3", "1", "75\u00a0%"]
    assert {heading.get("scope") for heading in report.select("thead th")} == {"col"}
    words = row_of(report, "Impôts")[4]
    assert "Mot 3" in words
    assert "Mot 0" not in words
    assert "4" in words
    assert [row.select_one("a").get_text(strip=True) for row in report.select("tbody tr")] == ["Impôts", "Santé"]


def test_the_report_is_narrowed_by_guide_language_and_days(admin_client, chapter, guide) -> None:
    elsewhere = GuidePageFactory(parent=guide.get_parent(), slug="autre", locale=guide.locale)
    other = ChapterPageFactory(parent=elsewhere, title="Ailleurs")
    answered(chapter, useful=True, comment="Ancien", days_ago=40)
    answered(chapter, useful=False, comment="Récent")
    answered(other, useful=True)

    def titles(**asked):
        return [row.select_one("a").get_text(strip=True) for row in soup_of(ask(**asked)).select("tbody tr")]

    def ask(**asked):
        return admin_client.get("/admin/guide/useful/results/", asked)

    assert titles(guide=guide.pk) == ["Impôts"]
    assert titles(locale="fr") == ["Impôts", "Ailleurs"]
    assert titles(locale="en") == []
    since = (TODAY() - timedelta(days=7)).isoformat()
    recent = soup_of(ask(day_from=since, guide=guide.pk))
    assert row_of(recent, "Impôts")[1:4] == ["0", "1", "0\u00a0%"]
    assert "Ancien" not in recent.get_text()
    assert titles(day_to=since) == ["Impôts"]
    assert ask(day_from="nonsense").status_code == 200


def test_the_report_is_a_table_for_other_programs_without_formulas(admin_client, chapter) -> None:
    answered(chapter, useful=False, comment='=HYPERLINK("https://evil.example")')
    response = admin_client.get("/admin/guide/useful/?export=csv")
    text = b"".join(response.streaming_content).decode()

    assert "Impôts" in text
    assert "'=HYPERLINK" in text
    assert admin_client.get("/admin/guide/useful/?export=xlsx").status_code == 200


@pytest.mark.parametrize("report", ["useful", "translations", "reviews"])
def test_no_title_in_a_table_for_other_programs_is_a_formula(admin_client, guide, report) -> None:
    title = '=HYPERLINK("https://evil.example")'
    answered(ChapterPageFactory(parent=guide, title=title, reviewed_on=date(2020, 1, 1)), useful=True)

    def export(kind):
        response = admin_client.get(f"/admin/guide/{report}/", {"export": kind})
        return BytesIO(b"".join(response.streaming_content))

    table = [[cell.value for cell in row] for row in load_workbook(export("xlsx")).active]
    for rows in (table, csv.reader(export("csv").read().decode().splitlines())):
        titles = {row[0] for row in rows}
        assert title not in titles
        assert f"'{title}" in titles


def test_the_number_of_queries_does_not_grow(admin_client, guide) -> None:
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get("/admin/guide/useful/")
        return len(queries)

    answered(ChapterPageFactory(parent=guide), useful=True, comment="Un")
    cost()
    few = cost()
    for _number in range(10):
        answered(ChapterPageFactory(parent=guide), useful=False, comment="Deux")
    assert cost() <= few


def test_a_comment_is_deleted_and_the_answer_still_counts(admin_client, chapter) -> None:
    answer = answered(chapter, useful=False, comment="<script>alert(1)</script>")
    page = admin_client.get(f"/admin/guide/useful/{chapter.pk}/")
    assert "<script>alert(1)" not in page.content.decode()

    response = admin_client.post(f"/admin/guide/useful/comments/{answer.pk}/delete/")
    answer.refresh_from_db()
    assert response.status_code == 302
    assert (answer.comment, answer.useful) == ("", False)
    assert admin_client.get(f"/admin/guide/useful/comments/{answer.pk}/delete/").status_code == 405


def test_whoever_may_not_change_a_page_does_not_read_what_is_said_of_it(client, chapter) -> None:
    call_command("setup_groups", stdout=StringIO())
    user = get_user_model().objects.create_user("t@soho-solo.example", "secret")
    user.groups.add(Group.objects.get(name="Translators"))
    client.force_login(user)
    answer = answered(chapter, useful=False, comment="Secret")

    assert "Secret" not in client.get("/admin/guide/useful/").content.decode()
    assert client.get(f"/admin/guide/useful/{chapter.pk}/").status_code in (302, 403)
    client.post(f"/admin/guide/useful/comments/{answer.pk}/delete/")
    answer.refresh_from_db()
    assert answer.comment == "Secret"


@pytest.mark.parametrize("command", ["forget_answers", "apply_retention"])
def test_answers_are_forgotten_when_their_time_is_over(chapter, settings, command) -> None:
    settings.GUIDE = {"ANSWERS_KEPT_DAYS": 10}
    kept = answered(chapter, useful=True, days_ago=10)
    answered(chapter, useful=True, days_ago=11)
    call_command(command, stdout=StringIO())

    assert list(Answer.objects.all()) == [kept]


def test_answers_go_with_their_page(chapter) -> None:
    answered(chapter, useful=True)
    chapter.delete()

    assert not Answer.objects.exists()


def test_the_editor_of_a_chapter_sees_the_numbers(admin_client, chapter) -> None:
    edit = f"/admin/pages/{chapter.pk}/edit/"
    assert "guide/useful" not in soup_of(admin_client.get(edit)).select_one("main").decode()

    answered(chapter, useful=True)
    answered(chapter, useful=False)
    link = soup_of(admin_client.get(edit)).select_one(f'main a[href="/admin/guide/useful/{chapter.pk}/"]')
    assert "1 " in link.get_text()
