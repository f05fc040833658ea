"""How often something may be done in an hour, counted in the shared cache without keeping who did it."""

import ipaddress
import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ..conf import solo_settings

HOUR = 3600


def _key(scope: str, subject: str) -> str:
    digest = salted_hmac("solo_pages.limits", f"{scope}:{subject}", algorithm="sha256").hexdigest()
    return f"solo_pages.limits.{digest}.{int(time.time() // HOUR)}"


def used_up(scope: str, subject: str, limit: int) -> bool:
    """Tell whether ``subject`` has done ``scope`` as often as it may this hour."""
    return cache.get(_key(scope, subject), 0) >= limit


def count(scope: str, subject: str) -> None:
    """Note that ``subject`` has done ``scope`` once more."""
    key = _key(scope, subject)
    if not cache.add(key, 1, timeout=HOUR):
        try:
            cache.incr(key)
        except ValueError:  # gone between the two calls
            cache.set(key, 1, timeout=HOUR)


def sender_address(request: HttpRequest) -> str:
    """Where a request comes from, as ``CLIENT_ADDRESS`` says: not checked to be an address."""
    return request.META.get(solo_settings.CLIENT_ADDRESS, "").rsplit(",", 1)[-1].strip()


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, or the network of an IPv6 one, since a household has all of it."""
    text = sender_address(request)
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
