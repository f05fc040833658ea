"""Time, queries and bytes of one step."""

import gzip
import statistics
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .scenarios import Bench, Scenario


@dataclass(frozen=True, slots=True)
class Measurement:
    """Milliseconds, SQL queries, and bytes of the body compressed by gzip."""

    median: float
    p95: float
    queries: int
    size: int


def measure(scenario: Scenario, bench: Bench, rounds: int) -> Measurement:
    """Run a scenario some rounds, after one that does not count."""
    step = scenario.setup(bench)
    times = []
    rounds = min(rounds, scenario.rounds or rounds)
    with CaptureQueriesContext(connection) as captured:
        body = complete(step(0))
    queries = len(captured)
    for number in range(1, rounds + 1):
        if not scenario.warm:
            cache.clear()
        start = perf_counter()
        complete(step(number))
        times.append((perf_counter() - start) * 1000)
    if not scenario.warm:
        cache.clear()
    return Measurement(
        median=statistics.median(times),
        p95=sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)],
        queries=queries,
        size=len(gzip.compress(body)) if body else 0,
    )


def complete(response: Any) -> bytes:
    """The whole body, streamed ones too; nothing where there is no response."""
    return b"".join(response) if response is not None else b""
