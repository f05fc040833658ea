"""The settings of production, in a process of their own: what the environment says, and what it leaves unsaid."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

ASK = """
import json, django
django.setup()
from django.test import Client
page = Client(headers={"Host": "portal.example", "X-Forwarded-Proto": "https"}).get("/robots.txt")
health = Client(headers={"Host": "portal.example"}).get("/healthz")
print(json.dumps([page.status_code, health.status_code]))
"""


def answers(**environment: str) -> list[int]:
    """Status of a page asked with the header of a proxy, and of the health check asked over plain HTTP."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(settings.ROOT_DIR), str(settings.ROOT_DIR / "site")]),
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "DATABASE_URL": "sqlite://:memory:",
            "PAGE_CACHE_SECONDS": "0",
            "SECRET_KEY": "x" * 50,
            "ALLOWED_HOSTS": "portal.example",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("behind_proxy", "page"), [("False", 301), ("True", 200)])
def test_only_a_proxy_that_the_operator_names_is_believed(behind_proxy: str, page: int) -> None:
    assert answers(BEHIND_PROXY=behind_proxy)[0] == page


def test_the_health_check_needs_no_https() -> None:
    assert answers()[1] == 200
