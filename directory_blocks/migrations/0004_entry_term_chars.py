"""The terms of an entry also stand in it as one text: counted and filtered by without a join."""

from itertools import groupby
from operator import itemgetter

from django.db import migrations, models

from directory_blocks.term_chars import term_chars


def copy_from_classifications(apps, schema_editor):
    entry, entry_term = (apps.get_model("directory_blocks", name) for name in ("Entry", "EntryTerm"))
    pairs = entry_term.objects.order_by("entry_id").values_list("entry_id", "term_id")
    texts = [
        (term_chars(term_id for _entry_id, term_id in group), entry_id)
        for entry_id, group in groupby(pairs.iterator(), itemgetter(0))
    ]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {entry._meta.db_table} SET term_chars = %s WHERE id = %s", texts)  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("directory_blocks", "0003_entry_indexes")]

    operations = [
        migrations.AddField("entry", "term_chars", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(copy_from_classifications, migrations.RunPython.noop),
    ]
