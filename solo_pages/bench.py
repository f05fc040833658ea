"""What ``make bench`` measures of meetings: an agenda of up to 10,000 dates, of weekly meetings of 50 dates each."""

from datetime import time, timedelta

from django.utils import timezone
from wagtail.models import Page

from directory_blocks.bench import Bench, scenario
from directory_blocks.bench.scenarios import Step
from directory_blocks.models import Commune

from .enums import RegistrationMode
from .models import AgendaPage, EventPage

TITLE, MOST, DATES = "bench-agenda", 10_000, 50


def agenda_of(bench: Bench) -> AgendaPage:
    """The agenda with its meetings; made when the first scenario asks for it."""
    home = bench.page.get_parent()
    agenda = AgendaPage.objects.child_of(home).first()
    if agenda is None:
        agenda = home.add_child(instance=AgendaPage(title=TITLE, slug=TITLE, locale=bench.locale))
        communes = list(Commune.objects.order_by("code"))
        for number in range(max(1, min(bench.size, MOST) // DATES)):
            publish(agenda, number, communes[number % len(communes)])
    return agenda


def publish(agenda: Page, number: int, commune: Commune) -> None:
    """Publish a weekly meeting as an editor does."""
    meeting = EventPage(
        title=f"Atelier {number}",
        slug=f"atelier-{number}",
        locale=agenda.locale,
        commune=commune,
        starts_on=timezone.localdate() + timedelta(days=1 + number % 7),
        starts_time=time(8 + number % 12),
        ends_time=time(10 + number % 12),
        recurrence=f"FREQ=WEEKLY;COUNT={DATES}",
        registration=RegistrationMode.HERE,
        capacity=10,
    )
    agenda.add_child(instance=meeting)
    meeting.save_revision().publish()


def reading(bench: Bench, path: str = "", **query: str) -> Step:
    """Ask for something below the agenda."""
    url = f"{agenda_of(bench).get_url()}{path}"
    return lambda _number: bench.client.get(url, query)


@scenario("agenda: list")
def agenda_list(bench: Bench) -> Step:
    return reading(bench)


@scenario("agenda: list, text and free")
def agenda_text(bench: Bench) -> Step:
    return reading(bench, q="atelier", free="1")


@scenario("agenda: month")
def agenda_month(bench: Bench) -> Step:
    return reading(bench, f"{timezone.localdate() + timedelta(days=40):%Y-%m}/")


@scenario("agenda: entries.ics", rounds=5)
def agenda_calendar(bench: Bench) -> Step:
    return reading(bench, "entries.ics")


@scenario("meeting: page")
def meeting_page(bench: Bench) -> Step:
    url = agenda_of(bench).get_children().first().get_url()
    return lambda _number: bench.client.get(url)


@scenario(f"meeting: publish, {DATES} dates", rounds=5)
def publish_meeting(bench: Bench) -> Step:
    meeting = EventPage.objects.child_of(agenda_of(bench)).first()

    def move(number: int) -> None:
        meeting.ends_time = time(20, number)
        meeting.save_revision().publish()

    return move
