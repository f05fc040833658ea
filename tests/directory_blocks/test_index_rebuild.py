"""``manage.py rebuild_entries``: builds anew, says what differed, and is quiet when nothing did."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory_blocks.models import Entry
from directory_blocks.models.entry import EntryText
from tests.factories.site import make_commune, make_term


def rebuild(*args, **kwargs):
    out = StringIO()
    call_command("rebuild_entries", *args, stdout=out, **kwargs)
    return out.getvalue()


def test_a_true_index_is_left_alone(site):
    site.solo()
    assert "The index was true." in rebuild("--source", "profile")


def test_differences_are_reported_then_corrected(site):
    site.solo("Lost")
    site.solo("Changed")
    Entry.objects.filter(title="Lost").delete()
    Entry.objects.filter(title="Changed").update(summary="?")
    stray = Entry.objects.filter(title="Changed").first()
    stray.pk, stray.translation_key, stray.title = None, "00000000-0000-4000-8000-000000000000", "Stray"
    stray.save()
    dry = rebuild("--source", "profile", "--dry-run")
    assert "profile: 2 added, 2 changed, 1 removed" in dry
    assert "Stray" in dry
    assert "Nothing was written." in dry
    assert rebuild("--source", "profile").startswith("profile: 2 added, 2 changed, 1 removed")
    assert "The index was true." in rebuild("--source", "profile")


def test_missing_text_is_written(site):
    site.solo()
    EntryText.objects.all().delete()
    assert "2 texts written" in rebuild("--source", "profile")
    assert "2 texts written" in rebuild("--source", "profile", "--text")


def test_rows_of_a_source_that_is_gone_are_removed(site):
    site.solo()
    Entry.objects.filter(source="profile").update(source="former")
    assert "(no longer registered): 0 added, 0 changed, 2 removed" in rebuild()


def test_an_unknown_source_is_named(db):
    with pytest.raises(CommandError, match="nothing-such"):
        rebuild("--source", "nothing-such")


def test_the_number_of_queries_does_not_grow_with_the_pages(site, django_assert_max_num_queries):
    from directory_blocks.index.rebuild import rebuild_source
    from tests.factories.site import ProfileSource

    term, commune = make_term("Traduction", "translation", locale=site.french), make_commune()
    counts = []
    for turn in range(2):
        for number in range(4):
            site.solo(f"Solo {turn} {number}", sectors=[term], commune=commune)
        Entry.objects.filter(source="profile").delete()
        with django_assert_max_num_queries(40) as captured:
            rebuild_source(ProfileSource())
        counts.append(len(captured))
    assert counts[0] == counts[1]
