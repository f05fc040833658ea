"""The dates of the agenda as an Atom feed (RFC 4287), one entry a date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from directory_blocks.enums import Sort
from directory_blocks.models import Entry
from directory_blocks.plain_text import plain_line
from directory_blocks.query import EntryQuery

from ..models.event import EventPage
from ..models.occurrence import Occurrence

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MOST = 100
SOURCE = "event"
# Since when identifiers are made in this way: a tag URI carries a day on which its host was ours (RFC 4151, 2.1).
TAGGED_SINCE = "2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself; ``url`` is its page, ``source`` its own address, both absolute."""

    title: str
    subtitle: str
    language: str
    url: str
    source: str
    host: str
    changed_at: datetime | None


class StableFeed(Atom1Feed):
    """A feed without entries has changed when its page did, not now."""

    def latest_post_date(self) -> datetime:
        """Give when anything of it changed last."""
        found = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max([*found, self.feed["changed_at"]])


def write(feed: Feed, query: EntryQuery, absolute: Callable[[str], str]) -> bytes:
    """Write the dates that a query finds; at most MOST. Five queries."""
    entries = list(query.with_(sort=Sort.DATE).entries().filter(source=SOURCE)[:MOST])
    occurrences = {one.key: one for one in Occurrence.objects.filter(key__in=[e.translation_key for e in entries])}
    pages = EventPage.objects.live().filter(pk__in={int(entry.object_id) for entry in entries}).order_by()
    zones = dict(pages.values_list("pk", "time_zone"))
    atom = StableFeed(
        title=plain_line(feed.title),
        link=feed.url,
        description="",
        subtitle=plain_line(feed.subtitle) or None,
        language=feed.language,
        author_name=plain_line(feed.title),
        feed_url=feed.source,
        feed_guid=f"tag:{feed.host},{TAGGED_SINCE}:{feed.source.partition('://')[2].partition('/')[2]}",
        changed_at=feed.changed_at or datetime(2026, 1, 1, tzinfo=UTC),
    )
    for entry in entries:
        occurrence, zone = occurrences.get(entry.translation_key), zones.get(int(entry.object_id))
        if occurrence and zone:
            _add(atom, feed, entry, occurrence, zone=ZoneInfo(zone), absolute=absolute)
    return atom.writeString("utf-8").encode()


def _add(
    atom: StableFeed,
    feed: Feed,
    entry: Entry,
    occurrence: Occurrence,
    *,
    zone: ZoneInfo,
    absolute: Callable[[str], str],
) -> None:
    with translation.override(feed.language):
        when = occurrence.when_words(zone)
        title = _("Cancelled: %(title)s") % {"title": entry.title} if occurrence.is_cancelled else entry.title
    summary = " · ".join(filter(None, [when, entry.commune.name if entry.commune else "", entry.summary]))
    updated = max(entry.updated_at, occurrence.updated_at)
    atom.add_item(
        title=plain_line(title),
        link=absolute(entry.url_path),
        description=conditional_escape(plain_line(summary)),
        unique_id=f"tag:{feed.host},{TAGGED_SINCE}:meeting/{occurrence.key}/{feed.language}",
        updateddate=updated,
        categories=sorted({term.name for term in entry.terms.all() if term.vocabulary == "event_type"}),
    )
