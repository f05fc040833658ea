"""Who counts: people who do not mind, once a day, and neither programs nor those whose page it is."""

import re
import secrets
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from directory_blocks.limits import client_address

# What programs call themselves; a Cubot is a telephone.
PROGRAM = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|preview|headless|lighthouse|monitor|fetch|curl|wget|python|ruby|perl|java/|go-http"
    r"|okhttp|axios|node|http.?client|facebookexternalhit|whatsapp|archiver|validator",
    re.IGNORECASE,
)
DAY = 24 * 3600


def minds(request: HttpRequest) -> bool:
    """Whether the visitor's browser says not to be counted: Do Not Track, or Global Privacy Control."""
    return request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1"


def is_program(request: HttpRequest) -> bool:
    """Whether a program asks, or another site has a visitor's browser ask."""
    agent = request.headers.get("User-Agent", "")
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    return not agent or elsewhere or PROGRAM.search(agent) is not None


def is_new_today(request: HttpRequest, translation_key: UUID, day: date) -> bool:
    """Whether this visitor has not looked at the page today; notes that they have."""
    subject = f"{client_address(request)}|{request.headers.get('User-Agent', '')}|{translation_key.hex}"
    digest = salted_hmac(_salt(day), subject, algorithm="sha256").hexdigest()
    return cache.add(f"solo_pages.visits.{day:%Y%m%d}.{digest}", 1, timeout=DAY)


def _salt(day: date) -> str:
    # Random and kept nowhere else: once it is gone, nobody can tell whether an address was here, not even we.
    key = f"solo_pages.visits.salt.{day:%Y%m%d}"
    return cache.get_or_set(key, lambda: secrets.token_hex(16), timeout=DAY)
