"""Saying, once a meeting is published for which one no longer registers here, that people still are registered."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from ...enums import RegistrationMode
from ...models import EventPage, Occurrence, Registration
from ...permissions import can_organise
from ...registration.admin.access import original_of


def warn_of_people_untold(request: HttpRequest, page: Page) -> None:
    """Tell how many people are registered at a page that registers nobody: no letter says so to them."""
    if not isinstance(page, EventPage) or page.registration == RegistrationMode.HERE:
        return
    number = _people_to_come(page)
    if not number:
        return
    text = ngettext(
        "%(number)d person is registered for dates to come, but registration is no longer here. They are not told:"
        " write to them from “Registrations”.",
        "%(number)d people are registered for dates to come, but registration is no longer here. They are not told:"
        " write to them from “Registrations”.",
        number,
    )
    buttons = []
    if can_organise(request.user, original_of(page.translation_key)):
        buttons.append(messages.button(reverse("solo_organiser:meeting", args=[page.pk]), _("Registrations")))
    messages.warning(request, text % {"number": number}, buttons=buttons)


def _people_to_come(page: EventPage) -> int:
    dates = Occurrence.objects.filter(series=page.translation_key).upcoming().scheduled()
    active = Registration.objects.filter(occurrence__in=dates.order_by().values("pk"), state__in=Registration.ACTIVE)
    return active.order_by().values("address_key").distinct().count()
