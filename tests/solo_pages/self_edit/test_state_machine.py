"""Whatever a solo, a moderator and an editor do, in any order: the public sees what was approved, nothing is lost."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from wagtail.models import Revision

from solo_pages.self_edit import writing
from solo_pages.self_edit.content import Draft
from solo_pages.self_edit.refusals import Conflict, Refused
from solo_pages.self_edit.states import ProfileState, state_of
from tests.factories.solos import SoloPortal, fresh

WORDS = st.sampled_from(["Elle relit", "Elle traduit", "Elle corrige", "Elle écrit"])


class ProfileMachine(RuleBasedStateMachine):
    """One profile, its solo with one form open, a moderator and an editor."""

    portal: SoloPortal

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.page = self.portal.profile()
        self.solo = self.page.owner
        self.form = self.page.latest_revision_id  # the revision that the open form was made from
        self.draft = self.page.latest_revision.content["headline"]
        self.public: str | None = None
        self.approved: str | None = None
        self.written = {self.draft}

    @property
    def state(self) -> ProfileState:
        return state_of(fresh(self.page))

    @rule()
    def open_the_form(self) -> None:
        self.form = Draft.of(fresh(self.page)).revision_id

    @rule(words=WORDS, twice=st.booleans())
    def save(self, words: str, twice: bool) -> None:
        before = Revision.objects.for_instance(self.page).count()
        for _ in range(1 + twice):
            try:
                saved = writing.save(self.page, self.solo, {"headline": words}, self.form)
            except Conflict:
                assert self.form != Draft.of(fresh(self.page)).revision_id
                assert words != self.draft
                return
            if saved.changed:
                self.draft = words
                self.written.add(words)
        assert Revision.objects.for_instance(self.page).count() <= before + 1

    @rule(words=WORDS)
    def an_editor_saves_a_draft(self, words: str) -> None:
        page = fresh(self.page).get_latest_revision_as_object()
        waiting = self.state == ProfileState.WAITING
        page.headline = words
        revision = page.save_revision(user=self.portal.moderator)
        if waiting:  # what is published on approval is the latest revision, in Wagtail's admin as well
            fresh(self.page).current_workflow_task_state.specific.__class__.objects.filter(
                workflow_state__object_id=str(self.page.pk), status="in_progress"
            ).update(revision=revision)
        self.draft = words
        self.written.add(words)

    @rule()
    def submit(self) -> None:
        before = self.state
        sent = writing.submit(self.page, self.solo)
        assert sent == (before not in (ProfileState.WAITING, ProfileState.APPROVED))
        assert self.state == (ProfileState.APPROVED if before == ProfileState.APPROVED else ProfileState.WAITING)

    @rule()
    def withdraw(self) -> None:
        before = self.state
        assert writing.withdraw(self.page, self.solo) == (before == ProfileState.WAITING)

    @precondition(lambda self: self.state == ProfileState.WAITING)
    @rule()
    def approve(self) -> None:
        self.portal.approve(self.page)
        self.public = self.approved = self.draft

    @precondition(lambda self: self.state == ProfileState.WAITING)
    @rule()
    def send_back(self) -> None:
        self.portal.send_back(self.page)

    @rule()
    def unpublish(self) -> None:
        assert writing.unpublish(self.page, self.solo) == (self.public is not None)
        self.public = None

    @rule()
    def republish(self) -> None:
        before = self.state
        try:
            back = writing.republish(self.page, self.solo)
        except Refused:
            assert self.last_taken_offline_by_moderator
            return
        assert back == (before == ProfileState.UNPUBLISHED)
        if back:
            self.public = self.approved

    last_taken_offline_by_moderator = False

    @precondition(lambda self: self.public is not None)
    @rule()
    def a_moderator_takes_it_offline(self) -> None:
        fresh(self.page).unpublish(user=self.portal.moderator)
        self.public = None
        self.last_taken_offline_by_moderator = True

    @invariant()
    def the_public_page_is_what_was_approved(self) -> None:
        page = fresh(self.page)
        assert page.live == (self.public is not None)
        if page.live:
            assert page.headline == self.public

    @invariant()
    def nothing_that_was_typed_is_lost(self) -> None:
        assert Draft.of(fresh(self.page)).values["headline"] == self.draft
        kept = {row["headline"] for row in Revision.objects.for_instance(self.page).values_list("content", flat=True)}
        assert self.written <= kept

    @invariant()
    def what_waits_is_the_newest_text(self) -> None:
        page = fresh(self.page)
        if self.state == ProfileState.WAITING:
            assert page.current_workflow_task_state.revision_id == page.latest_revision_id

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


@pytest.mark.django_db
def test_the_public_page_changes_by_approval_only_and_no_text_is_lost(portal):
    ProfileMachine.portal = portal
    run_state_machine_as_test(
        ProfileMachine,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
