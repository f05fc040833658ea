"""What the templates of accounts need."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def in_fours(code: str) -> str:
    """A code as it is easily read and typed; spaces do not count when it is checked."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The control of a field, without the placeholder that would say its label twice."""
    return field.as_widget(attrs={"placeholder": False})
