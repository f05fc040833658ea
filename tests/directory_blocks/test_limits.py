"""So many an hour and no more, though they come at the same moment; what is refused or fails uses nothing up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from directory_blocks.limits import give_back, take, take_all
from solo_pages.checks import rate_limits_count_for_all_processes


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def test_requests_at_the_same_moment_do_not_pass_together():
    start = Barrier(16)

    def ask(_number):
        start.wait(10)
        return take("test", "somebody", 5)

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(ask, range(16))) == 5


def test_nobody_else_comes_between_the_count_and_the_look(monkeypatch):
    """Another request that counts just before this one does is not overlooked."""
    incr = cache.incr
    take("test", "somebody", 2)

    def late(key, *args, **kwargs):
        monkeypatch.undo()
        assert take("test", "somebody", 2)
        return incr(key, *args, **kwargs)

    monkeypatch.setattr(cache, "incr", late)
    assert not take("test", "somebody", 2)


@given(limit=st.integers(0, 6), tries=st.integers(0, 12))
def test_a_limit_is_reached_and_never_passed(limit, tries):
    cache.clear()
    assert sum(take("test", "somebody", limit) for _ in range(tries)) == min(limit, tries)


def test_what_is_refused_uses_nothing_else_up():
    for _ in range(5):
        take_all([("recipient", "Marie", 3), ("pair", "Tom Marie", 1)])
    assert take_all([("recipient", "Marie", 3), ("pair", "Ann Marie", 1)])
    assert take("recipient", "Marie", 3)
    assert not take("recipient", "Marie", 3)


def test_what_came_to_nothing_is_given_back():
    assert take("test", "somebody", 1)
    give_back("test", "somebody")
    assert take("test", "somebody", 1)
    give_back("test", "nobody")


@pytest.mark.parametrize(("backend", "warned"), [("locmem.LocMemCache", True), ("redis.RedisCache", False)])
def test_operators_are_told_where_each_process_counts_for_itself(backend, warned):
    caches = {"default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "redis://127.0.0.1"}}
    with override_settings(CACHES=caches):
        assert [message.id for message in rate_limits_count_for_all_processes()] == ["solo_pages.W003"] * warned
