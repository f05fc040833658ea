"""Adding to the numbers, reading and forgetting them."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connections, router
from django.db.models import QuerySet, Sum
from django.utils import timezone
from wagtail.models import Page

from ..conf import solo_settings
from ..models import DailyViews


def add_view(translation_key: UUID, day: date) -> None:
    """One view more. A single statement, so that none is lost where several processes count at once."""
    connection = connections[router.db_for_write(DailyViews)]
    meta, quote = DailyViews._meta, connection.ops.quote_name
    table, key, on, count = (quote(name) for name in (meta.db_table, "translation_key", "day", "count"))
    sql = (
        f"INSERT INTO {table} ({key}, {on}, {count}) VALUES (%s, %s, 1) "  # noqa: S608 - names of ours, quoted
        f"ON CONFLICT ({key}, {on}) DO UPDATE SET {count} = {table}.{count} + 1"
    )
    values = [
        meta.get_field("translation_key").get_db_prep_value(translation_key, connection),
        meta.get_field("day").get_db_prep_value(day, connection),
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def views_of(page: Page, days: int = 30) -> int:
    """How many visitors looked at a profile, in any language, in the last ``days`` days, today included."""
    since = timezone.localdate() - timedelta(days=days)
    rows = DailyViews.objects.filter(translation_key=page.translation_key, day__gt=since)
    return rows.aggregate(total=Sum("count"))["total"] or 0


def past_views() -> QuerySet[DailyViews]:
    """The numbers of days that are past their time (VISITS_KEPT_DAYS)."""
    return DailyViews.objects.filter(day__lt=timezone.localdate() - timedelta(days=solo_settings.VISITS_KEPT_DAYS))


def forget_visits(page: Page) -> None:
    """Forget the numbers of a page that is deleted, unless a translation of it is still there."""
    if not Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).exists():
        DailyViews.objects.filter(translation_key=page.translation_key).delete()
