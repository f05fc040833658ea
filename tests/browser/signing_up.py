"""Opening an account in the browser, with the code that comes by mail."""

import re

from django.core import mail
from playwright.sync_api import Page

PASSWORD = "une phrase simple"


def code_sent() -> str:
    return re.search(r"^\d{4} \d{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def send(page: Page, **fields: str) -> None:
    """Fill in the form of the page and send it."""
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.locator("main form").filter(has=page.locator(f"[name={next(iter(fields))}]")).locator(
        "button[type=submit]"
    ).first.click()


def sign_up(page: Page, email: str, first_name: str, last_name: str) -> None:
    """Send the form of the sign-up; the code is asked for next."""
    page.check("main [name=consent]")
    send(page, first_name=first_name, last_name=last_name, email=email, password1=PASSWORD)
