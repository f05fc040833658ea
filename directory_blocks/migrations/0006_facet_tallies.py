"""How many entries each term has, counted by triggers as they come and go: no list counts everything any more."""

import django.db.models.deletion
from django.db import migrations, models

TALLY = "directory_blocks_facettally"
# The tables that are counted, and the term under which a row of theirs counts.
COUNTED = {"directory_blocks_entry": "0", "directory_blocks_entryterm": "term_id"}
# SQLite: row by row. What was never counted (tables emptied in any order) is not counted down.
SQLITE = [
    "CREATE TRIGGER {table}_tally_added AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {tally} (locale_id, source, term, amount) VALUES (NEW.locale_id, NEW.source, {new}, 1) "
    "ON CONFLICT (locale_id, source, term) DO UPDATE SET amount = amount + 1; END",
    "CREATE TRIGGER {table}_tally_removed AFTER DELETE ON {table} BEGIN "
    "UPDATE {tally} SET amount = amount - 1 "
    "WHERE locale_id = OLD.locale_id AND source = OLD.source AND term = {old}; END",
]
# PostgreSQL: once for each statement, in one order, so that two statements never wait for each other.
POSTGRESQL = [
    "CREATE FUNCTION {table}_tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "INSERT INTO {tally} AS kept (locale_id, source, term, amount) "
    "SELECT locale_id, source, {term}, CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END * COUNT(*) FROM changed "
    "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 "
    "ON CONFLICT (locale_id, source, term) DO UPDATE SET amount = kept.amount + EXCLUDED.amount; "
    "RETURN NULL; END $$",
    "CREATE TRIGGER {table}_tally_added AFTER INSERT ON {table} "
    "REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {table}_tally()",
    "CREATE TRIGGER {table}_tally_removed AFTER DELETE ON {table} "
    "REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {table}_tally()",
]


def statements(vendor):
    for table, term in COUNTED.items():
        old, new = (term if term == "0" else f"{row}.{term}" for row in ("OLD", "NEW"))
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(vendor, []):
            yield statement.format(tally=TALLY, table=table, term=term, old=old, new=new)


def start_counting(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)
    for table, term in COUNTED.items():
        schema_editor.execute(
            f"INSERT INTO {TALLY} (locale_id, source, term, amount) "  # noqa: S608
            f"SELECT locale_id, source, {term}, COUNT(*) FROM {table} GROUP BY 1, 2, 3"
        )
        # The planner does not know the new indexes yet.
        schema_editor.execute(f"ANALYZE {table}")


def stop_counting(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in COUNTED:
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_tally() CASCADE")
        elif vendor == "sqlite":
            for change in ("added", "removed"):
                schema_editor.execute(f"DROP TRIGGER {table}_tally_{change}")


class Migration(migrations.Migration):
    dependencies = [("directory_blocks", "0005_covering_indexes")]

    operations = [
        migrations.CreateModel(
            name="FacetTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=50)),
                ("term", models.BigIntegerField()),
                ("amount", models.BigIntegerField()),
                (
                    "locale",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("locale", "source", "term"), name="directory_facettally_key")
                ]
            },
        ),
        # After it only: PostgreSQL makes the constraint at the end of a table's creation.
        migrations.RunPython(start_counting, stop_counting),
        migrations.RemoveIndex("entryterm", "directory_entryterm_facet"),
    ]
