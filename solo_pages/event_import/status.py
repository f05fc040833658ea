"""What an event says of itself: whether it is for everybody, and whether it takes place."""

from .reading import Component

PUBLIC = "PUBLIC"
CANCELLED = "CANCELLED"
# What is said of meetings that simply take place.
CERTAIN = ("", "CONFIRMED", CANCELLED)


def withheld(event: Component) -> str:
    """
    Why an event may not be published; empty where it may. A class that is not known counts as private (RFC 5545,
    3.8.1.3).
    """
    found = event.first("CLASS")
    if found is None or found.value.strip().upper() in ("", PUBLIC):
        return ""
    return f"{found.where} is {found.value.strip()[:20]}: not for the public"


def is_cancelled(event: Component) -> bool:
    """Whether it does not take place."""
    return _status(event) == CANCELLED


def doubts(event: Component) -> list[str]:
    """Say where a meeting is not certain, which no page shows."""
    status, found = _status(event), event.first("STATUS")
    if found is None or status in CERTAIN:
        return []
    return [f"{found.where} is {status[:20]}: the page does not say that it is not certain"]


def _status(event: Component) -> str:
    found = event.first("STATUS")
    return found.value.strip().upper() if found else ""
