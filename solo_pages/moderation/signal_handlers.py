"""When reviewers and solos are told, and Wagtail's own mails are not sent besides."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import Signal
from wagtail.admin import signal_handlers as wagtail_mails
from wagtail.admin.compare import register_comparison_class
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from ..models.abstract import TermsField
from . import notices
from .values import TermsComparison


def tell_of_step(sender: type[TaskState], instance: TaskState, **kwargs: Any) -> None:
    """A profile was sent in, or has come to the next step of its workflow."""
    if notices.is_profile_step(instance):
        notices.tell_reviewers(instance=instance, **kwargs)


def tell_of_approval(sender: type[WorkflowState], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A workflow ended well."""
    notices.tell_of_approval(instance, user)


def tell_of_sending_back(sender: type[WorkflowState], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A reviewer asks for changes."""
    notices.tell_of_sending_back(instance, user)


def tell_of_log_entry(
    sender: type[PageLogEntry], instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """The history of a page has a new line: unlike the signals of publication, it says who did it."""
    if not created or raw or not instance.user_id:
        return
    if instance.action == notices.PUBLISH:
        notices.tell_of_publication(instance)
    elif instance.action == notices.UNPUBLISH:
        notices.tell_of_unpublication(instance)


def unless(own: Callable[[Any], bool], notifier: Callable[..., Any]) -> Callable[..., None]:
    """A receiver that has Wagtail write its own mail but where a letter of ours tells the same."""

    def receiver(sender: type[Model], instance: Any, **kwargs: Any) -> None:
        if not own(instance):
            notifier(instance=instance, **kwargs)

    return receiver


def replace(signal: Signal, sender: type[Model], uid: str, receiver: Callable[..., None]) -> None:
    """Take the place of one of Wagtail's receivers, whichever of the two apps is ready first."""
    signal.disconnect(sender=sender, dispatch_uid=uid)
    signal.connect(receiver, sender=sender, dispatch_uid=uid, weak=False)


def connect() -> None:
    """Start listening."""
    register_comparison_class(TermsField, comparison_class=TermsComparison)
    task_submitted.connect(tell_of_step, dispatch_uid="solo_pages.review_wanted")
    workflow_approved.connect(tell_of_approval, dispatch_uid="solo_pages.profile_approved")
    workflow_rejected.connect(tell_of_sending_back, dispatch_uid="solo_pages.profile_sent_back")
    post_save.connect(tell_of_log_entry, sender=PageLogEntry, dispatch_uid="solo_pages.profile_changed")
    for signal, sender, uid, own, notifier in (
        (
            task_submitted,
            TaskState,
            "group_approval_task_submitted_email_notification",
            notices.is_profile_step,
            wagtail_mails.task_submission_email_notifier,
        ),
        (
            workflow_submitted,
            WorkflowState,
            "workflow_state_submitted_email_notification",
            notices.profile_in,
            wagtail_mails.workflow_submission_email_notifier,
        ),
        (
            workflow_rejected,
            WorkflowState,
            "workflow_state_rejected_email_notification",
            notices.is_asked_by_solo,
            wagtail_mails.workflow_rejection_email_notifier,
        ),
        (
            workflow_approved,
            WorkflowState,
            "workflow_state_approved_email_notification",
            notices.is_asked_by_solo,
            wagtail_mails.workflow_approval_email_notifier,
        ),
    ):
        replace(signal, sender, uid, unless(own, notifier))
