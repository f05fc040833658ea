"""The full text of entries: a table of the kind that the database searches, and the stamp that caches hang on."""

import django.db.models.deletion
from django.db import migrations, models

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE directory_blocks_entrytext USING fts5(title, summary, body, tokenize = 'ascii')",
    ],
    "postgresql": [
        "CREATE TABLE directory_blocks_entrytext (rowid bigint PRIMARY KEY, document tsvector NOT NULL)",
        "CREATE INDEX directory_entrytext_document ON directory_blocks_entrytext USING gin (document)",
    ],
}


def create_table(apps, schema_editor):
    for statement in CREATE.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    if schema_editor.connection.vendor in CREATE:
        schema_editor.execute("DROP TABLE directory_blocks_entrytext")


class Migration(migrations.Migration):
    dependencies = [("directory_blocks", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="rowid",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="directory_blocks.entry",
                    ),
                ),
            ],
            options={"db_table": "directory_blocks_entrytext", "managed": False},
        ),
        migrations.RunPython(create_table, drop_table),
        migrations.CreateModel(
            name="IndexStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField()),
            ],
        ),
    ]
