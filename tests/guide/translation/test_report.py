"""*Reports → Translations*: which page is translated how far, for whom, and where it is done."""

import csv
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from guide.translation.sources import source_pages
from tests.factories.guide import ChapterPageFactory

ADDRESS = "/admin/guide/translations/"


def table(response):
    """Title, language and state cell of each row."""
    found = BeautifulSoup(response.content.decode(), "html.parser").select("table")[-1]
    rows = [[" ".join(cell.text.split()) for cell in row.select("td")] for row in found.select("tbody tr")]
    return {(row[0], row[3]): row[4] for row in rows}


def test_each_page_has_a_row_for_each_other_language(translated, admin_client):
    rows = table(admin_client.get(ADDRESS))
    assert rows["Louer", "English"] == "current"
    assert rows["Histoire", "English"] == "missing"
    assert ("Louer", "French") not in rows


def test_a_stale_page_says_how_many_segments_and_leads_to_its_editor(translated, admin_client):
    translated.change(title="Louer ou acheter", summary="Signer")
    response = admin_client.get(ADDRESS, {"state": "stale"})
    assert table(response) == {("Louer ou acheter", "English"): "stale Segments to translate: 2 of 5"}
    assert f'href="/admin/pages/{translated.target.pk}/edit/"' in response.content.decode()


def test_a_missing_one_leads_to_the_form_that_begins_it(translator, admin_client):
    response = admin_client.get(ADDRESS, {"title": "louer"})
    assert table(response) == {("Louer", "English"): "missing"}
    assert f'href="/admin/localize/submit/page/{translator.page.pk}/"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"language": "es"}, {"Louer", "Histoire", "À propos"}),
        ({"language": "en", "state": ["missing", "draft"]}, {"Histoire", "S’installer dans le Gers"}),
    ],
)
def test_rows_are_chosen_by_language_and_state(translated, admin_client, query, titles):
    Locale.objects.create(language_code="es")
    assert {title for title, _ in table(admin_client.get(ADDRESS, query))} >= titles
    assert {language for _, language in table(admin_client.get(ADDRESS, query))} == {
        {"es": "Spanish", "en": "English"}[query["language"]]
    }


def test_rows_are_chosen_by_section_and_type(translated, guide, admin_client):
    rows = table(admin_client.get(ADDRESS, {"section": guide.pk}))
    assert {title for title, _ in rows} == {"S’installer dans le Gers", "Louer"}
    rows = table(admin_client.get(ADDRESS, {"content_type": translated.page.content_type_id}))
    assert {title for title, _ in rows} == {"Louer"}


def test_sections_say_how_many_there_are(translated, guide, admin_client):
    response = admin_client.get(ADDRESS, {"state": "stale", "title": "l"})
    assert "There are no translations" not in response.content.decode()
    response = admin_client.get(ADDRESS)
    summary = BeautifulSoup(response.content.decode(), "html.parser").select("table")[0]
    rows = {row.th.text: [cell.text.strip() for cell in row.select("td")] for row in summary.select("tbody tr")}
    assert rows["S’installer dans le Gers"] == ["0", "1", "0", "1"]
    link = next(one["href"] for one in summary.select("a") if f"section={guide.pk}" in one["href"])
    assert set(table(admin_client.get(link))) == {("S’installer dans le Gers", "English")}


def test_an_absurd_filter_is_told_and_finds_nothing_new(translated, admin_client):
    response = admin_client.get(ADDRESS, {"section": "abc", "state": "lost", "language": "xx"})
    assert response.status_code == 200


def test_it_can_be_taken_away_as_csv_and_xlsx(translated, admin_client):
    response = admin_client.get(ADDRESS, {"export": "csv", "title": "Louer"})
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert rows == [
        ["Page", "Page type", "Section", "Source language", "Language", "State", "Segments to translate", "Segments"],
        ["Louer", "Chapter", "S’installer dans le Gers", "French", "English", "current", "0", "5"],
    ]
    response = admin_client.get(ADDRESS, {"export": "xlsx", "title": "Louer"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:1] == ["Louer"]


def test_many_pages_cost_no_more_queries(translated, guide, admin_client, django_assert_max_num_queries):
    ChapterPageFactory.create_batch(60, parent=guide)
    admin_client.get(ADDRESS)
    with django_assert_max_num_queries(30):
        response = admin_client.get(ADDRESS)
    assert len(table(response)) == 50


def test_sources_are_the_originals(translated):
    pages = source_pages()
    assert translated.page in pages.type(type(translated.page)).specific()
    assert translated.target.pk not in pages.values_list("pk", flat=True)
    # Two pages in two languages without any record: the one in the site's language.
    about = Page.objects.get(slug="a-propos")
    assert about.pk in pages.values_list("pk", flat=True)
    assert not pages.filter(slug="about").exists()


def test_an_english_original_is_one(guide, english):
    home = Page.objects.get(slug="home")
    page = home.add_child(instance=type(home.specific)(title="Only here", slug="only", hero_title="x", locale=english))
    assert page.pk in source_pages().values_list("pk", flat=True)


@pytest.fixture
def member(client, django_user_model, guide):
    call_command("setup_groups", stdout=StringIO())

    def log_in(group):
        user = django_user_model.objects.create_user(f"{group.lower()}@portal.example", "secret")
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)
        return client

    return log_in


@pytest.mark.parametrize(("group", "allowed"), [("Translators", True), ("Editors", True), ("Advisers", False)])
def test_it_is_for_those_who_edit_or_translate(member, chapter, group, allowed):
    client = member(group)
    response = client.get(ADDRESS)
    assert (response.status_code == 200) == allowed
    assert not allowed or ("Louer", "English") in table(response)
    assert (ADDRESS in client.get("/admin/").content.decode()) == allowed


def test_there_is_one_report_of_that_name(admin_client, guide):
    assert reverse("wagtail_localize:translations_report") not in admin_client.get("/admin/").content.decode()
