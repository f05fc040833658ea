"""The forms of pages in the Wagtail admin, as a browser fills them in."""

from typing import Any

from django.test import Client
from django.urls import reverse
from html5lib import parse
from wagtail.models import Page

FIELDS = ("input", "textarea", "select")


def opened(client: Client, page: Page) -> dict[str, Any]:
    """Open the form of a page, and give its fields as the browser would send them."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return fields_of(response.content.decode())


def fields_of(document: str) -> dict[str, Any]:
    """Give the fields of the form of a page as the browser would send them."""
    tree = parse(document, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if "data-edit-form" in form.attrib)
    fields = {}
    for field in form.iter():
        name, kind = field.get("name"), field.get("type", "text")
        unticked = kind in ("checkbox", "radio") and field.get("checked") is None
        if field.tag not in FIELDS or not name or unticked or "__prefix__" in name:
            continue
        if field.tag == "select":
            chosen = [one.get("value") for one in field.iter("option") if one.get("selected") is not None]
            fields[name] = chosen[0] if chosen else ""
        elif kind == "checkbox":
            fields.setdefault(name, []).append(field.get("value", "on"))
        else:
            fields[name] = (field.text or "").lstrip("\n") if field.tag == "textarea" else field.get("value", "")
    return fields
