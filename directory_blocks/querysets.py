"""Chainable questions to the entry index, named by what they give."""

from django.db import models


class EntryQuerySet(models.QuerySet):
    """Entries, narrowed by the states of the domain."""

    def located(self) -> "EntryQuerySet":
        """Those with a point on the map."""
        return self.filter(latitude__isnull=False)
