"""What templates of the guide ask for."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(context: dict[str, Any], html: SafeString) -> SafeString:
    """Rich text with the words of the glossary explained, on pages that have an ``explainer``."""
    explainer = context.get("explainer")
    return explainer.mark(str(html)) if explainer else html
