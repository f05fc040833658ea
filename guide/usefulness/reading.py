"""What the answers say, for editors; and forgetting them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from ..conf import guide_settings
from ..models import Answer

LAST_COMMENTS = 3


def pages_of(user: Any) -> PageQuerySet:
    """The pages whose answers somebody may read: those that they may edit."""
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def counted(pages: PageQuerySet, since: Any = None, until: Any = None) -> PageQuerySet:
    """The pages that were answered about between two days (both included), with ``yes`` and ``no``; most "no" first."""
    within = Q()
    if since:
        within &= Q(guide_answers__day__gte=since)
    if until:
        within &= Q(guide_answers__day__lte=until)
    amounts = {
        name: Count("guide_answers", filter=within & Q(guide_answers__useful=useful))
        for name, useful in (("yes", True), ("no", False))
    }
    return pages.annotate(**amounts).filter(Q(yes__gt=0) | Q(no__gt=0)).order_by("-no", "-yes", "pk")


def totals(page: Page) -> tuple[int, int]:
    """How often a page was found useful, and how often not. One query."""
    yes, no = Count("pk", filter=Q(useful=True)), Count("pk", filter=Q(useful=False))
    return tuple(Answer.objects.filter(page=page.pk).aggregate(yes=yes, no=no).values())


def complete(pages: Iterable[Page], since: Any = None, until: Any = None) -> None:
    """Give counted pages their ``share`` (percent of yes) and ``comments``, the latest first. One query."""
    pages = list(pages)
    days = {f"day__{name}": day for name, day in (("gte", since), ("lte", until)) if day}
    comments = defaultdict(list)
    for answer in Answer.objects.filter(page__in=pages, **days).exclude(comment=""):
        comments[answer.page_id].append(answer)
    for page in pages:
        page.share = round(100 * page.yes / (page.yes + page.no))
        page.comments = comments[page.pk]
        page.last_comments = page.comments[:LAST_COMMENTS]


def past_answers() -> QuerySet[Answer]:
    """The answers past their time (``ANSWERS_KEPT_DAYS``)."""
    return Answer.objects.filter(day__lt=timezone.localdate() - timedelta(days=guide_settings.ANSWERS_KEPT_DAYS))
