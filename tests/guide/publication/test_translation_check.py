"""A page goes out when its translations are ready, or at once; nobody loses a word on the way."""

import json

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from guide.models import ChapterPage, TranslationCheckTask
from guide.publication.languages import Readiness, languages_of
from tests.factories.guide import raw_body


def english(page):
    return ChapterPage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def language(page):
    return languages_of(page.get_latest_revision_as_object())[0]


def test_a_new_page_waits_for_a_decision_whether_to_translate_it(house):
    page = house.review(house.write())
    assert page.current_workflow_task == house.check
    assert not page.live
    assert language(page).readiness == Readiness.NOT_BEGUN
    assert house.actions(page) == ["reject", "approve_without", "send"]


def test_looking_stores_nothing(house):
    page = house.review(house.write())
    language(page)
    assert not TranslationSource.objects.filter(object_id=page.translation_key).exists()


def test_a_new_page_can_go_out_in_one_language_and_never_waits_for_the_other_again(house):
    page = house.decide(house.review(house.write()), "approve_without", house.checker, comment="Rien en anglais.")
    assert page.live
    assert house.last_check(page).comment == "Anglais : pas commencée\nRien en anglais."
    page = house.review(house.change(page, title="Bien louer"))
    assert (page.title, page.has_unpublished_changes) == ("Bien louer", False)
    assert house.last_check(page).comment == "Anglais : pas commencée"


def test_sending_begins_the_translation_as_a_draft(house):
    page = house.decide(house.review(house.write()), "send", house.checker)
    assert not page.live
    assert not english(page).live
    assert (language(page).readiness, language(page).to_translate) == (Readiness.TO_TRANSLATE, 3)
    assert house.actions(page) == ["reject"]


def test_a_translated_page_goes_out_in_both_languages_at_once(house):
    page = house.decide(house.review(house.write()), "send", house.checker)
    house.translator(page).say(Louer="To rent", louer="to-rent", **{"Visiter.": "Visit."})
    assert language(page).readiness == Readiness.READY
    assert house.actions(page) == ["reject", "approve", "approve"]
    page = house.decide(page, "approve", house.checker)
    assert page.live
    translated = english(page)
    assert (translated.live, translated.title, translated.has_unpublished_changes) == (True, "To rent", False)
    assert house.translator(page).state.state == "current"


def test_it_is_published_in_the_name_of_who_reviewed_it(house):
    page = house.publish_both()
    assert not page.permissions_for_user(house.checker).can_publish()
    assert house.last_check(page).finished_by == house.checker
    assert page.current_workflow_state is None
    published = page.get_latest_revision()
    assert page.live_revision == published


