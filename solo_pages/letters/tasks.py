"""Delivery, by whichever backend ``TASKS`` names."""

from django_tasks import task

from .delivery import deliver


@task()
def deliver_letter(pk: int) -> None:
    """Try to deliver a letter."""
    deliver(pk)
