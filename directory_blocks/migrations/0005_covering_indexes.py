"""What is counted is read in an index alone; the new ones serve what three others did."""

import django.db.models.deletion
from django.db import migrations, models


def foreign_key(to):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="entry_terms", to=to
    )


class Migration(migrations.Migration):
    dependencies = [("directory_blocks", "0004_entry_term_chars")]

    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["locale", "latitude", "longitude", "source", "id", "x", "y", "z", "term_chars"],
                name="directory_entry_facts",
            ),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["locale", "opening_hours", "commune", "source", "id", "term_chars"],
                name="directory_entry_hours",
                condition=models.Q(("opening_hours", ""), _negated=True),
            ),
        ),
        migrations.RemoveIndex("entry", "directory_entry_map"),
        migrations.RemoveIndex("entry", "directory_entry_list"),
        migrations.AddIndex(
            "entry", models.Index(fields=["locale", "sort_key", "source", "id"], name="directory_entry_list")
        ),
        migrations.AddIndex(
            "entryterm", models.Index(fields=["term", "locale", "entry"], name="directory_entryterm_having")
        ),
        migrations.RemoveIndex("entryterm", "directory_entryterm_term"),
        migrations.AlterField("entryterm", "entry", foreign_key("directory_blocks.entry")),
        migrations.AlterField("entryterm", "term", foreign_key("directory_blocks.term")),
    ]
