"""Several who write to the index at once come one after the other: none of them waits for one who waits for them."""

from threading import Event

import pytest
from django.db import connection, transaction

from directory_blocks.index.upkeep import refresh
from directory_blocks.models import Entry
from directory_blocks.sources.registry import registered_sources
from tests.threads import in_threads, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite a transaction that writes is alone.")
def test_who_writes_several_rows_is_not_held_up_by_one_of_them(site):
    first, second = site.solo(), site.solo(title="Dominique Dupuy", slug="dominique-dupuy")
    source = registered_sources()["profile"]
    for page in (first, second):
        page.__class__.objects.filter(pk=page.pk).update(title="Autre nom")
    begun = Event()

    def write_both():
        with transaction.atomic():
            refresh({source: [first.translation_key]})
            begun.set()
            until_somebody_waits()
            refresh({source: [second.translation_key]})

    def write_one():
        begun.wait(30)
        refresh({source: [second.translation_key]})

    in_threads([write_both, write_one])
    assert set(Entry.objects.filter(source="profile").values_list("title", flat=True)) == {"Autre nom"}
