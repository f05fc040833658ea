"""What calendars say of meetings, in the language that is active."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..enums import RegistrationMode

if TYPE_CHECKING:
    from .reading import Meeting


def description(meeting: "Meeting", online: str, url: str) -> str:
    """Say what a calendar shows under the title, one thing a paragraph; ``online`` where it may be told."""
    page = meeting.page
    paragraphs = [page.notice, page.summary, page.description]
    if page.price:
        paragraphs.append(_("Price: %(price)s") % {"price": page.price})
    if page.organiser_name:
        paragraphs.append(_("Organised by %(name)s") % {"name": page.organiser_name})
    if online:
        paragraphs.append(_("Online: %(address)s") % {"address": online})
    if page.registration == RegistrationMode.ELSEWHERE and page.registration_url:
        paragraphs.append(_("Registration: %(address)s") % {"address": page.registration_url})
    elif page.registration == RegistrationMode.HERE and url:
        paragraphs.append(_("Registration: %(address)s") % {"address": url})
    elif url:
        paragraphs.append(url)
    return "\n\n".join(filter(None, paragraphs))
