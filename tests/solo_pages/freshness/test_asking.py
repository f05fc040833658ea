"""``ask_freshness``: who is written to, when, and what becomes of pages that nobody confirms."""

import random
import re
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupPagePermission

from portal.accounts.models import User
from solo_pages.enums import Standing
from solo_pages.freshness.asking import ask
from solo_pages.freshness.confirming import confirm
from solo_pages.freshness.deciding import Action, decide, leaves_on, note
from solo_pages.freshness.states import add_months
from solo_pages.models import FreshnessRecord, ServicePointPage, SoloProfilePage
from tests.factories.site import publish
from tests.factories.solo_pages import ServicePointPageFactory


def says_the_index_was_true():
    out = StringIO()
    call_command("rebuild_entries", stdout=out)
    return "The index was true." in out.getvalue()


def days_pass(days):
    """Everything noted so far happened earlier."""
    back = timedelta(days=days)
    for record in FreshnessRecord.objects.all():
        record.asked_on = record.asked_on and record.asked_on - back
        record.warned_on = record.warned_on and record.warned_on - back
        record.save()
    for model in (SoloProfilePage, ServicePointPage):
        for page in model.objects.exclude(verified_on=None):
            model.objects.filter(pk=page.pk).update(verified_on=page.verified_on - back)


def test_the_owner_of_a_page_that_is_due_is_asked_once(profile, run_command, listed, site):
    publish(site.solo("Zoé Zola"))
    assert "1 due: 1 asked" in run_command()
    [letter] = mail.outbox
    assert letter.to == ["marie@solo.example"]
    assert "Marie Dupont" in letter.subject
    assert "/fr/compte/still-true/" in letter.body
    assert "Elle traduit des romans irlandais" in letter.body
    assert profile.full_url in letter.body
    assert "Auch" in letter.body
    assert profile.email not in letter.body, "private addresses are not what the public sees"
    assert listed() == ["Zoé Zola", "Marie Dupont"]
    assert says_the_index_was_true()
    assert "0 asked" in run_command()
    assert len(mail.outbox) == 1


def test_reminders_come_after_the_days_of_the_setting(profile, run_command, settings):
    settings.SOLO_PAGES = {"FRESHNESS_REMIND_DAYS": 10}
    run_command()
    days_pass(9)
    run_command()
    assert len(mail.outbox) == 1
    days_pass(1)
    run_command()
    assert len(mail.outbox) == 2


def test_a_page_is_unlisted_after_a_notice_only_and_comes_back(profile, run_command, listed, client, months_ago):
    SoloProfilePage.objects.update(verified_on=months_ago(40))
    run_command()
    assert mail.outbox[-1].subject.startswith("Marie Dupont")
    assert "quitte" in mail.outbox[-1].subject
    assert listed() == ["Marie Dupont"]
    days_pass(29)
    run_command()
    assert len(mail.outbox) == 1
    days_pass(1)
    assert "1 unlisted" in run_command()
    assert len(mail.outbox) == 2
    assert listed() == []
    assert says_the_index_was_true()
    assert "marie" not in "".join(part.decode() for part in client.get("/sitemap.xml").streaming_content)
    page = client.get("/fr/annuaire/marie/")
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "n’est dans aucune liste" in page.content.decode()
    days_pass(100)
    assert "0 unlisted" in run_command()
    assert len(mail.outbox) == 2
    confirm(SoloProfilePage.objects.get(pk=profile.pk))
    assert listed() == ["Marie Dupont"]
    assert "noindex" not in client.get("/fr/annuaire/marie/").content.decode()


def test_a_dry_run_says_what_it_would_do_and_does_nothing(profile, run_command, listed):
    said = run_command("--dry-run")
    assert "ask: Marie Dupont" in said
    assert "Nothing was written." in said
    assert "marie@" not in said
    assert mail.outbox == []
    assert not FreshnessRecord.objects.exists()


def test_a_run_writes_a_bounded_number_of_letters_the_oldest_first(site, solo_user, run_command, months_ago):
    for number in range(5):
        publish(site.solo(f"Solo {number}", owner=solo_user, verified_on=months_ago(13 + number)))
    assert "2 asked" in run_command("--limit", "2")
    assert [letter.subject.split(" ")[1].rstrip("\u00a0:") for letter in mail.outbox] == ["4", "3"]
    assert FreshnessRecord.objects.count() == 5, "all of them stand last, asked or not"
    assert "1 more wait" in run_command("--limit", "2")
    with pytest.raises(CommandError):
        run_command("--limit", "-1")


def test_a_profile_made_by_an_editor_is_in_the_editors_digest(site, run_command, months_ago):
    group = Group.objects.create(name="Publishers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=site.home, permission=Permission.objects.get(codename="publish_page")
    )
    editor = User.objects.create_user("editor@portal.example", "secret")
    editor.groups.add(group)
    for title, owner in (("Anna", editor), ("Bruno", None)):
        publish(site.solo(title, owner=owner, email="contact@anna.example", verified_on=months_ago(13)))
    assert "2 asked, 0 warned, 0 unlisted; 0 listed again, 1 editors told" in run_command()
    [letter] = mail.outbox
    assert letter.to == ["editor@portal.example"]
    assert "2 pages" in letter.subject
    assert "Anna" in letter.body
    assert "Bruno" in letter.body
    assert "/admin/pages/" in letter.body


