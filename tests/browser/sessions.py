"""Somebody who is logged in, as a browser has it from its first page on."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore


def session_of(user: Any) -> str:
    """Log somebody in, before a browser starts, and give the key of the session."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def storage_of(session: str, live_server: Any) -> dict[str, Any]:
    """What a browser keeps of a session, by its key: the ``storage_state`` of a visit."""
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": session,
        "domain": urlsplit(live_server.url).hostname,
        "path": "/",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    return {"cookies": [cookie], "origins": []}
