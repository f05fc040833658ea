"""Whether the tallies are what the index holds, and making them so."""

from collections import Counter

from django.db import transaction
from django.db.models import Count

from .. import freshness
from ..models import Entry, EntryTerm, FacetTally

TallyKey = tuple[int, str, int]


def recount(*, dry_run: bool = False) -> int:
    """Count everything anew and correct the tallies, which triggers keep true. Returns how many were wrong."""
    with transaction.atomic():
        # Held before counting: whoever is classifying something waits, or is done and counted.
        freshness.hold()
        kept = Counter(
            {
                (tally.locale_id, tally.source, tally.term): tally.amount
                for tally in FacetTally.objects.order_by("pk").select_for_update()
            }
        )
        counted = count_rows()
        wrong = [key for key in {*kept, *counted} if kept[key] != counted[key]]
        if wrong and not dry_run:
            FacetTally.objects.all().delete()
            FacetTally.objects.bulk_create(
                FacetTally(locale_id=locale_id, source=source, term=term, amount=amount)
                for (locale_id, source, term), amount in counted.items()
            )
            freshness.touch()
    return len(wrong)


def count_rows() -> Counter[TallyKey]:
    """What the tallies should be, from the rows themselves. Two queries."""
    entries = Entry.objects.order_by().values("locale_id", "source").annotate(amount=Count("*"))
    terms = EntryTerm.objects.order_by().values("locale_id", "source", "term_id").annotate(amount=Count("*"))
    counted = Counter({(row["locale_id"], row["source"], FacetTally.ALL): row["amount"] for row in entries})
    counted.update({(row["locale_id"], row["source"], row["term_id"]): row["amount"] for row in terms})
    return counted
