"""Saying that what a page says is still true."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from directory_blocks.revisions import publishable_revisions

CONFIRM_ACTION = "solo_pages.confirm"


@transaction.atomic
def confirm(page: Page, user: Any = None) -> bool:
    """
    Date a page, its translations, and their revisions that may still be published as confirmed today, without
    publishing anything; it stands in lists as before at once. Tells whether it was not confirmed today already.

    ``user``: who says so, for the log; None where nobody is logged in. ``page`` itself is brought up to date.
    """
    today = timezone.localdate()
    family = Page.objects.filter(translation_key=page.translation_key)
    # Whoever saves a draft of it meanwhile comes before or after, never in between.
    list(family.select_for_update().order_by("pk").values_list("pk", flat=True))
    mirrored = Q(alias_of__translation_key=page.translation_key)
    pages = type(page).objects.filter(Q(translation_key=page.translation_key) | mirrored)
    changed = [_date(one, today) for one in pages]
    page.verified_on = today
    if not any(changed):
        return False
    log(page, CONFIRM_ACTION, user=user, data={"date": today.isoformat()})
    return True


def _date(page: Page, today: date) -> bool:
    differs = page.verified_on != today
    if differs:
        page.verified_on = today
        page.save(clean=False, update_fields=["verified_on"])
    day = today.isoformat()
    for revision in publishable_revisions(page):
        if revision.content.get("verified_on") != day:
            revision.content = {**revision.content, "verified_on": day}
            revision.save(update_fields=["content"])
            differs = True
    return differs