def test_a_change_waits_for_its_translators_who_see_it_while_readers_do_not(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    assert (page.title, english(page).title) == ("Louer", "EN Louer")
    assert house.translator(page).segments().filter(string__data="Bien louer").exists()
    assert (language(page).readiness, language(page).to_translate) == (Readiness.TO_TRANSLATE, 1)
    assert house.actions(page) == ["reject"]
    house.translator(page).say(**{"Bien louer": "Rent well"})
    page = house.decide(page, "approve", house.checker)
    assert (page.title, english(page).title) == ("Bien louer", "Rent well")


def test_approving_too_early_publishes_nothing(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    for action in ("approve", "approve_without"):
        page = house.decide(page, action, house.checker)
        assert (page.title, page.workflow_in_progress) == ("Louer", True)


def test_text_changed_during_the_check_is_sent_and_waits(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    house.translator(page).say(**{"Bien louer": "Rent well"})
    page = house.change(page, title="Mieux louer")
    assert language(page).unsent
    assert "send" in house.actions(page)
    page = house.decide(page, "approve", house.reviewer)
    assert page.workflow_in_progress
    assert not language(page).unsent
    assert house.translator(page).segments().filter(string__data="Mieux louer").exists()


def test_who_may_not_publish_does_not_change_the_reviewed_text(house):
    page = house.review(house.write())
    lock = page.get_lock()
    assert [lock.for_user(user) for user in (house.checker, house.editor)] == [True, True]
    house.reviewer.groups.add(*house.checker.groups.all())
    assert not lock.for_user(type(house.reviewer).objects.get(pk=house.reviewer.pk))


def test_sent_back_translators_see_what_is_published_and_keep_their_words(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    house.translator(page).say(**{"Bien louer": "Rent well"})
    page = house.decide(page, "reject", house.checker, comment="Pas encore.")
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert house.translator(page).state.state == "current"
    assert language(page).readiness == Readiness.READY


def test_sent_back_a_page_is_reviewed_again(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    mail.outbox.clear()
    page = house.decide(page, "reject", house.checker, comment="Pas encore.")
    (message,) = mail.outbox
    assert message.to == [house.editor.email]
    assert "Pas encore." in message.body
    page = house.change(page, title="Louer sans surprise")
    page.current_workflow_state.resume(house.editor)
    page = house.fresh(page)
    assert page.current_workflow_task.name == "Relecture"
    page = house.decide(page, "approve", house.reviewer)
    assert house.actions(page) == ["reject"]
    assert house.translator(page).segments().filter(string__data="Louer sans surprise").exists()


def test_words_that_readers_do_not_have_yet_are_looked_at_though_nothing_is_missing(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    house.translator(page).say(**{"Bien louer": "Rent well"})
    page = house.decide(page, "reject", house.checker)
    page.current_workflow_state.resume(house.editor)
    page = house.decide(house.fresh(page), "approve", house.reviewer)
    assert page.title == "Louer"
    assert house.actions(page) == ["reject", "approve", "approve"]
    page = house.decide(page, "approve", house.checker)
    assert (page.title, english(page).title) == ("Bien louer", "Rent well")


def test_a_block_that_only_moved_needs_nobody(house):
    page = house.publish_both()
    body = raw_body(("text", "<p>Visiter.</p>"), key="elsewhere")
    page = house.review(house.change(page, body=json.dumps(body)))
    assert page.current_workflow_state is None
    assert english(page).body[0].id == body[0]["id"]
    assert house.translator(page).state.state == "current"


def test_a_check_alone_publishes_nothing_for_who_may_not(letting_go):
    house = letting_go
    house.guide.get_workflow().workflow_tasks.exclude(task=house.check).delete()
    page = house.submit(house.write())
    assert not page.live
    assert page.workflow_in_progress


def test_an_ended_workflow_gives_translators_the_published_text(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    page.current_workflow_state.cancel(house.editor)
    assert not house.translator(page).segments().filter(string__data="Bien louer").exists()


def test_who_may_publish_can_do_so_past_the_check_and_the_translation_is_stale(house):
    page = house.publish_both()
    page = house.review(house.change(page, title="Bien louer"))
    page.get_latest_revision().publish(user=house.reviewer)
    page = house.fresh(page)
    assert (page.title, page.current_workflow_state) == ("Bien louer", None)
    assert english(page).title == "EN Louer"
    assert (house.translator(page).state.state, house.translator(page).state.to_translate) == ("stale", 1)


@pytest.fixture
def letting_go(house):
    TranslationCheckTask.objects.update(hold=False)
    return house


def test_let_go_a_change_is_out_at_once_and_its_translation_filed_as_due(letting_go):
    house = letting_go
    page = house.review(house.write())
    assert page.live
    assert house.last_check(page).comment == "Anglais : pas commencée"
    assert house.last_check(page).finished_by is None
    house.translator(page).begin().say_everything().publish()
    page = house.review(house.change(page, title="Bien louer"))
    assert (page.title, english(page).title) == ("Bien louer", "EN Louer")
    assert house.last_check(page).comment == "Anglais : 1 texte à traduire sur 3"
    assert (house.translator(page).state.state, house.translator(page).state.to_translate) == ("stale", 1)


def test_let_go_a_page_bothers_nobody(letting_go):
    house = letting_go
    page = house.submit(house.write())
    mail.outbox.clear()
    house.decide(page, "approve", house.reviewer)
    assert [to for message in mail.outbox for to in message.to] == [house.editor.email]


def test_a_page_that_waits_goes_once_the_check_lets_go(house):
    page = house.review(house.write())
    TranslationCheckTask.objects.update(hold=False)
    assert "approve" in house.actions(page)
    assert house.decide(page, "approve", house.checker).live


def test_of_two_who_decide_at_once_the_first_does(house):
    page = house.review(house.write())
    seen = TaskState.objects.get(pk=page.current_workflow_task_state.pk)
    house.decide(page, "approve_without", house.checker)
    with pytest.raises(PermissionDenied):
        house.check.on_action(seen, house.reviewer, "reject")
    assert house.fresh(page).current_workflow_state is None


def test_a_translation_kept_by_hand_holds_nothing(house):
    page = house.publish_both()
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    page = house.review(house.change(page, title="Bien louer"))
    assert page.title == "Bien louer"
    assert english(page).title == "EN Louer"


def test_a_translation_that_is_edited_by_hand_is_no_source_and_waits_for_nothing(house):
    page = house.publish_both()
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    assert languages_of(english(page)) == []


def test_a_page_above_which_nothing_is_translated_waits_for_nothing(house):
    Page.objects.get(translation_key=house.guide.translation_key, locale=house.english).delete()
    page = house.review(house.write())
    assert page.live
    assert house.last_check(page).status == TaskState.STATUS_APPROVED


def test_a_translation_that_is_not_wanted_is_deleted_and_holds_no_more(house):
    page = house.decide(house.review(house.write()), "send", house.checker)
    english(page).delete()
    assert house.actions(house.fresh(page)) == ["reject", "approve_without", "send"]


def test_without_wagtail_localize_the_check_passes_at_once(house, monkeypatch):
    monkeypatch.setattr("guide.publication.languages.Translation", None)
    assert house.review(house.write()).live


def test_the_members_of_each_step_are_written_to_in_their_language(house):
    page = house.submit(house.write())
    assert [message.to for message in mail.outbox] == [[house.reviewer.email]]
    mail.outbox.clear()
    house.decide(page, "approve", house.reviewer)
    (message,) = mail.outbox
    assert message.to == [house.checker.email]
    assert "Contrôle des traductions" in message.subject
    assert "soumis" in message.subject
