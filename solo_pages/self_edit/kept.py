"""
What somebody typed when their session had ended: kept on the server until they have logged in again.

It lies in the session of the browser that it was typed in, for an hour, within limits, without files; only the person
whose form it was gets it back.
"""

import time
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

KEY = "solo_pages.typed"
SALT = "solo_pages.writer"
SECONDS = 3600
MAX_BYTES = 200_000
MAX_STEPS = 4
# Nothing that is only good once.
LEFT_OUT = ("csrfmiddlewaretoken", "writer", "then")


def writer_token(user: Any) -> str:
    """What a form carries so that what is typed in it comes back to the same person only."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request: HttpRequest, step: str) -> bool:
    """Keep what an anonymous request posted to a step. Gives whether it was, so that nobody is promised too much."""
    try:
        writer = signing.loads(request.POST.get("writer", ""), salt=SALT, max_age=30 * 86400)
    except signing.BadSignature:
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in LEFT_OUT}
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    typed = data.urlencode()
    if len(typed) > MAX_BYTES:
        return False
    kept = {name: entry for name, entry in request.session.get(KEY, {}).items() if name != step}
    for oldest in sorted(kept, key=lambda name: kept[name]["at"])[: max(0, len(kept) + 1 - MAX_STEPS)]:
        del kept[oldest]
    request.session[KEY] = {**kept, step: {"at": time.time(), "writer": writer, "typed": typed}}
    request.session.set_expiry(SECONDS)
    return True


def take_back(request: HttpRequest, step: str) -> QueryDict | None:
    """What was kept for a step, once; None for nothing, or for somebody else's."""
    kept = request.session.get(KEY)
    if not kept or step not in kept:
        return None
    entry = kept.pop(step)
    if kept:
        request.session[KEY] = kept
    else:
        del request.session[KEY]
    if entry["writer"] != request.user.pk or time.time() - entry["at"] > SECONDS:
        return None
    return QueryDict(entry["typed"])


def log_in_as_long_as_usual(request: HttpRequest, **kwargs: Any) -> None:
    """The hour is for what was typed, not for who logs in then."""
    session = getattr(request, "session", None)
    if session is not None and KEY in session:
        session.set_expiry(None)
