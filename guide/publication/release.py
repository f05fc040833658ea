"""Translations that were looked at with their source go out with it."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import Translation

from ..models import TranslationCheckTask
from .languages import Readiness, languages_of
from .sending import put_before_translators

logger = logging.getLogger(__name__)


def publish_translations(sender: type[Page], instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """
    Publish the translations of a page that has just been published, at once or at its time: those that say all that
    it says, if somebody approved their check. The others stay as they are, and due.
    """
    approval = _approval(instance, revision) if revision else None
    if approval is None:
        return
    ready = [language.locale for language in languages_of(instance) if language.readiness == Readiness.READY]
    if not ready:
        return
    source = put_before_translators(instance)
    for translation in Translation.objects.filter(source=source, target_locale__in=ready, enabled=True):
        try:
            with transaction.atomic():
                translation.save_target(user=approval.finished_by, publish=False)
                revised = translation.get_target_instance().get_latest_revision()
                # The approval of the check is what lets it out, whoever gave it.
                revised.publish(user=approval.finished_by, skip_permission_checks=True)
        except ValidationError:
            # The translators see in their editor what is wrong; the source is out all the same.
            logger.warning("The translation of page %s into %s is not valid.", instance.pk, translation.target_locale)


def _approval(page: Page, revision: Revision) -> TaskState | None:
    """The check of this very text, if a person approved it."""
    last = page.workflow_states.order_by("-created_at", "-pk").first()
    if last is None or last.status != last.STATUS_APPROVED:
        return None
    checks = TranslationCheckTask.objects.filter(workflow_tasks__workflow=last.workflow_id)
    return (
        last.task_states.filter(
            task__in=checks,
            status=TaskState.STATUS_APPROVED,
            finished_by__isnull=False,
            finished_at__gte=revision.created_at,
        )
        .select_related("finished_by")
        .last()
    )
