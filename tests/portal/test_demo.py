"""The demo, loaded once on an empty database: what a visitor, a translator and a second run find."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site, TaskState, WorkflowState
from wagtail_localize.models import Translation

from directory_blocks.models import Commune, Entry
from guide.models import ChapterPage, GuidePage, TranslationCheckTask
from guide.publication.languages import languages_of
from portal.accounts.models import User
from portal.demo.loading.accounts import ACCOUNTS, PASSWORD
from portal.demo.management.commands import load_demo
from portal.home.models import HomePage
from solo_pages.events.addresses import date_path
from solo_pages.models import (
    Claim,
    EventPage,
    EventQuestion,
    Invitation,
    Occurrence,
    Registration,
    ServicePointPage,
    SoloProfilePage,
    TermProposal,
)
from solo_pages.moderation.waiting import waiting_for
from tests.worlds import world

# To load it takes longer than all of the tests: one worker does.
pytestmark = pytest.mark.xdist_group("demo")

# Design §7.
QUERY_BUDGET = 12


@world
def demo() -> None:
    """The whole demo; what its tests look at they find as a visitor does."""
    call_command("load_demo", "--force", stdout=StringIO())


def first_of_each_type(language):
    """One page of each type, and a solo and a service point more that are not translated."""
    pages = {}
    for page in Page.objects.live().filter(locale__language_code=language, depth__gt=1).specific():
        pages.setdefault(type(page), page)
    return list(pages.values())


def test_everything_is_there_in_both_languages(demo) -> None:
    french, english = Locale.objects.get(language_code="fr"), Locale.objects.get(language_code="en")
    assert Commune.objects.count() == 458
    for model in (SoloProfilePage, ServicePointPage):
        in_french = model.objects.live().filter(locale=french).count()
        in_english = model.objects.live().filter(locale=english).count()
        assert in_french >= 60
        assert 0.7 * in_french < in_english < 0.9 * in_french
        source = "solo" if model is SoloProfilePage else "service"
        assert Entry.objects.filter(source=source, locale=english).count() == in_french
        shown_in_french = Entry.objects.filter(source=source, locale=english, text_language="fr").count()
        assert shown_in_french == in_french - in_english


def test_english_is_what_a_translator_would_have_left(demo) -> None:
    page = SoloProfilePage.objects.get(slug="maelle-kerhoas", locale__language_code="en")
    assert page.headline == "Energy audits for small firms and old stone"
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert translation.get_progress()[0] == translation.get_progress()[1]


def test_the_index_is_true(demo) -> None:
    out = StringIO()
    call_command("rebuild_entries", "--dry-run", stdout=out)
    assert "The index was true." in out.getvalue()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_type_of_page_and_every_chapter_answers_within_the_budget(demo, client, language) -> None:
    chapters = ChapterPage.objects.live().filter(locale__language_code=language)
    paths = [page.url for page in [*first_of_each_type(language), *chapters]]
    guide = GuidePage.objects.get(locale__language_code=language)
    for path in [*paths, f"{guide.url}print/", f"{guide.url}glossary/"]:
        cache.clear()
        client.get(path)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200, path
        assert len(queries) <= QUERY_BUDGET, (path, [query["sql"][:200] for query in queries])


@pytest.mark.parametrize(
    "path",
    ["/fr/annuaire/", "/en/directory/", "/fr/services/", "/en/services/", "/fr/agenda/", "/en/events/", "/fr/guide/"],
)
def test_addresses_of_the_design(demo, client, path) -> None:
    assert client.get(path).status_code == 200


def test_meetings_of_every_kind_are_to_come_and_over(demo, client) -> None:
    coming = Occurrence.objects.upcoming()
    assert coming.count() > 100
    assert Occurrence.objects.past().count() >= 6
    assert EventPage.objects.live().filter(locale__language_code="fr").count() >= 22
    assert EventPage.objects.live().filter(locale__language_code="en").count() >= 20
    statuses = set(Entry.objects.filter(source="event").values_list("status", flat=True))
    assert statuses == {None, "cancelled", "full"}
    full = Registration.objects.filter(occurrence__in=coming, state=Registration.State.WAITING)
    assert full.count() == 3
    assert full.first().occurrence.free_places == 0
    assert coming.filter(venue__isnull=False).count() == 1
    asked = EventQuestion.objects.get(label="How far is your project?")
    assert asked.choices.splitlines() == ["A wish", "A date", "A van is booked"]


def test_those_who_come_to_a_meeting_lead_to_their_profiles(demo, client) -> None:
    listed = Registration.objects.filter(listed=True, occurrence__in=Occurrence.objects.upcoming())
    date = listed.filter(person__isnull=False).first().occurrence
    meeting = EventPage.objects.get(translation_key=date.series_id, locale__language_code="fr")
    page = client.get(f"{meeting.get_url()}{date_path(meeting, date)}").content.decode()
    assert '<a href="/fr/annuaire/camille-duffau/">Camille Duffau</a>' in page


@pytest.mark.parametrize(("language", "path"), [("fr", "/fr/agenda/"), ("en", "/en/events/")])
def test_every_view_of_the_agenda_answers_within_the_budget(demo, client, language, path) -> None:
    first = Occurrence.objects.upcoming().order_by("starts_at").first().starts_at
    for address in (path, f"{path}{first:%Y-%m}/", f"{path}archive/", f"{path}?free=1&online=1", f"/{language}/"):
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, address
        assert len(queries) <= QUERY_BUDGET, (address, [query["sql"][:200] for query in queries])


def test_readers_are_told_that_people_are_invented(demo, client) -> None:
    assert "This is a demonstration" in client.get("/en/").content.decode()
    assert "Ceci est une démonstration" in client.get("/fr/").content.decode()


def test_a_second_run_changes_nothing_and_undoes_nothing(demo) -> None:
    changed = SoloProfilePage.objects.get(slug="maelle-kerhoas", locale__language_code="fr")
    changed.headline, changed.slug = "Une autre phrase", "maelle"
    changed.save_revision().publish()
    SoloProfilePage.objects.filter(slug="bernard-lacassagne").delete()
    before = set(Page.objects.values_list("pk", "latest_revision_id"))
    out = StringIO()
    call_command("load_demo", "--force", stdout=out)
    assert set(Page.objects.values_list("pk", "latest_revision_id")) == before
    assert "nothing new" in out.getvalue()


def test_accounts_can_log_in_and_solos_own_their_profile(demo, client) -> None:
    for account in ACCOUNTS:
        assert client.login(username=account.email, password=PASSWORD), account
    owner = User.objects.get(email="camille@soho-solo.example")
    assert SoloProfilePage.objects.get(slug="camille-duffau", locale__language_code="fr").owner == owner


def test_moderators_find_something_of_each_kind_to_do(demo) -> None:
    moderator = User.objects.get(email="moderator@soho-solo.example")
    new, change = waiting_for(moderator)
    assert (new.title, new.is_new) == ("Nina Lescure", True)
    assert not change.is_new
    assert change.page.get_translation(Locale.objects.get(language_code="en")).has_unpublished_changes
    assert {one.name for one in TermProposal.objects.pending()} == {"Cyanotype", "Photographies anciennes"}
    sent_back = SoloProfilePage.objects.get(slug="perrine-vignaux", locale__language_code="fr")
    assert sent_back.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert Invitation.objects.open().count() == 1
    assert Claim.objects.pending().get().person.email == "mireille@soho-solo.example"


def test_reviewers_and_translators_of_pages_find_something_to_do(demo) -> None:
    tasks = [page.current_workflow_task for page in ChapterPage.objects.filter(locale__language_code="fr")]
    assert sorted(task.name for task in tasks if task) == ["Contrôle des traductions", "Relecture"]
    (waiting,) = TaskState.objects.filter(task__in=TranslationCheckTask.objects.all(), status="in_progress")
    (english,) = languages_of(waiting.revision.as_object())
    assert (english.readiness, english.to_translate, english.unsent) == ("to_translate", 1, False)


def test_seeded_entries_are_real_pages_that_can_be_found(demo, client) -> None:
    call_command("seed_demo", "--entries", "30", stdout=StringIO())
    assert Page.find_problems() == ([], [], [], [], [])
    for language in ("fr", "en"):
        page = SoloProfilePage.objects.filter(locale__language_code=language).order_by("pk").last()
        assert Entry.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists()
        assert client.get(page.url).status_code == 200


def test_a_page_can_be_added_below_the_home_page(db) -> None:
    # PostgreSQL refuses to lock what an outer join may lack; SQLite would not tell.
    assert "media_portalimage" not in str(HomePage.objects.select_for_update().query)


def test_it_does_not_load_over_a_site_in_production(db, settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo")


def test_served_at_another_port_it_says_so_in_its_links(demo) -> None:
    call_command("load_demo", "--force", "--base-url", "http://127.0.0.1:8123", stdout=(said := StringIO()))
    assert "http://127.0.0.1:8123/fr/" in said.getvalue()
    assert HomePage.objects.first().full_url.startswith("http://127.0.0.1:8123/")


def test_the_address_that_somebody_gave_the_site_stays(demo) -> None:
    Site.objects.update(hostname="portail.example", port=443)
    call_command("load_demo", "--force", "--base-url", "http://127.0.0.1:8123", stdout=StringIO())
    assert Site.objects.get().hostname == "portail.example"


def test_make_demo_names_its_port_once_for_links_and_letters() -> None:
    demo = (settings.ROOT_DIR / "Makefile").read_text().split("\ndemo:")
    assert demo[1].strip() == "export BASE_URL = http://127.0.0.1:$(PORT)"
    assert load_demo.Command().create_parser("", "").get_default("base_url") == settings.WAGTAILADMIN_BASE_URL
