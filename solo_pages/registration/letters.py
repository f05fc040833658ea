"""What people are told of their registration: see ``templates/solo_pages/email/registration_*.txt``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from wagtail.admin.utils import get_admin_base_url

from directory_blocks.dates_in_words import moment_words, when_words
from directory_blocks.limits import take

from ..conf import solo_settings
from ..events.addresses import date_path
from ..events.places import Place, place_of, place_told
from ..letters import post_letter
from ..letters.readers import language_of
from ..letters.writing import keep_letter, store_letters, written_letter
from ..models.letter import Letter
from ..models.occurrence import Occurrence
from ..models.registration import Registration
from .conditions import page_of
from .links import manage_path

if TYPE_CHECKING:
    from ..models import EventPage


@dataclass(frozen=True, slots=True)
class Former:
    """When (aware) and where a date was before it was moved."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: Place


def tell(registration: Registration, kind: str, page: "EventPage | None", occurrence: Occurrence, **more: Any) -> None:
    """
    Write ``registration_<kind>`` to whoever registered, in their language; nothing where they left no address, or no
    page says any more what it was about. ``more`` adds to what the template has.
    """
    if letter := _letter(registration, kind, page, occurrence, **more):
        keep_letter(letter)


def tell_all(
    registrations: Iterable[Registration], kind: str, page: "EventPage", occurrence: Occurrence, **more: Any
) -> None:
    """
    Write to many as ``tell`` does, where a date was moved with what it was (``former``, a ``Former``); no request waits
    until all of them are delivered.
    """
    store_letters(filter(None, (_letter(one, kind, page, occurrence, **more) for one in registrations)))


def _letter(
    registration: Registration,
    kind: str,
    page: "EventPage | None",
    occurrence: Occurrence,
    former: Former | None = None,
    **more: Any,
) -> Letter | None:
    if not registration.email or page is None:
        return None
    language = registration.language if registration.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    # While a meeting is published its other languages may still have the facts that it had.
    facts = page
    if page.locale.language_code != language:
        page = page_of(occurrence.series_id, language) or page
    with translation.override(language):
        context = {**context_of(page, occurrence, facts), **_own(registration, page, occurrence), **more}
        if former:
            old_where = place_told(former.place, page.locale_id).line
            old_when = when_words(former.starts_at, former.ends_at, facts.zone, all_day=former.all_day)
            context |= {"old_when": old_when, "old_where": old_where}
    return written_letter(
        f"registration_{kind}",
        registration.email,
        context,
        language=language,
        reply_to=page.organiser_email,
        about=registration,
    )


def tell_again(registration: Registration, page: "EventPage | None", occurrence: Occurrence) -> None:
    """
    Tell somebody who registers again that they are registered; only so many times an hour: anybody can type their
    address.
    """
    if take("registered_again", str(registration.pk), solo_settings.REGISTRATION_LETTERS_HOUR):
        tell(registration, "again", page, occurrence)


def tell_organiser(page: "EventPage", occurrence: Occurrence) -> Letter | None:
    """Tell the organiser that more places are taken than there are now, and that nobody has lost theirs."""
    address = page.organiser_email or (page.owner.email if page.owner and page.owner.is_active else "")
    if not address:
        return None
    language = page.locale.language_code if page.organiser_email else language_of(page.owner)
    with translation.override(language):
        context = {**context_of(page, occurrence), "occurrence": occurrence}
    return post_letter("registration_overfull", address, context, language=language)


def context_of(page: "EventPage", occurrence: Occurrence, facts: "EventPage | None" = None) -> dict[str, Any]:
    """What every letter says of a date, in the active language; ``facts``: the page whose time and place hold."""
    facts = facts or page
    return {
        "title": page.title,
        "when": occurrence.when_words(facts.zone),
        "where": place_told(place_of(facts, occurrence), page.locale_id).line,
        "attendance": facts.attendance,
        "organiser": page.organiser_name,
        "notice": page.notice,
        "url": _date_address(page, occurrence),
    }


def _date_address(page: "EventPage", occurrence: Occurrence) -> str:
    """The page of a date; empty where the public does not see it. One deleted a moment ago still tells what it was."""
    url = page.full_url if page.pk and page.live else ""
    return f"{url}{date_path(page, occurrence)}" if url else ""


def _own(registration: Registration, page: "EventPage", occurrence: Occurrence) -> dict[str, Any]:
    path = manage_path(registration)
    until = registration.offered_until
    confirmed = registration.state == Registration.State.CONFIRMED
    date_address = "" if occurrence.is_cancelled else _date_address(page, occurrence)
    return {
        "name": registration.name,
        "registration": registration,
        "state": registration.state,
        "position": registration.position,
        "manage_url": f"{root_of(page)}{path}" if path else "",
        "until": moment_words(until, page.zone) if until else "",
        "calendar_url": f"{date_address}event.ics" if confirmed and date_address else "",
        "online_url": page.online_url if confirmed and not occurrence.is_cancelled else "",
    }


def root_of(page: "EventPage") -> str:
    """The address that the paths of a meeting's site are below."""
    site = page.get_site()
    return site.root_url if site else get_admin_base_url() or ""
