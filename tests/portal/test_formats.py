"""Dates as people of the territory write them, in each language."""

from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format, get_format


@pytest.mark.parametrize(
    ("language", "name", "written"),
    [
        ("en", "DATE_FORMAT", "4 November 2026"),
        ("en", "SHORT_DATE_FORMAT", "4 Nov 2026"),
        ("en", "DATETIME_FORMAT", "4 November 2026, 18:05"),
        ("fr", "DATE_FORMAT", "4 novembre 2026"),
    ],
)
def test_the_day_comes_before_the_month(language, name, written):
    with translation.override(language):
        assert date_format(datetime(2026, 11, 4, 18, 5), name) == written  # noqa: DTZ001


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_day_comes_first_where_a_date_is_typed(language):
    with translation.override(language):
        accepted = get_format("DATE_INPUT_FORMATS")
        assert "%d/%m/%Y" in accepted
        assert "%m/%d/%Y" not in accepted
        assert get_format("FIRST_DAY_OF_WEEK") == 1
