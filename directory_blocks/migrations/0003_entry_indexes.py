"""Facets are counted, lists ordered and maps clustered in one index each."""

import django.db.models.deletion
from django.db import migrations, models


def copy_from_entries(apps, schema_editor):
    entry = apps.get_model("directory_blocks", "Entry").objects.filter(pk=models.OuterRef("entry_id"))
    apps.get_model("directory_blocks", "EntryTerm").objects.update(
        locale_id=models.Subquery(entry.values("locale_id")), source=models.Subquery(entry.values("source"))
    )


def foreign_key(**options):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="wagtailcore.locale",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("directory_blocks", "0002_entry_text")]

    operations = [
        migrations.AddField("entryterm", "locale", foreign_key(null=True)),
        migrations.AddField("entryterm", "source", models.CharField(max_length=50, default=""), preserve_default=False),
        migrations.RunPython(copy_from_entries, migrations.RunPython.noop),
        migrations.AlterField("entryterm", "locale", foreign_key()),
        migrations.AddIndex(
            "entryterm", models.Index(fields=["locale", "source", "term"], name="directory_entryterm_facet")
        ),
        migrations.RemoveIndex("entry", name="directory_entry_place"),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["locale", "latitude", "longitude", "source", "id"], name="directory_entry_map"),
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["locale", "sort_key", "source"], name="directory_entry_list")
        ),
    ]
