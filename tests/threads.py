"""Several people at the very same moment."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections


@contextmanager
def database_of_threads(folder: Path) -> Iterator[None]:
    """
    The database as threads find it when the portal runs. Tests on SQLite have theirs in memory, where one connection
    does not wait for another: threads get a copy in a file.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    name = settings["NAME"]
    file = str(folder / "portal.sqlite3")
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    settings["NAME"] = file
    yield
    settings["NAME"] = name


def in_threads(actions: list[Callable[[], Any]]) -> list[Any]:
    """Run each in a thread of its own, all at the same moment."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=60)
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def until_somebody_waits() -> None:
    """Go on once another thread waits for what the transaction of this one holds; only PostgreSQL tells."""
    with connection.cursor() as cursor:
        for _attempt in range(10_000):
            cursor.execute(
                "SELECT count(*) FROM pg_locks, pg_sleep(0.001)"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("Nobody waits.")
