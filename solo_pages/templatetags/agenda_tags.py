"""Template tags of the agenda."""

from django import template

from directory_blocks.query import EntryQuery

register = template.Library()


@register.simple_tag
def kept_filters(query: EntryQuery | None) -> str:
    """The parameters that another view of the agenda can use, too: all but days, place on the map and order."""
    return query.without("dates").without("bbox").with_(sort="").querystring() if query else ""