def test_the_digest_goes_to_the_addresses_of_the_setting(site, run_command, months_ago, settings):
    settings.SOLO_PAGES = {"FRESHNESS_EDITORS": ["desk@portal.example"]}
    publish(site.solo("Anna", owner=None, verified_on=months_ago(13)))
    run_command()
    assert [letter.to for letter in mail.outbox] == [["desk@portal.example"]]


def test_a_service_point_is_asked_at_its_own_address_and_can_only_answer(site, run_command, months_ago, settings):
    settings.SOLO_PAGES = {"FRESHNESS_EDITORS": ["desk@portal.example"]}
    publish(ServicePointPageFactory(parent=site.section, email="hall@place.example", verified_on=months_ago(13)))
    run_command()
    [letter] = mail.outbox
    assert (letter.to, letter.reply_to) == (["hall@place.example"], ["desk@portal.example"])
    assert re.search(r"lundi\s: 9\sh–12\sh", letter.body)


def test_what_was_never_confirmed_counts_from_its_first_publication(site, solo_user, run_command, today, months_ago):
    page = site.solo("Anna", owner=solo_user, verified_on=None)
    publish(page)
    assert "0 due" in run_command()
    then = page.first_published_at or SoloProfilePage.objects.get(pk=page.pk).first_published_at
    SoloProfilePage.objects.filter(pk=page.pk).update(first_published_at=then - timedelta(days=370))
    assert "1 asked" in run_command()
    assert "jamais" in mail.outbox[-1].body or "personne" in mail.outbox[-1].body


def test_drafts_and_types_without_a_period_are_left_alone(profile, run_command, settings):
    settings.SOLO_PAGES = {"VERIFY_AFTER_MONTHS": {"soloprofilepage": 0}}
    assert "0 due" in run_command()
    settings.SOLO_PAGES = {}
    run_command()
    assert FreshnessRecord.objects.count() == 1
    profile.unpublish()
    for translation in profile.get_translations():
        translation.unpublish()
    assert "1 listed again" in run_command()
    assert not FreshnessRecord.objects.exists()


def test_an_address_that_no_mail_server_can_know_keeps_nobody_else_from_being_asked(site, run_command, months_ago):
    for number, address in enumerate(["a@" + "x" * 64 + ".example", "b@solo.example"]):
        owner = User.objects.create_user(address, "secret")
        publish(site.solo(f"Solo {number}", owner=owner, verified_on=months_ago(14 - number)))
    run_command()
    assert [letter.to for letter in mail.outbox] == [["b@solo.example"]]


def test_what_is_confirmed_while_a_run_looks_at_it_is_not_written_about(profile, run_command, monkeypatch):
    from solo_pages.freshness import asking

    def confirmed_meanwhile(*args):
        confirm(SoloProfilePage.objects.get(pk=profile.pk))
        return original(*args)

    original = asking.page_of
    monkeypatch.setattr(asking, "page_of", confirmed_meanwhile)
    run_command()
    assert mail.outbox == []


def test_however_often_it_runs_nothing_is_unlisted_without_notice(today):
    """Any rhythm of runs, from any age on: asked first, warned, and at least thirty days later unlisted."""
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311
        day, record = today + timedelta(days=chance.randrange(1500)), FreshnessRecord()
        overdue_on = add_months(today, 24)
        story, days = [], []
        for _run in range(60):
            if action := decide(record, overdue_on, day):
                note(record, action, day)
                story.append(action)
                days.append(day)
            day += timedelta(days=chance.choice([0, 1, 7, 45]))
        assert story.count(Action.WARN) <= 1
        if Action.UNLIST in story:
            warned, unlisted = days[story.index(Action.WARN)], days[story.index(Action.UNLIST)]
            assert unlisted >= leaves_on(warned, overdue_on) >= warned + timedelta(days=30)
            assert story[-1] == Action.UNLIST
        asked = [on for on, action in zip(days, story, strict=True) if action == Action.ASK]
        assert all(later - sooner >= timedelta(days=30) for sooner, later in pairwise(asked))


def test_a_run_over_many_pages_costs_few_queries_where_nothing_is_to_be_done(
    site, solo_user, months_ago, django_assert_max_num_queries
):
    for number in range(6):
        publish(site.solo(f"Solo {number}", owner=solo_user, verified_on=months_ago(13)))
    ask()
    with django_assert_max_num_queries(8):
        ask()
    assert set(FreshnessRecord.objects.values_list("standing", flat=True)) == {Standing.LAST}
    assert Client().get("/fr/annuaire/solo-1/").status_code == 200
