"""A reviewer sees what waits and what changed, and decides once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from solo_pages.models import SoloNetworkLink
from solo_pages.moderation.decisions import profile_of
from tests.factories.site import make_term

from .conftest import draft, person, reread, submit


@pytest.fixture
def reviewer(client, maud):
    client.force_login(maud)
    return client


def url(page):
    return reverse("solo_reviews:review", args=[page.pk])


def post(client, page, decision, comment="", seen=None):
    given = {"decision": decision, "comment": comment, "seen": profile_of(page).seen if seen is None else seen}
    return client.post(url(page), given)


def text_of(response):
    return response.content.decode()


def test_the_list_shows_who_waits_longest_first(reviewer, profile, new_profile, solo):
    term = make_term("Vélo", "bikes")
    version = new_profile.get_latest_revision_as_object()
    version.sectors = [term]
    version.save_revision()
    submit(new_profile, solo)
    submit(profile, solo, headline="Elle traduit tout")
    response = reviewer.get(reverse("solo_reviews:list"))
    text = text_of(response)
    assert text.index("Nina Neuve") < text.index("Marie Dupont")
    assert "Elle traduit tout" in text
    assert "Vélo" in text
    assert "Auch" in text
    assert [one.is_new for one in response.context["waiting"]] == [True, False]


def test_the_menu_tells_how_many_wait(reviewer, profile, solo):
    home = reverse("wagtailadmin_home")
    assert reverse("solo_reviews:list") in text_of(reviewer.get(home))
    submit(profile, solo, headline="Autre")
    assert "(1)" in text_of(reviewer.get(home))


def test_nothing_waiting_is_said_kindly(reviewer):
    assert reviewer.get(reverse("solo_reviews:list")).context["waiting"] == []


def test_a_change_is_compared_field_by_field_with_the_published_page(reviewer, profile, solo, site):
    version = profile.get_latest_revision_as_object()
    version.headline = "Elle traduit des romans gascons"
    version.works_on_site = True
    version.skills = [make_term("Relecture", "proofreading", vocabulary="skill")]
    version.networks = [SoloNetworkLink(label="Blog", url="https://blog.example/")]
    version.save_revision(user=solo)
    submit(reread(profile), solo)
    rows = {row.name: row for row in reviewer.get(url(profile)).context["sections"][0].changed}
    assert rows.keys() == {"headline", "works_on_site", "skills", "networks"}
    assert rows["headline"].before == "Elle traduit des romans <del>irlandais</del>"
    assert rows["headline"].after == "Elle traduit des romans <ins>gascons</ins>"
    assert "<ins>" in rows["works_on_site"].after
    assert rows["skills"].before == "<del>Sous-titrage</del>"
    assert rows["skills"].after == "<ins>Relecture</ins>"
    assert "social.example" in rows["networks"].before
    assert "blog.example" in rows["networks"].after


def test_nothing_typed_is_markup(reviewer, profile, solo):
    evil = '</td><script>alert(1)</script><ins>x</ins>"'
    version = profile.get_latest_revision_as_object()
    version.headline, version.presentation, version.organisation = evil, evil, evil
    version.networks = [SoloNetworkLink(label=evil[:40], url="https://blog.example/")]
    version.save_revision(user=solo)
    submit(reread(profile), solo)
    text = text_of(reviewer.get(url(profile)))
    assert "<script>alert" not in text
    assert "<ins>x</ins>" not in text
    assert "&lt;script&gt;" in text


def test_an_exact_place_that_the_public_does_not_see_is_not_shown(reviewer, profile, solo):
    submit(profile, solo, precision="commune", location="SRID=4326;POINT(0.777777 43.888888)")
    text = text_of(reviewer.get(url(profile)))
    assert "43.888888" not in text
    rows = {row.name: row for row in reviewer.get(url(profile)).context["sections"][0].changed}
    assert "43.654321" in rows["location"].before
    assert "<ins>" in rows["location"].after


def test_a_new_profile_is_shown_whole_with_what_is_noticed(reviewer, new_profile, solo):
    submit(
        new_profile,
        solo,
        website="http://xn--bank-secure-9za.example/login",
        presentation="Voyez www.spam.example et écrivez à nina@spam.example",
        email="",
    )
    response = reviewer.get(url(new_profile))
    section = response.context["sections"][0]
    assert section.is_new
    assert {"title", "headline", "presentation", "website"} <= {row.name for row in section.rows}
    noticed = " ".join(f"{finding.text} {finding.url}" for finding in response.context["findings"])
    for word in ("xn--bank-secure-9za.example", "www.spam.example", "nina@spam.example"):
        assert word in noticed
    assert response.context["findings"][0].serious


def test_both_languages_are_shown(reviewer, profile, solo, site):
    english = site.translated(profile, headline="She translates Irish novels")
    draft(english, solo, headline="She translates Gascon novels")
    submit(profile, solo, headline="Elle traduit des romans gascons")
    sections = reviewer.get(url(profile)).context["sections"]
    assert [section.page.locale.language_code for section in sections] == ["fr", "en"]
    assert sections[1].changed[0].after == "She translates <ins>Gascon</ins> novels"


def test_approving_publishes_what_was_looked_at_and_goes_to_the_next_one(reviewer, profile, new_profile, solo, maud):
    submit(profile, solo, headline="Elle traduit tout")
    submit(new_profile, solo)
    response = post(reviewer, profile, "approve", "Bravo")
    assert response.url == url(new_profile)
    assert reread(profile).headline == "Elle traduit tout"
    entry = PageLogEntry.objects.filter(page=profile.pk, action="wagtail.workflow.approve").get()
    assert entry.user == maud
    assert entry.revision == reread(profile).live_revision
    assert entry.data["comment"] == "Bravo"
    assert post(reviewer, new_profile, "approve").url == reverse("solo_reviews:list")
    assert reread(new_profile).live


def test_sending_back_needs_words_and_publishes_nothing(reviewer, profile, solo):
    state = submit(profile, solo, headline="Elle traduit tout")
    response = post(reviewer, profile, "send_back", "   ")
    assert response.status_code == 422
    assert response.context["form"].errors["comment"]
    assert reread(profile).workflow_in_progress
    post(reviewer, profile, "send_back", "Précisez les langues.")
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Précisez les langues."
    assert reread(profile).headline == "Elle traduit des romans irlandais"
    submit(profile, solo, headline="Elle traduit l’irlandais")
    assert "Précisez les langues." in text_of(reviewer.get(url(profile)))


@pytest.mark.parametrize("decision", ["approve", "send_back"])
def test_what_moved_since_is_looked_at_again_with_the_words_kept(reviewer, profile, solo, decision):
    submit(profile, solo, headline="Elle traduit tout")
    seen = profile_of(profile).seen
    submit(profile, solo, headline="Achetez mes pilules")
    response = post(reviewer, profile, decision, "Très bien", seen=seen)
    assert response.status_code == 409
    assert "Achetez" in text_of(response)
    assert "Très bien" in text_of(response)
    assert reread(profile).workflow_in_progress
    assert post(reviewer, profile, decision, "Très bien").status_code == 302


def test_a_translation_that_moved_counts_too(reviewer, profile, solo, site):
    english = site.translated(profile, headline="She translates Irish novels")
    submit(profile, solo, headline="Elle traduit tout")
    seen = profile_of(profile).seen
    draft(english, solo, headline="Buy my pills")
    assert post(reviewer, profile, "approve", seen=seen).status_code == 409
    assert reread(profile).headline != "Elle traduit tout"


def test_the_second_of_two_reviewers_is_told(reviewer, client, profile, solo, rene):
    submit(profile, solo, headline="Elle traduit tout")
    seen = profile_of(profile).seen
    assert post(reviewer, profile, "approve", seen=seen).status_code == 302
    client.force_login(rene)
    response = post(client, profile, "send_back", "Non", seen=seen)
    assert response.status_code == 409
    assert "Maud Martin" in text_of(response)
    assert TaskState.objects.filter(status=TaskState.STATUS_REJECTED).count() == 0
    assert client.get(url(profile)).status_code == 200


@pytest.mark.parametrize("decision", ["", "delete", "approve\x00"])
def test_an_unknown_decision_changes_nothing(reviewer, profile, solo, decision):
    submit(profile, solo, headline="Elle traduit tout")
    assert post(reviewer, profile, decision).status_code == 422
    assert reread(profile).workflow_in_progress


def test_others_neither_see_nor_decide(client, profile, solo, group):
    submit(profile, solo, headline="Elle traduit tout")
    outsider = person("editor@example.org")
    outsider.user_permissions.set(group.permissions.all())
    for user in (solo, outsider):
        client.force_login(user)
        for address in (reverse("solo_reviews:list"), url(profile)):
            assert client.get(address).status_code == 302
        assert post(client, profile, "approve").status_code == 302
    assert reread(profile).workflow_in_progress


def test_a_profile_that_is_not_there_is_not_found(reviewer):
    assert reviewer.get(reverse("solo_reviews:review", args=[999_999]), follow=True).status_code == 404


def test_queries_do_not_grow_with_what_waits(reviewer, profile, site, solo, auch):
    def queries_with(number):
        for n in range(number):
            submit(site.solo(f"Solo {number} {n}", owner=solo, live=False, commune=auch), solo)
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(reverse("solo_reviews:list"))
        return len(queries)

    few = queries_with(2)
    assert queries_with(6) <= few < 45


def test_a_review_costs_a_bounded_number_of_queries(reviewer, profile, solo, site):
    english = site.translated(profile, headline="She translates Irish novels")
    draft(english, solo, headline="She translates")
    submit(profile, solo, headline="Elle traduit tout", organisation="Moi")
    reviewer.get(url(profile))
    with CaptureQueriesContext(connection) as queries:
        reviewer.get(url(profile))
    assert len(queries) < 130


def test_wagtails_own_page_leads_to_the_review_and_approves_too(reviewer, profile, solo):
    submit(profile, solo, headline="Elle traduit tout")
    edit = reverse("wagtailadmin_pages:edit", args=[profile.pk])
    # Once in the menu of the page, once in the message above it.
    assert text_of(reviewer.get(edit)).count(f'href="{url(profile)}"') == 2
    state = reread(profile).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[profile.pk, "approve", state.pk])
    assert reviewer.post(action, {"comment": ""}).status_code == 302
    assert reread(profile).headline == "Elle traduit tout"


def test_wagtails_own_page_asks_for_words_too(reviewer, profile, solo):
    submit(profile, solo, headline="Elle traduit tout")
    state = reread(profile).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[profile.pk, "reject", state.pk])
    reviewer.post(action, {"comment": ""})
    assert reread(profile).workflow_in_progress
    reviewer.post(action, {"comment": "Précisez."})
    assert not Page.objects.get(pk=profile.pk).workflow_in_progress
