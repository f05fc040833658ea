"""A database of its own for the benchmark: never the portal's."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections


def use_scratch_database(size: int, folder: Path) -> bool:
    """
    Point the default connection at an own database for a size: a file in ``folder`` on SQLite, a database named after
    the configured one on PostgreSQL. Migrates it; returns whether it was there already.
    """
    settings = connections["default"].settings_dict
    base = settings.setdefault("BENCH_BASE", settings["NAME"])
    connection.close()
    if connection.vendor == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"bench-{size}.sqlite3"
        existed = path.exists()
        settings["NAME"] = str(path)
    else:
        name = f"{base}_bench_{size}"
        settings["NAME"] = base
        existed = create_database(name)
        settings["NAME"] = name
    connection.close()
    call_command("migrate", verbosity=0)
    return existed


def create_database(name: str) -> bool:
    """Create a PostgreSQL database; returns whether it was there already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return True
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    return False


def drop_scratch_database() -> None:
    """Delete the database that ``use_scratch_database`` made."""
    settings = connections["default"].settings_dict
    name, base = settings["NAME"], settings["BENCH_BASE"]
    connection.close()
    settings["NAME"] = base
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)}")


def analyze() -> None:
    """Let the planner know the tables, as a database does by itself in time; outside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
