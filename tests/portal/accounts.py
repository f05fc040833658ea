"""What the tests of accounts have in common."""

import re

from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from solo_pages.models import Letter

PASSWORD = "une phrase simple"
EMAIL = "maelle@example.org"
FORM = {
    "first_name": "Maëlle",
    "last_name": "Kerhoas",
    "email": EMAIL,
    "password1": PASSWORD,
    "consent": "on",
    "nickname": "",
}


def last_letter(email: str = EMAIL) -> Letter:
    """The latest letter to an address."""
    return Letter.objects.filter(recipient=email).latest("pk")


def code_in(letter: Letter) -> str:
    """The code that a letter carries, as one reads it."""
    return re.search(r"^\d{4} \d{4}$", letter.text, re.MULTILINE)[0]


def sign_up(client: Client, address: str = "/fr/compte/signup/", **changes: str) -> HttpResponse:
    """Send the form of the sign-up page."""
    return client.post(address, FORM | changes)


def log_in(
    client: Client, email: str = EMAIL, password: str = PASSWORD, address: str = "/fr/compte/login/"
) -> HttpResponse:
    """Send the form of the login page."""
    return client.post(address, {"login": email, "password": password})


def make_user(email: str = EMAIL, **extra: object) -> User:
    """An account whose address is vouched for."""
    return User.objects.create_user(email, PASSWORD, **{"first_name": "Maëlle", "last_name": "Kerhoas"} | extra)


def logged_in(client: Client) -> bool:
    """Whether the account's pages open."""
    return client.get("/fr/compte/email/").status_code == 200
