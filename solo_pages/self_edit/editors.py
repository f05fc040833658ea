"""What editors saved on a profile and did not publish: its solo is told, since their next change goes out with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from ..models import SoloProfilePage
from .content import values_of

# Saves of a draft that are looked through at most, the newest first.
SAVES = 100
# What has no name of its own: lists of things.
LABELS = {"networks": _("Networks"), "gallery": _("Gallery"), "title": _("Name")}
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EditorsDraft:
    """The fields of a page that editors changed in its draft, as they still stand there, and when they did so last."""

    page: SoloProfilePage
    fields: tuple[str, ...]
    at: datetime

    @property
    def labels(self) -> list[str]:
        """The names of the fields, in the language of the moment."""
        return [str(LABELS.get(name) or capfirst(_verbose(name))) for name in self.fields]


@dataclass(frozen=True, slots=True)
class Save:
    """A revision without its content."""

    pk: int
    page: int
    user: int | None
    at: datetime


def _verbose(name: str) -> str:
    return str(SoloProfilePage._meta.get_field(name).verbose_name)


def editors_drafts(pages: Iterable[SoloProfilePage]) -> list[EditorsDraft]:
    """
    What editors changed in the drafts of some pages. No query for those without a draft, or that were read together
    with ``has_editors_saves()``.
    """
    drafted = {
        page.pk: page for page in pages if page.has_unpublished_changes and getattr(page, "has_editors_saves", True)
    }
    if not drafted:
        return []
    saves: dict[int, list[Save]] = {pk: [] for pk in drafted}
    for save in _saves(next(iter(drafted.values())), drafted):
        saves[save.page].append(save)
    found = (_draft_in(page, saves[pk]) for pk, page in drafted.items())
    return [draft for draft in found if draft]


def has_editors_saves() -> Exists:
    """A column of pages, named alike: whether somebody else than their owner saved them since they were published."""
    public = Coalesce(OuterRef("live_revision__created_at"), OuterRef("last_published_at"), Value(NEVER))
    saves = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=Cast(OuterRef("pk"), CharField())
    )
    saves = saves.exclude(user=None).exclude(user=OuterRef("owner"))
    return Exists(saves.filter(created_at__gt=public))


def since_publication(page: SoloProfilePage, saves: Iterable[Save]) -> Iterator[Save]:
    """The newest saves, back to the one that is, or was last, public; that one comes last."""
    # A page that is offline has no live revision any more.
    offline_since = None if page.live_revision_id else page.last_published_at
    for save in saves:
        yield save
        if save.pk == page.live_revision_id or (offline_since and save.at <= offline_since):
            return


def saves_of(page: SoloProfilePage) -> list[Save]:
    """The newest saves of a page. One query."""
    return list(_saves(page, [page.pk]))


def _saves(page: SoloProfilePage, keys: Iterable[int]) -> Iterator[Save]:
    revisions = Revision.objects.filter(
        base_content_type=page.get_base_content_type(), object_id__in=[str(key) for key in keys]
    )
    rows = revisions.order_by("-created_at", "-pk").values_list("pk", "object_id", "user_id", "created_at")
    for pk, object_id, user, at in rows[:SAVES]:
        yield Save(pk, int(object_id), user, at)


def _draft_in(page: SoloProfilePage, saves: list[Save]) -> EditorsDraft | None:
    recent = list(since_publication(page, saves))
    # Each with what it was written onto; what the site's programs save is nobody's.
    theirs = [(save, onto) for save, onto in pairwise(recent) if save.user not in (None, page.owner_id)]
    if not theirs:
        return None
    keys = {recent[0].pk, *(save.pk for pair in theirs for save in pair)}
    contents = dict(Revision.objects.filter(pk__in=keys).values_list("pk", "content"))
    said: dict[int, dict[str, Any]] = {pk: values_of(content) for pk, content in contents.items()}
    now = said[recent[0].pk]
    fields = {
        name
        for save, onto in theirs
        for name, value in said[save.pk].items()
        if value != said[onto.pk][name] and value == now[name]
    }
    if not fields:
        return None
    return EditorsDraft(page, tuple(name for name in now if name in fields), theirs[0][0].at)
