"""What the templates of accounts need."""

import re

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found is meant: browsers claim to be others, too.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
}
BROWSERS |= {"Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "Mac"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


@register.filter
def in_fours(code: str) -> str:
    """A code as it is easily read and typed; spaces do not count when it is checked."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The control of a field, without the placeholder that would say its label twice."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def device(user_agent: str) -> str:
    """What a browser says of itself, as a person would: "Firefox, Android"."""
    found = (
        next((name for mark, name in names.items() if re.search(rf"\b{mark}\b", user_agent)), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found)) or _("Unknown device")
