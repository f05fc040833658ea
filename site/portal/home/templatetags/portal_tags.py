"""Tags of the portal's base template."""

from django import template
from django.template.context import Context
from wagtail.models import Page

from ..chrome import Chrome

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_chrome(context: Context) -> Chrome | None:
    """What surrounds the page being rendered (see ``portal.home.chrome``); None without a request."""
    request = context.get("request")
    page = context.get("page") or context.get("self")
    return Chrome(request, page if isinstance(page, Page) else None) if request is not None else None
