"""Writing the entry index: rows from sources, upkeep when something changes, and the rebuild."""
