"""What follows from the translation check where wagtail-localize is installed."""

from typing import Any

from wagtail.models import Page, TaskState
from wagtail.signals import page_published, task_cancelled, task_rejected

from ..models import TranslationCheckTask
from .release import publish_translations
from .sending import take_back


def take_back_draft(sender: type[TaskState], instance: TaskState, **kwargs: Any) -> None:
    """A page was sent back, or its workflow ended: translators see what is published again."""
    page = instance.workflow_state.content_object
    if isinstance(page, Page) and isinstance(instance.task.specific, TranslationCheckTask):
        take_back(page)


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(publish_translations, dispatch_uid="guide.publication.translations")
    for signal in (task_cancelled, task_rejected):
        signal.connect(take_back_draft, dispatch_uid="guide.publication.take_back")
