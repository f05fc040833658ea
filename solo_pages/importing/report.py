"""The report of an import, in plain words."""

from collections.abc import Iterator

from .checking import CheckedPlace, Rejection
from .planning import Change, Plan, Step
from .values import shown


def counted(number: int, noun: str) -> str:
    """``1 place``, ``27 places``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def report(plan: Plan, rejections: list[Rejection]) -> str:
    """Everything that an operator wants to know before or after: what happens to each place, and why."""
    return "\n".join(_lines(plan, rejections))


def _lines(plan: Plan, rejections: list[Rejection]) -> Iterator[str]:
    created = [step for step in plan.steps if step.creates]
    changed = [step for step in plan.steps if not step.creates and not step.unchanged]
    unchanged = [step for step in plan.steps if step.unchanged]
    yield f"Created: {len(created)}"
    yield from (f"  + {_named(step.place)}{_town(step)}" for step in created)
    yield f"Changed: {len(changed)}"
    for step in changed:
        yield f"  ~ {_named(step.place)}{_state(step)}"
        yield from (f"      {change.name}: {shown(change.current)} → {shown(change.given)}" for change in step.changes)
    yield f"Unchanged: {len(unchanged)}"
    yield from _kept(plan)
    yield f"Missing from the file: {len(plan.missing)}{' (left as they are)' if plan.missing else ''}"
    yield from (f"  ? {shown(page.external_id)} {shown(page.title)}" for page in plan.missing)
    yield f"Rejected: {len(rejections)}"
    yield from (f"  {rejection.where}: {rejection.reason}" for rejection in rejections)
    yield from _warnings(plan)


def _kept(plan: Plan) -> Iterator[str]:
    kept = [step for step in plan.steps if step.kept]
    yield f"Kept back: {len(kept)}{' (an editor has changed them since; --overwrite takes the file)' if kept else ''}"
    for step in kept:
        yield f"  ! {_named(step.place)}{': the page is locked' if step.locked else ''}"
        yield from (f"      {_kept_change(change)}" for change in step.kept)


def _kept_change(change: Change) -> str:
    return f"{change.name}: {shown(change.current)} stays; the file says {shown(change.given)}"


def _warnings(plan: Plan) -> Iterator[str]:
    warned = [step.place for step in plan.steps if step.place.warnings]
    yield f"To look at: {sum(len(place.warnings) for place in warned)}"
    for place in warned:
        yield from (f"  {place.where}, {_named(place)}: {warning}" for warning in place.warnings)


def _named(place: CheckedPlace) -> str:
    return f"{place.external_id} {shown(place.values['title'])}"


def _town(step: Step) -> str:
    place = step.place
    hours = place.values.get("opening_hours", "") or _dates(place)
    town = " ".join(filter(None, [place.values.get("postcode", ""), place.commune_name]))
    return f" ({town})" * bool(town) + f" {hours}" * bool(hours)


def _dates(place: CheckedPlace) -> str:
    names = ("starts_on", "starts_time", "recurrence")
    return " ".join(filter(None, (place.values.get(name) for name in names)))


def _state(step: Step) -> str:
    if step.waiting:
        return f": saved as a draft, since {step.waiting}"
    return "" if step.publishes else ": saved as a draft"
