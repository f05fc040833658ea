"""Two presses, two windows, two people at the same moment: one profile, one revision, one review, nothing by half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page, Revision

from solo_pages.models import SoloProfilePage
from solo_pages.self_edit import writing
from solo_pages.self_edit.content import Draft
from solo_pages.self_edit.profiles import begin
from solo_pages.self_edit.refusals import Conflict
from solo_pages.self_edit.states import ProfileState, state_of
from tests.factories.solos import build_solo_portal, fresh

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def portal(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("A database in memory has one connection.")
    return build_solo_portal()


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Do things in threads of their own that start together; an exception is a result as any other."""
    barrier = Barrier(len(actions))

    def act(action: Callable[[], Any]) -> Any:
        try:
            barrier.wait(10)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [pool.submit(act, action) for action in actions]]


def test_one_person_begins_once(portal):
    user = portal.person()
    results = at_once(*[lambda: begin(user, "Marie", "fr")] * 4)
    assert {page.pk for page in results} == {SoloProfilePage.objects.get().pk}


def test_several_people_begin_beside_each_other(portal):
    users = [portal.person() for _ in range(4)]
    at_once(*[lambda user=user: begin(user, "Marie", "fr") for user in users])
    assert SoloProfilePage.objects.count() == 4
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_same_form_twice_is_one_revision(portal):
    page = portal.profile()
    before = Revision.objects.count()
    base = page.latest_revision_id
    results = at_once(*[lambda: writing.save(page, page.owner, {"headline": "Elle relit"}, base)] * 4)
    assert sorted(saved.changed for saved in results) == [False, False, False, True]
    assert Revision.objects.count() == before + 1


def test_of_two_different_texts_one_is_told(portal):
    page = portal.profile()
    base = page.latest_revision_id
    results = at_once(
        *[lambda words=words: writing.save(page, page.owner, {"headline": words}, base) for words in ("Un", "Deux")]
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Draft.of(fresh(page)).values["headline"] in ("Un", "Deux")


def test_different_fields_are_both_kept(portal):
    page = portal.profile()
    base = page.latest_revision_id
    at_once(
        lambda: writing.save(page, page.owner, {"headline": "Elle relit"}, base),
        lambda: writing.save(page, page.owner, {"organisation": "Mots"}, base),
    )
    values = Draft.of(fresh(page)).values
    assert (values["headline"], values["organisation"]) == ("Elle relit", "Mots")


def test_sending_at_once_is_one_review(portal):
    page = portal.profile()
    results = at_once(*[lambda: writing.submit(page, page.owner)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert page.workflow_states.count() == 1


def test_saving_while_it_is_sent_has_the_newest_text_wait(portal):
    page = portal.profile()
    base = page.latest_revision_id
    at_once(
        lambda: writing.submit(page, page.owner),
        lambda: writing.save(page, page.owner, {"headline": "Elle relit"}, base),
    )
    page = fresh(page)
    assert state_of(page) == ProfileState.WAITING
    assert page.current_workflow_task_state.revision_id == page.latest_revision_id


def test_one_translation_however_many_windows(portal):
    page = portal.profile()
    words = {"headline": "She edits"}
    at_once(*[lambda: writing.save_text(page, page.owner, portal.english, words, 0)] * 4)
    assert page.get_translations().count() == 1
