"""The date of a PDF."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page


def last_published(pages: Iterable[Page]) -> datetime:
    """
    When any of the pages was last published: the date of their PDF, so that the same content gives the same bytes.
    The year 2000 where none ever was.
    """
    times = [page.last_published_at or page.latest_revision_created_at for page in pages]
    never = datetime(2000, 1, 1, tzinfo=timezone.get_current_timezone())
    return max((moment for moment in times if moment), default=never)
