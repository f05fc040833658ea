"""The registrations of a date to take away: as a table for spreadsheets, and as a sheet of paper for the door."""

import csv
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from directory_blocks.exports import Echo, harmless, pieces, plain
from directory_blocks.qr_codes import qr_svg

from ...events.places import place_of
from ...models import Registration
from .access import OrganiserMixin
from .reading import Row, questions_of, read_rows, totals_of

# Spreadsheets read UTF-8 as what it is where the file begins with this mark.
MARK = "\ufeff"
BLANK_LINES = 5


class CsvView(OrganiserMixin, View):
    """Everybody of a date, with their answers."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the table (RFC 4180, UTF-8 with byte order mark); no cell is a formula."""
        questions = questions_of(self.page)
        rows = read_rows(self.occurrence, questions)
        lines = csv_lines(rows, [question.label for question in questions])
        response = StreamingHttpResponse(pieces(lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    @property
    def file_name(self) -> str:
        """The meeting and the day."""
        zone = self.page.zone if self.page else timezone.get_default_timezone()
        name = self.page.slug if self.page else "meeting"
        ascii_name = name.encode("ascii", "ignore").decode() or "meeting"
        return f"{ascii_name}-{self.occurrence.starts_at.astimezone(zone):%Y-%m-%d}.csv"


def csv_lines(rows: list[Row], questions: list[str]) -> Iterator[str]:
    """Write the table in the active language, line by line."""
    writer = csv.writer(Echo())
    headings = [
        _("Name"), _("E-mail"), _("Places"), _("State"), _("On the waiting list"), _("Registered on"), _("Came"),
        _("Note"), _("Language"), *questions,
    ]  # fmt: skip
    yield MARK + writer.writerow([harmless(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([harmless(plain(cell)) for cell in _cells(row)])


def _cells(row: Row) -> list[Any]:
    one = row.registration
    came = {True: _("Yes"), False: _("No"), None: ""}[one.attended]
    registered = timezone.localtime(one.created_at).replace(microsecond=0)
    answers = [answer for _question, answer in row.answers]
    return [
        one.name, one.email, one.places, one.get_state_display(), row.position, registered, came, one.note,
        dict(settings.LANGUAGES).get(one.language, one.language), *answers,
    ]  # fmt: skip


class SheetView(OrganiserMixin, TemplateView):
    """A sheet for the door: names in order, a box to tick, and the code that opens the check-in on a phone."""

    template_name = "solo_pages/registration/admin/sheet.html"
    page_title = gettext_lazy("Sheet for the door")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who comes and who waits."""
        rows = read_rows(self.occurrence, [])
        return super().get_context_data(
            coming=[row for row in rows if row.registration.state == Registration.State.CONFIRMED],
            waiting=[
                row
                for row in rows
                if row.registration.state in (Registration.State.OFFERED, Registration.State.WAITING)
            ],
            totals=totals_of(rows),
            place=place_of(self.page, self.occurrence).line if self.page else "",
            door_url=self.request.build_absolute_uri(reverse("solo_organiser:door", args=[self.occurrence.key])),
            blank_lines=range(BLANK_LINES),
            **kwargs,
        )


class QrView(OrganiserMixin, View):
    """The code that opens the check-in of a date on a phone."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it."""
        door = request.build_absolute_uri(reverse("solo_organiser:door", args=[self.occurrence.key]))
        return HttpResponse(qr_svg(door), content_type="image/svg+xml")
