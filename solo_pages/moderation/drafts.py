"""Telling a solo of a draft that an editor left on their profile: once, and not while the editor is still at it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from .. import permissions
from ..models import SoloProfilePage
from ..self_edit.editors import editors_drafts, saves_of, since_publication
from .correspondence import write_about

TOLD = "solo_pages.tell_of_draft"
# How long an editor's draft must have rested, and after how long nobody needs to be told any more.
REST, LATE = timedelta(hours=1), timedelta(days=14)


def tell_of_drafts() -> int:
    """Write to the solos of profiles on which an editor left a draft; gives how many letters that were."""
    return sum(_tell(page.pk) for page in _resting())


def _resting() -> QuerySet[SoloProfilePage]:
    now = timezone.now()
    pages = SoloProfilePage.objects.filter(has_unpublished_changes=True, alias_of=None, owner__isnull=False)
    pages = pages.filter(
        latest_revision__created_at__range=(now - LATE, now - REST), latest_revision__user__isnull=False
    )
    return pages.exclude(latest_revision__user=F("owner")).only("pk")


@transaction.atomic
def _tell(pk: int) -> bool:
    # Two runs at once are one letter.
    Page.objects.select_for_update().get(pk=pk)
    page = SoloProfilePage.objects.get(pk=pk)
    if not permissions.is_kept_by_solo(page) or _is_told(page):
        return False
    found = editors_drafts([page])
    if not found:
        return False
    # Called in the language of the letter.
    letter = write_about(
        page, page.owner, "profile_drafted", lambda: {"fields": found[0].labels, "locale": page.locale}
    )
    if letter is not None:
        log(page, TOLD)
    return letter is not None


def _is_told(page: SoloProfilePage) -> bool:
    """Whether the solo was told since the draft began: since the publication, or their own last save."""
    recent = list(since_publication(page, saves_of(page)))
    began = next((save.at for save in recent if save.user == page.owner_id), recent[-1].at)
    return PageLogEntry.objects.filter(page=page.pk, action=TOLD, timestamp__gte=began).exists()
