"""Each thing of the demo is made once, whatever becomes of it afterwards."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from django.db import models, transaction

from ..models import LoadedItem

T = TypeVar("T", bound=models.Model)


class Ledger:
    """What has been loaded before, and what this run has made."""

    def __init__(self) -> None:
        self._ids = dict(LoadedItem.objects.values_list("key", "object_id"))
        self.made: Counter[str] = Counter()

    def once(self, key: str, model: type[T], make: Callable[[], T]) -> T | None:
        """
        Give what ``key`` became; make it, in a transaction of its own, where it was never made. None where somebody
        has deleted it since: it stays deleted.
        """
        if key in self._ids:
            return model._default_manager.filter(pk=self._ids[key]).first()
        with transaction.atomic():
            made = make()
            LoadedItem.objects.create(key=key, object_id=str(made.pk))
        self._ids[key] = str(made.pk)
        self.made[key.split(":", maxsplit=1)[0]] += 1
        return made

    def record(self, key: str) -> None:
        """Note that something without a row of its own was loaded."""
        LoadedItem.objects.create(key=key)
        self._ids[key] = ""

    def id_of(self, key: str) -> int | None:
        """Give the id of what ``key`` became; None where it was never made."""
        return int(self._ids[key]) if self._ids.get(key) else None

    def knows(self, key: str) -> bool:
        """Tell whether ``key`` was made before, or in this run."""
        return key in self._ids
