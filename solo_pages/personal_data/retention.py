"""Forgetting what is past its time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from .registry import retention_rules

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule: how much was due, forgotten, and not forgotten because of an error."""

    label: str
    due: int
    forgotten: int = 0
    failed: int = 0


def apply_retention(tell: Callable[[Outcome], None], *, dry_run: bool = False) -> list[Outcome]:
    """Apply every rule, or only count; one thing that fails is logged and leaves the others alone."""
    outcomes = []
    for rule in retention_rules():
        if rule.prepare and not dry_run:
            rule.prepare()
        due = list(rule.due())
        forgotten = failed = 0
        for row in [] if dry_run else due:
            key = row.pk
            try:
                with transaction.atomic():
                    rule.forget(row)
                forgotten += 1
            except Exception:
                logger.exception("Not forgotten (%s): row %s.", rule.label, key)
                failed += 1
        outcomes.append(Outcome(rule.label, len(due), forgotten, failed))
        tell(outcomes[-1])
    return outcomes
