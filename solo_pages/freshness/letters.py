"""What the letters say; see ``templates/solo_pages/email/freshness_*.txt``."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from directory_blocks.opening_hours import weekly_table

from ..conf import solo_settings
from ..letters import post_letter
from ..models import SoloProfilePage
from .deciding import Action
from .finding import DuePage
from .links import confirm_url, site_root
from .recipients import Recipient, editors_of

# Lines of one digest; what is more is in the list of the admin.
DIGEST_LINES = 60
SHOWN_SERVICES = 4
LINE = 120


def post_question(page: Page, recipient: Recipient, action: Action, due: DuePage, leaves: date) -> None:
    """Write to whoever answers for a page; ``leaves``: when it leaves the lists, unless it is confirmed."""
    with translation.override(recipient.language):
        context = {
            "page": page,
            "url": page.full_url or "",
            "shown": what_is_shown(page),
            "since": due.since,
            "never_confirmed": page.verified_on is None,
            "leaves": leaves,
            "confirm_url": confirm_url(page, recipient),
            "edit_url": edit_url(page),
            "days": solo_settings.FRESHNESS_LINK_DAYS,
            **sender(page),
        }
    editors = solo_settings.FRESHNESS_EDITORS
    reply_to = editors[0] if editors and not context["edit_url"] else ""
    post_letter(f"freshness_{action.value}", recipient.address, context, language=recipient.language, reply_to=reply_to)


def post_digests(told: Iterable[tuple[Page, Action, DuePage]]) -> int:
    """Tell the editors of the pages that nobody else answers for, all in one letter each. Gives how many letters."""
    told = list(told)
    sections: dict[int, list[Recipient]] = {}
    lists: dict[Recipient, list[dict[str, Any]]] = defaultdict(list)
    for page, action, due in told:
        section = page.get_parent().pk
        if section not in sections:
            sections[section] = editors_of(page)
        for editor in sections[section]:
            lists[editor].append(
                {"title": one_line(page.title), "action": action.label, "since": due.since, "url": admin_url(page)}
            )
    for editor, lines in lists.items():
        context = {"lines": lines[:DIGEST_LINES], "more": len(lines[DIGEST_LINES:]), "count": len(lines)}
        context |= sender(told[0][0])
        post_letter("freshness_digest", editor.address, context, language=editor.language)
    return len(lists)


def what_is_shown(page: Page) -> list[str]:
    """What the public sees of a page, in a few lines, in the active language."""
    place = page.commune.name if page.commune else ""
    if isinstance(page, SoloProfilePage):
        facts = [
            ("", page.headline),
            (_("What I offer"), ", ".join(page.service_lines[:SHOWN_SERVICES])),
            (_("Place"), place),
            (_("Phone"), page.phone_display if page.public_phone else ""),
            (_("E-mail"), page.public_email),
        ]
    else:
        facts = [
            ("", page.summary),
            (_("Address"), ", ".join(page.address_lines)),
            *week_of(page),
            (_("Phone"), page.phone_display),
            (_("E-mail"), page.public_email),
        ]
    facts.append((_("Website"), page.website))
    lines = [(label, one_line(value)) for label, value in facts if value]
    return [_("%(label)s: %(value)s") % {"label": label, "value": value} if label else value for label, value in lines]


def week_of(page: Page) -> list[tuple[str, str]]:
    """The opening hours day by day, as (weekday, hours)."""
    table = weekly_table(page.opening_hours, calendar=page.commune.territory if page.commune else None)
    return [(day.name, ", ".join(day.labels)) for day in table] if table else []


def sender(page: Page) -> dict[str, str]:
    """Who writes: name and address of the site, for the foot of a letter."""
    site = page.get_site()
    name = (site and site.site_name) or getattr(settings, "WAGTAIL_SITE_NAME", "")
    return {"site_name": name, "site_url": f"{site_root(page)}/"}


def one_line(text: str) -> str:
    """A text on one line of a letter; it begins no paragraph, link or rule of its own."""
    line = " ".join(text.split())
    return f"{line[: LINE - 1]}…" if len(line) > LINE else line


def edit_url(page: Page) -> str:
    """Where its owner changes a profile; empty where there is no such place, and for what has no owner's place."""
    if not isinstance(page, SoloProfilePage):
        return ""
    try:
        return site_root(page) + reverse("solo_account:dashboard")
    except NoReverseMatch:
        return ""


def admin_url(page: Page) -> str:
    """Where editors see the page in the admin."""
    return (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
