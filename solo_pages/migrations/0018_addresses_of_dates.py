from collections import defaultdict
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_addresses(apps, schema_editor):
    """Write down the addresses that dates had: the local day, with the time for all but the first planned of a day."""
    dates = apps.get_model("solo_pages", "Occurrence").objects.order_by("recurrence_id")
    by_series = defaultdict(list)
    for one in dates.only("series_id", "recurrence_id"):
        by_series[one.series_id].append(one)
    pages = apps.get_model("solo_pages", "EventPage").objects.prefetch_related("exceptions")
    # Of the languages of a meeting the oldest page that is live.
    page_of = {page.translation_key: page for page in pages.order_by("live", "-pk")}
    for key, found in by_series.items():
        zone, planned = _planned(page_of.get(key))
        used = set()
        for one in sorted(found, key=lambda one: (not planned(_wall(one, zone)), one.recurrence_id)):
            wall = _wall(one, zone)
            day, exactly = f"{wall:%Y-%m-%d}", f"{wall:%Y-%m-%d-%H%M}"
            names = [day, exactly, *(f"{exactly}-{number}" for number in range(2, len(found) + 2))]
            one.segment = next(name for name in names if name not in used)
            one.announced_at = one.recurrence_id
            used.add(one.segment)
        # Once a row: PostgreSQL does not alter a table with rows that were written twice in the transaction.
        dates.model.objects.bulk_update(found, ["segment", "announced_at"], batch_size=200)


def _planned(page):
    """The zone of a meeting, and what tells the starts (wall times) that its page has now."""
    if page is None:
        return ZoneInfo(settings.TIME_ZONE), lambda wall: True
    usual = page.starts_time or time.min
    added = {
        datetime.combine(one.occurrence_on, one.occurrence_time or usual)
        for one in page.exceptions.all()
        if one.kind == "added"
    }
    return ZoneInfo(page.time_zone), lambda wall: wall.time() == usual or wall in added


def _wall(occurrence, zone):
    return occurrence.recurrence_id.astimezone(zone).replace(tzinfo=None)


class Migration(migrations.Migration):
    dependencies = [
        ("solo_pages", "0017_registration_told_free"),
    ]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="segment",
            field=models.CharField(default="", editable=False, max_length=24),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="occurrence",
            name="announced_at",
            field=models.DateTimeField(default=timezone.now, editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("series", "segment"), name="solo_occurrence_address_once"),
        ),
    ]
