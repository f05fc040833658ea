"""The step of a workflow that looks at the translations of a page before it goes out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from ..publication.languages import Language, Readiness, languages_of
from ..publication.lock import TranslationCheckLock
from ..publication.sending import send_again, send_to_translators


class TranslationCheckTask(AbstractGroupApprovalTask):
    """
    How far a page is translated, before it goes out.

    *Held*, the text that was reviewed is put before the translators while readers still have the page as it was; the
    members of the groups let it go once every translation that was begun has all its words, and those translations go
    out with it. A translation that was never begun holds a page only before its first publication, until somebody has
    it translated or approves without it; one that is begun and not wanted is deleted. Who may publish pages can always
    do so past the workflow, as in all of Wagtail.

    *Not held*, or with nothing to wait for, the check passes by itself and notes what is missing, which the report on
    translations then lists.

    Members who may not publish the page do not edit it at this step: its text was reviewed. It goes out in the name of
    who reviewed it.
    """

    hold = models.BooleanField(
        _("hold the publication until the translations are ready"),
        default=True,
        help_text=_(
            "Otherwise the page goes out at once, and what is missing of its translations is filed in the report on "
            "translations."
        ),
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "hold"]
    lock_class = TranslationCheckLock

    class Meta:
        verbose_name = _("translation check")
        verbose_name_plural = _("translation checks")

    @classmethod
    def get_description(cls) -> str:
        """What editors read where they compose workflows."""
        return _("Members of the chosen groups see how far a page is translated, and let it go out")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """
        Have the reviewed text translated where translations were begun; pass where there is nothing to wait for and to
        look at, and ``user``, who brought the page here, may publish it.
        """
        draft = _draft(workflow_state)
        languages = languages_of(draft)
        if self.waits_for(languages) or (self.hold and any(language.unread for language in languages)):
            send_again(draft, languages)
            return super().start(workflow_state, user=user)
        if user and not draft.permissions_for_user(user).can_publish():
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state,
            revision=draft.latest_revision,
            task=self,
            status=TaskState.STATUS_APPROVED,
            finished_at=timezone.now(),
            comment="\n".join(due(language) for language in languages if language.is_due),
        )

    def waits_for(self, languages: list[Language]) -> list[Language]:
        """The languages that a page is held for."""
        return [language for language in languages if language.holds] if self.hold else []

    def waiting_for(self, page: Page) -> list[Language]:
        """The languages that a page is held for as its newest draft is."""
        return self.waits_for(languages_of(page.get_latest_revision_as_object()))

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """The reviewed text is not changed on its way out but by somebody who could publish it."""
        return super().locked_for_user(obj, user) or not obj.permissions_for_user(user).can_publish()

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        """Who cannot edit it has no reason to lock it."""
        return super().user_can_lock(obj, user) and not self.locked_for_user(obj, user)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Approving is offered once nothing is waited for."""
        actions = super().get_actions(obj, user)
        if not actions:
            return []
        languages = languages_of(obj.get_latest_revision_as_object())
        waiting = self.waits_for(languages)
        if waiting:
            actions = [action for action in actions if action[0] != "approve"]
            if all(language.readiness == Readiness.NOT_BEGUN for language in waiting):
                actions.append(("approve_without", _("Approve without translation"), True))
        if any(language.unsent or language.readiness == Readiness.NOT_BEGUN for language in languages):
            actions.append(("send", _("Have it translated"), False))
        return actions

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """
        Approve only what may go: a text changed in the same breath is sent to the translators, and waits. So does one
        whose translation somebody emptied meanwhile. Raises PermissionDenied where somebody else was quicker.
        """
        if TaskState.objects.select_for_update().get(pk=task_state.pk).status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied
        draft = _draft(task_state.workflow_state)
        languages = languages_of(draft)
        not_begun = [language for language in languages if language.readiness == Readiness.NOT_BEGUN]
        waiting = self.waits_for(languages)
        left_out = [one for one in waiting if one in not_begun] if action_name == "approve_without" else []
        if action_name == "send":
            send_to_translators(draft, [language.locale for language in not_begun], user)
        elif action_name == "reject":
            _send_back(task_state, user, kwargs.get("comment", ""))
        elif action_name not in ("approve", "approve_without"):
            super().on_action(task_state, user, action_name, **kwargs)
        elif waiting != left_out:
            send_again(draft, languages)
        else:
            notes = [due(language) for language in left_out]
            self._approve(task_state, user, "\n".join([*notes, kwargs.get("comment", "")]).strip())

    def _approve(self, task_state: TaskState, user: Any, comment: str) -> None:
        task_state.approve(user=user, update=False, comment=comment)
        workflow_state = task_state.workflow_state
        is_last = workflow_state.get_next_task() is None
        workflow_state.update(user=_publisher(workflow_state, user) if is_last else user)


def due(language: Language) -> str:
    """One language in a line, with what is missing of it."""
    name = language.locale.get_display_name()
    if language.readiness == Readiness.NOT_BEGUN:
        return gettext("%(language)s: not begun") % {"language": name}
    return ngettext(
        "%(language)s: %(count)s of %(all)s text to translate",
        "%(language)s: %(count)s of %(all)s texts to translate",
        language.to_translate,
    ) % {"language": name, "count": language.to_translate, "all": language.segments}


def _draft(workflow_state: WorkflowState) -> Page:
    """The page as it would go out."""
    return workflow_state.content_object.get_latest_revision_as_object()


def _send_back(task_state: TaskState, user: Any, comment: str) -> None:
    """Send the page back to its author, who submits it to the first step again: changed, it is reviewed again."""
    workflow_state = task_state.workflow_state
    first = workflow_state.workflow.tasks.filter(active=True).first()
    task_state.reject(user=user, update=first == task_state.task, comment=comment)
    if first == task_state.task:
        return
    workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED).update(status=TaskState.STATUS_CANCELLED)
    workflow_state.current_task_state = TaskState.objects.create(
        workflow_state=workflow_state,
        revision=task_state.revision,
        task=first,
        status=TaskState.STATUS_REJECTED,
        finished_at=task_state.finished_at,
        finished_by=user,
        comment=comment,
    )
    workflow_state.save()
    workflow_state.update(user=user)


def _publisher(workflow_state: WorkflowState, user: Any) -> Any:
    """Who has it published: ``user``, or who approved an earlier step and may publish the page."""
    page = workflow_state.content_object
    earlier = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED, finished_by__isnull=False)
    approvers = [state.finished_by for state in earlier.select_related("finished_by").order_by("-finished_at")]
    may = (one for one in (user, *approvers) if page.permissions_for_user(one).can_publish())
    return next(may, user)
