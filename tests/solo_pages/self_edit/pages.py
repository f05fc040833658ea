"""What tests ask of the pages on which a solo keeps their profile."""

from django.urls import reverse

from solo_pages.self_edit.content import Draft
from tests.factories.solos import fresh


def draft(page):
    return Draft.of(fresh(page)).values


def form_of(client, step="who"):
    """What a browser would send back of a step."""
    form = client.get(reverse("solo_account:step", args=[step])).context["form"]
    data = {"writer": client.get(reverse("solo_account:step", args=[step])).context["writer"]}
    for bound in form:
        value = bound.value()
        if value is True:
            data[bound.html_name] = "on"
        elif value not in (None, False):
            data[bound.html_name] = form.fields[bound.name].prepare_value(value)
    if step == "where":
        data["commune-typed"] = "1"
    return data


def text(response):
    return response.content.decode()
