"""Opening hours per weekday: what is entered becomes an expression, what is wrong names the day, nothing is lost."""

import pytest
from django import forms
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from wagtail.models import Page

from directory_blocks.opening_hours.fields import OpeningHoursField
from directory_blocks.opening_hours.forms import OpeningHoursFormField
from directory_blocks.opening_hours.week import format_weekly
from directory_blocks.opening_hours.week_input import WeekInput
from directory_blocks.opening_hours.widgets import OpeningHoursWidget
from solo_pages.models import ServicePointPage
from tests.factories.solo_pages import ServicePointPageFactory

from .test_opening_hours import weeks


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class HoursForm(forms.Form):
    hours = OpeningHoursFormField(required=False)


def week(*days: str, **extra: str) -> dict[str, str]:
    """Form data from days such as "09:00-12:00,14:00-18:00", from Monday; the eighth is public holidays."""
    data = {"hours-mode": "week", "hours-holidays": "usual", "hours-note": ""}
    for day, text in enumerate(days):
        for index, pair in enumerate(filter(None, text.split(","))):
            start, _, end = pair.partition("-")
            data |= {f"hours-{day}-{index}-start": start, f"hours-{day}-{index}-end": end}
    return data | {f"hours-{name.replace('_', '-')}": value for name, value in extra.items()}


OFFICE = "09:00-12:00,14:00-18:00"


@pytest.mark.parametrize(
    ("data", "expression"),
    [
        (week(), ""),
        (week(holidays="closed"), ""),
        (week(*[OFFICE] * 5, holidays="closed"), "Mo-Fr 09:00-12:00,14:00-18:00; PH off"),
        (week("09:00-12:00", note="by appointment"), 'Mo 09:00-12:00 "by appointment"'),
        (week(note="by appointment"), 'unknown "by appointment"'),
        (week("14:00-18:00,09:00-12:00"), "Mo 09:00-12:00,14:00-18:00"),
        (week("09:00-12:00,12:00-14:00"), "Mo 09:00-14:00"),
        (week("", "", "", "", "22:00-02:00", "10:00-12:00"), "Fr 22:00-02:00, Sa 10:00-12:00"),
        (week("18:00-00:00"), "Mo 18:00-24:00"),
        (week(**{"0_all": "on"}), "Mo 00:00-24:00"),
        (week(**{f"{day}_all": "on" for day in range(7)}), "24/7"),
        (week("9:00-12:00", *[""] * 6, "10:00-11:00", holidays="own"), "Mo 09:00-12:00; PH 10:00-11:00"),
        (week("9h-12h30"), "Mo 09:00-12:30"),
        ({"hours-mode": "text", "hours-text": " Jul-Aug 10:00-22:00 "}, "Jul-Aug 10:00-22:00"),
        ({"hours": "24/7"}, "24/7"),
    ],
)
def test_what_is_entered_becomes_an_expression(data, expression):
    form = HoursForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hours"] == expression


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (week("14:00-09:00"), "Monday: it closes at 9:00, before it opens at 14:00. Put the earlier time first."),
        (week("", "18:00-13:00"), "Tuesday: it closes at 13:00, before it opens at 18:00. Put the earlier time first."),
        (week("", "09:00-"), "Tuesday: it opens at 09:00; write when it closes, too."),
        (week("", "", "-12:00"), "Wednesday: it closes at 12:00; write when it opens, too."),
        (week("09:00-09:00"), "Monday: it opens and closes at 9:00. For the whole day and night tick “24 hours”."),
        (week("09:00-12:00,11:00-14:00"), "Monday: 9:00–12:00 and 11:00–14:00 overlap. Join them, or change one."),
        (week("soon-12:00"), "Monday: “soon” is no time of day; write it like 09:30."),
        (week("09:00-12:00", holidays="own"), "Public holidays: write their hours, or choose “Closed”."),
        (week("09:00-12:00", note="n" * 81), "The note is too long: 80 characters at most."),
        ({"hours-mode": "text", "hours-text": "lundi"}, "“lundi” is not understood"),
        ({"hours": "lundi"}, "“lundi” is not understood"),
    ],
)
def test_what_is_wrong_names_the_day_and_says_what_to_do(data, message):
    form = HoursForm(data)
    assert not form.is_valid()
    assert any(message in error for error in form.errors["hours"])


