"""An agenda, a small gazetteer and kinds of events to import meetings into."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from solo_pages.models import AgendaPage, EventPage
from tests.factories.site import make_commune, make_term, publish


@pytest.fixture
def agenda(site):
    make_commune()
    make_commune("Condom", "32107", postcodes="32100", latitude=43.958, longitude=0.372)
    make_term("Atelier", "workshop", vocabulary="event_type", locale=site.french)
    page = site.home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=site.french))
    publish(page)
    return AgendaPage.objects.get(pk=page.pk)


@pytest.fixture
def write(tmp_path):
    """Write a calendar of events, each a list of lines; or a file as it is."""

    def write_file(*events, head=("X-WR-CALNAME:CCI du Gers",), name="partner.ics", raw=None):
        if raw is None:
            lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head]
            for event in events:
                lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
            raw = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
        path = tmp_path / name
        path.write_bytes(raw)
        return path

    return write_file


@pytest.fixture
def run(agenda):
    """Import a file and give the report."""

    def run_import(path, *options):
        out = StringIO()
        call_command("import_events", path, *options, stdout=out)
        return out.getvalue()

    return run_import


@pytest.fixture
def fails(agenda):
    """Import a file that must fail; give message and report, having seen that nothing was written."""

    def run_import(path, *options):
        before, out = EventPage.objects.count(), StringIO()
        with pytest.raises(CommandError) as error:
            call_command("import_events", path, "--apply", *options, stdout=out)
        assert error.value.returncode == 1
        assert EventPage.objects.count() == before
        return f"{error.value}\n{out.getvalue()}"

    return run_import
