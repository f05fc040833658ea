"""Pages on their way through the workflow: a change that waits for its review, and one for its translation."""

from functools import partial
from typing import Any

from wagtail.log_actions import LogContext
from wagtail.models import Page

from guide.models import ChapterPage, TranslationCheckTask

from .content import read
from .context import EDITOR, MODERATOR, Loading


def load_publication(loading: Loading) -> None:
    """Leave something to do for those who review pages and for those who translate them, once."""
    if not {EDITOR, MODERATOR} <= set(loading.users):
        return
    for key, item in read("publication").items():
        page = ChapterPage.objects.filter(pk=loading.ledger.id_of(f"guide:{item['chapter']}"), live=True).first()
        if page and not loading.ledger.knows(f"waiting:{key}") and _goes_this_way(page):
            submit = partial(_submit, loading, page, item["summary"], is_reviewed=key == "translation")
            loading.ledger.once(f"waiting:{key}", ChapterPage, submit)


def _goes_this_way(page: Page) -> bool:
    """Whether the section has the workflow that the demo came with, and nothing is changed there yet."""
    workflow = page.get_workflow()
    is_ours = workflow and workflow.tasks.filter(pk__in=TranslationCheckTask.objects.values("pk")).exists()
    return bool(is_ours) and not page.has_unpublished_changes


def _submit(loading: Loading, page: ChapterPage, summary: str, *, is_reviewed: bool) -> Any:
    editor, moderator = loading.users[EDITOR], loading.users[MODERATOR]
    # Done by the person, as their own request would be.
    with LogContext(user=editor):
        page.summary = summary
        page.save_revision(user=editor, log_action=True)
        page.get_workflow().start(page, editor)
    if is_reviewed:
        page = ChapterPage.objects.get(pk=page.pk)
        with LogContext(user=moderator):
            page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, "approve")
    return page