def test_several_wrong_days_are_all_named_and_what_was_typed_is_kept():
    form = HoursForm(week("09:00-", "", "25:00-26:00", note="<b>"))
    assert len(form.errors["hours"]) == 2
    html = str(form["hours"])
    assert 'name="hours-0-0-start" value="09:00"' in html
    assert 'value="25:00"' in html
    assert "&lt;b&gt;" in html


def sent_back(entered: WeekInput) -> dict[str, str]:
    """What a browser sends for a widget that nobody touched."""
    data = {"hours-mode": entered.mode, "hours-holidays": entered.holidays, "hours-note": entered.note}
    data["hours-text"] = entered.text
    for day, row in enumerate(entered.days):
        if row.all_day:
            data[f"hours-{day}-all"] = "on"
        for index, (start, end) in enumerate(row.ranges):
            data |= {f"hours-{day}-{index}-start": start, f"hours-{day}-{index}-end": end}
    return data


@settings(max_examples=100, deadline=None)
@given(weeks())
def test_saving_without_touching_anything_changes_nothing(hours):
    expression = format_weekly(hours)
    form = HoursForm(sent_back(OpeningHoursWidget().format_value(expression)), initial={"hours": expression})
    if len(expression) <= 500:
        assert form.is_valid(), form.errors
        assert form.cleaned_data["hours"] == expression
        assert not form.has_changed()


@pytest.mark.parametrize("expression", ["Mo 14:00-09:00", "Mo 09:00-12:00,12:00-14:00", "Mo sunrise-sunset"])
def test_a_week_that_the_rows_would_change_is_edited_as_text(expression):
    assert OpeningHoursWidget().format_value(expression).mode == "text"


def test_an_expression_that_is_more_than_a_week_is_shown_and_kept():
    expression = "Jul-Aug 10:00-22:00; Sep-Jun Mo-Fr 10:00-12:00"
    html = str(HoursForm(initial={"hours": expression})["hours"])
    assert f'value="{expression}"' in html
    assert 'value="text" checked' in html
    assert "they change during the year" in html


def test_existing_hours_are_plain_inputs_with_a_label_each():
    html = str(HoursForm(initial={"hours": "Mo-Fr 09:00-12:00,14:00-18:00; PH off"})["hours"])
    assert html.count('type="time"') == 8 * 4
    assert 'name="hours-0-1-end" value="18:00" aria-label="Monday: closes at"' in html
    assert '<option value="closed" selected>' in html
    assert html.count("<legend") == 9


def test_migrations_see_a_plain_text_field():
    assert OpeningHoursField(blank=True).deconstruct()[1:] == ("django.db.models.TextField", [], {"blank": True})


@pytest.mark.django_db
def test_an_editor_changes_hours_in_the_admin_and_sees_what_is_wrong(admin_client):
    page = ServicePointPageFactory(parent=Page.get_first_root_node(), opening_hours="Mo-Fr 09:00-12:00")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = admin_client.get(url).content.decode()
    assert 'name="opening_hours-0-0-start" value="09:00"' in html
    data = week("09:00-")
    data = {name.replace("hours-", "opening_hours-"): value for name, value in data.items()}
    answer = admin_client.post(url, {"title": page.title, "slug": page.slug, "precision": "exact", **data})
    assert list(answer.context["form"].errors) == ["opening_hours"]
    assert 'name="opening_hours-0-0-start" value="09:00"' in answer.content.decode()
    page.opening_hours = "nonsense"
    with pytest.raises(forms.ValidationError):
        page.full_clean()
    assert ServicePointPage.objects.get(pk=page.pk).opening_hours == "Mo-Fr 09:00-12:00"
