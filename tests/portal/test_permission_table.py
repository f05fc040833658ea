"""
Every address of the portal as every role, compared with ``permission_table.csv``.

A row is a route (see ``permission_world.routes``), a method, an address to ask for and the outcome for each role:

    ok      an answer                   no      refused (403, or back to the first page of the admin)
    login   to the login first          none    not there (404, 410)
    moved   on to another page          bad     what was sent is refused (400, 409, 422, 429)
    405     not by this method              fails   an error, where Wagtail makes one to test how errors look

A route that ends in ``*`` stands for all that begin so, for views of Wagtail and other packages only.

To add an address: write its row with ``?`` for each role and run this test; it says what happens, and you judge whether
it should.
"""

import csv
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.worlds import world

from .permission_world import ROLES, World, build_world, routes

TABLE = Path(__file__).with_name("permission_table.csv")
COLUMNS = ["route", "method", "address", *ROLES]
STATUS = {401: "login", 403: "no", 404: "none", 405: "405", 410: "none", 500: "fails"}
STATUS |= dict.fromkeys((400, 409, 422, 429), "bad")
OUTCOMES = {"ok", "moved", *STATUS.values()}


def read_table() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header, *rows = csv.reader(lines)
    names = [name.strip() for name in header]
    return [dict(zip(names, (cell.strip() for cell in row), strict=True)) for row in rows]


@world
def permission_world() -> World:
    return build_world()


def outcome(response: HttpResponse, address: str) -> str:
    if response.status_code in (301, 302, 303):
        target = response["Location"]
        if "login" in target:
            return "login"
        if target in (reverse("wagtailadmin_home"), "/admin/") and address != "/admin/":
            return "no"
        # An address without a language that is nowhere is looked for in the visitor's language.
        nowhere = address != "/" and target.split("?")[0] == f"/fr{address.split('?', maxsplit=1)[0]}"
        return "none" if nowhere else "moved"
    return "ok" if response.status_code < 300 else STATUS.get(response.status_code, str(response.status_code))


def ask(world: World, role: str, row: dict[str, str]) -> str:
    """Ask as somebody of a role, and leave nothing of it behind."""
    address = row["address"].format_map(world.names)
    cache.clear()
    with transaction.atomic():
        response = world.client(role).generic(row["method"], address)
        if response.streaming:  # its file is closed once it was read
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return outcome(response, address)


def test_the_table_is_well_written() -> None:
    rows = read_table()
    assert list(rows[0]) == COLUMNS
    seen = [(row["route"], row["method"], row["address"]) for row in rows]
    assert not [row for row in seen if seen.count(row) > 1], "rows that stand there twice"
    wrong = [f"{row['route']}: {row[role]}" for row in rows for role in ROLES if row[role] not in OUTCOMES | {"?"}]
    assert not wrong


def test_every_address_is_in_the_table() -> None:
    present = {row["route"] for row in read_table()}
    groups = tuple(route[:-1] for route in present if route.endswith("*"))
    known = routes()
    missing = [route for route, own in known.items() if route not in present and (own or not route.startswith(groups))]
    advice = f"Write a row for each into {TABLE.name}, with ? for each role, and run this test again:\n"
    assert not missing, advice + "\n".join(f"{route},GET,/{route},{','.join('?' * len(ROLES))}" for route in missing)
    gone = [route for route in present if route not in known and not route.endswith("*")]
    gone += [f"{group}*" for group in groups if not any(route.startswith(group) for route in known)]
    assert not gone, f"These are in {TABLE.name}, and no longer in the portal: {', '.join(sorted(gone))}"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_table_says_and_no_more(permission_world: World, role: str) -> None:
    found = [(row, ask(permission_world, role, row)) for row in read_table()]
    wrong = [
        f"{row['method']} {row['address']} ({row['route']}): {happened}, the table says {row[role]}"
        for row, happened in found
        if happened != row[role]
    ]
    assert not wrong, f"As {role}:\n" + "\n".join(wrong)
