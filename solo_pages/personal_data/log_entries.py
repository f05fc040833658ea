"""Wagtail's log: what was done stays known, by whom and of whom does not."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry

from ..models import SoloProfilePage
from ..permissions import works_in_admin
from .registry import own_addresses

Person = Any


def export_log(user: Person) -> list[dict[str, Any]]:
    """What the person did in the site's administration or with their profile."""
    return [
        {"at": entry.timestamp, "action": entry.action, "about": entry.label, "data": entry.data}
        for model in (PageLogEntry, ModelLogEntry)
        for entry in model.objects.filter(user=user).order_by("timestamp").iterator()
    ]


def forget_pages(keys: Iterable[int]) -> None:
    """Of pages that are gone, keep only that something happened to them."""
    _empty(PageLogEntry.objects.filter(page_id__in=list(keys)))


def forget_object(thing: Model) -> None:
    """Of a thing that is not a page, keep only that something happened to it."""
    content_type = ContentType.objects.get_for_model(thing, for_concrete_model=False)
    _empty(ModelLogEntry.objects.filter(content_type=content_type, object_id=str(thing.pk)))


def erase_log(user: Person) -> None:
    """Take the person out of every entry: as who did it, and by name or address where it speaks of them."""
    forget_object(user)
    if apps.is_installed("django.contrib.admin"):
        mine = {"content_type": ContentType.objects.get_for_model(user), "object_id": str(user.pk)}
        apps.get_model("admin", "LogEntry").objects.filter(**mine).delete()
    words = own_addresses(user) | published_names(user)
    for model in (PageLogEntry, ModelLogEntry):
        mentioned = Q()
        for word in words:
            # As text and as JSON, which may write accents as numbers.
            for spelling in {word, json.dumps(word)[1:-1]}:
                mentioned |= Q(data_text__icontains=spelling) | Q(label__icontains=spelling)
        if words:
            _empty(model.objects.annotate(data_text=Cast("data", TextField())).filter(mentioned))
        model.objects.filter(user=user).update(user=None)


def published_names(user: Person) -> set[str]:
    """
    First and family name as a moderator let them be published: anybody may sign up under any name. None of those that
    another profile bears, too.
    """
    if works_in_admin(user):
        return set()
    profiles = SoloProfilePage.objects
    names = profiles.filter(owner=user, first_published_at__isnull=False).values_list("title", flat=True)
    others = profiles.exclude(owner=user).filter(title__in=names).values_list("title", flat=True)
    return {name for name in set(names) - set(others) if " " in name}


def _empty(entries: QuerySet) -> None:
    entries.model._base_manager.filter(pk__in=list(entries.values_list("pk", flat=True))).update(
        label=_("erased"), data={}
    )
