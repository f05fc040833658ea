"""How often something may be done in an hour, counted in the shared cache without keeping who did it."""

import ipaddress
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .conf import directory_settings

HOUR = 3600


def _key(scope: str, subject: str) -> str:
    digest = salted_hmac("directory_blocks.limits", f"{scope}:{subject}", algorithm="sha256").hexdigest()
    return f"directory_blocks.limits.{digest}.{int(time.time() // HOUR)}"


def take(scope: str, subject: str, limit: int) -> bool:
    """
    Note that ``subject`` does ``scope`` once more this hour; gives whether it may. Counted first and looked at then, so
    that requests at the same moment do not pass together; what may not be done is not counted.
    """
    if _one_more(_key(scope, subject)) <= limit:
        return True
    give_back(scope, subject)
    return False


def take_all(limits: Iterable[tuple[str, str, int]]) -> bool:
    """Take one of each (scope, subject, limit), or, where one of them is used up, of none."""
    taken: list[tuple[str, str]] = []
    for scope, subject, limit in limits:
        if not take(scope, subject, limit):
            give_back_all(taken)
            return False
        taken.append((scope, subject))
    return True


def give_back(scope: str, subject: str) -> None:
    """Take back what ``take`` noted, where nothing came of it."""
    # Gone with its hour.
    with suppress(ValueError):
        cache.decr(_key(scope, subject))


def give_back_all(taken: Iterable[Sequence[Any]]) -> None:
    """Likewise for several: (scope, subject), or as ``take_all`` has them."""
    for scope, subject, *_limit in taken:
        give_back(scope, subject)


def _one_more(key: str) -> int:
    while True:
        if cache.add(key, 1, timeout=HOUR):
            return 1
        # Gone between the two calls: begin again.
        with suppress(ValueError):
            return cache.incr(key)


def sender_address(request: HttpRequest) -> str:
    """Where a request comes from, as ``CLIENT_ADDRESS`` says: not checked to be an address."""
    return request.META.get(directory_settings.CLIENT_ADDRESS, "").rsplit(",", 1)[-1].strip()


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
