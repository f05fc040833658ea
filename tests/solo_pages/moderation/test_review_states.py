"""Whatever solos and reviewers do in whatever order, the public reads only what a reviewer looked at and approved."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import TaskState, WorkflowState

from solo_pages.models import Letter
from solo_pages.moderation.decisions import MovedError, NotWaitingError, approve, profile_of, send_back

from .conftest import draft, reread, submit

STEPS = st.lists(
    st.sampled_from(["save", "send", "withdraw", "look", "approve", "send back", "rene approves", "rene sends back"]),
    max_size=12,
)


def waits(page):
    return reread(page).workflow_in_progress


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_public_reads_only_what_was_looked_at_and_approved(profile, solo, maud, rene, steps):
    start(profile)
    seen, looked_at, public, written = "", "", reread(profile).headline, 0
    for step in steps:
        if step in ("save", "send"):
            written += 1
            if waits(profile) or step == "send":
                submit(reread(profile), solo, headline=f"Phrase {written}")
            else:
                draft(reread(profile), solo, headline=f"Phrase {written}")
        elif step == "withdraw" and waits(profile):
            reread(profile).current_workflow_state.cancel(user=solo)
        elif step == "look":
            seen, looked_at = profile_of(profile).seen, reread(profile).get_latest_revision_as_object().headline
        elif "back" in step or "approve" in step:
            action = approve if "approve" in step else send_back
            told = Letter.objects.filter(recipient=solo.email).count()
            could = waits(profile) and seen == profile_of(profile).seen
            try:
                action(reread(profile), rene if "rene" in step else maud, seen=seen, comment="Bien.")
            except (MovedError, NotWaitingError):
                assert not could
                assert Letter.objects.filter(recipient=solo.email).count() == told
            else:
                assert could
                assert Letter.objects.filter(recipient=solo.email).count() == told + 1
                public = looked_at if action is approve else public
        assert reread(profile).headline == public
        assert WorkflowState.objects.active().count() <= 1
        assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == waits(profile)


def start(profile):
    """Every example begins with the profile as it was published."""
    WorkflowState.objects.all().delete()
    Letter.objects.all().delete()
    page = reread(profile)
    page.live_revision.publish()
    page.revisions.filter(pk__gt=page.live_revision_id).delete()
    page = reread(profile)
    page.latest_revision, page.has_unpublished_changes = page.live_revision, False
    page.save()
