"""Pages that are one person's own."""

from django.http import HttpResponse


def private(response: HttpResponse, *, secret_address: bool = False) -> HttpResponse:
    """
    Mark a response as somebody's own: kept nowhere, listed nowhere. ``secret_address``: whoever knows the address may
    do something, so that no link of the page may pass it on.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow" if secret_address else "noindex"
    if secret_address:
        response["Referrer-Policy"] = "same-origin"
    return response


def keep_private(response: HttpResponse) -> HttpResponse:
    """Mark a response as somebody's own as far as it does not say so itself, in another or a stricter way."""
    said = response.get("Cache-Control", ""), response.get("X-Robots-Tag", "")
    own = private(response)
    for name, value, wanted in zip(("Cache-Control", "X-Robots-Tag"), said, ("private", "noindex"), strict=True):
        if wanted in value:
            own[name] = value
    return own
