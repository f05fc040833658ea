"""What became of the dates to come between two versions of a meeting, in words."""

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .programme import ShownDate, planned_programme

if TYPE_CHECKING:
    from ..models import EventPage

MOST_SAID = 8


def changes_in_words(before: "EventPage", after: "EventPage") -> list[str]:
    """Say of each date of both versions that is otherwise in the second, a sentence each; of at most MOST_SAID."""
    known = {one.occurrence.recurrence_id: one for one in planned_programme(before).upcoming}
    pairs = [(known.get(one.occurrence.recurrence_id), one) for one in planned_programme(after).upcoming]
    said = [capfirst(_in_words(old, new)) for old, new in pairs if old and _facts(old) != _facts(new)]
    return [*said[:MOST_SAID], *(["…"] if len(said) > MOST_SAID else [])]


def _facts(one: ShownDate) -> tuple[object, ...]:
    of_it = one.occurrence
    return one.is_cancelled, of_it.starts_at, of_it.ends_at, of_it.venue_id, of_it.place, of_it.commune_id


def _in_words(old: ShownDate, new: ShownDate) -> str:
    if new.is_cancelled:
        return _("%(date)s: cancelled.") % {"date": new.words}
    if old.is_cancelled:
        return _("%(date)s: takes place again.") % {"date": new.words}
    if old.words != new.words:
        return _("%(date)s: moved, it was %(before)s.") % {"date": new.words, "before": old.words}
    return _("%(date)s: at another place.") % {"date": new.words}
