"""Noting who came: only what an organiser changed is written, so that two of them do not undo each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from ...models import Occurrence, Registration
from ..states import at_date

# Rows of one form. Beyond 1,000 fields Django refuses a form.
ROWS = 200
MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ids of registrations that were ticked in a form, and of those whose tick was taken away."""

    came: frozenset[int]
    did_not: frozenset[int]

    @classmethod
    def read(cls, data: QueryDict) -> "Ticks":
        """
        Compare the boxes ``came`` with what was ticked when the form was shown (``before``, ids with commas between
        them). Raises ValueError for what no form of ours sends.
        """
        before, after = _ids(data.get("before", "").split(",")), _ids(data.getlist("came"))
        return cls(came=after - before, did_not=before - after)


def _ids(texts: Iterable[str]) -> frozenset[int]:
    written = [text for text in texts if text]
    if len(written) > ROWS or any(not (text.isascii() and text.isdigit()) for text in written):
        raise ValueError("These are not the ids of one form.")
    if any(len(text) > MAX_DIGITS for text in written):
        raise ValueError("No id is so long.")
    return frozenset(int(text) for text in written)


def note_attendance(occurrence: Occurrence, ticks: Ticks) -> int:
    """Note who of those confirmed came, and take back who did not; gives how many changed."""
    # Whoever changes a registration writes all of it: the date is held meanwhile.
    with at_date(occurrence.pk) as desk:
        confirmed = desk.occurrence.registrations.filter(state=Registration.State.CONFIRMED)
        came = confirmed.filter(pk__in=ticks.came).exclude(attended=True).update(attended=True)
        return came + confirmed.filter(pk__in=ticks.did_not, attended=True).update(attended=None)
