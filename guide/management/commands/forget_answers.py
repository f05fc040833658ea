"""``manage.py forget_answers``: erase what readers answered long ago; for cron, once a day."""

from typing import Any

from django.core.management import BaseCommand

from guide.usefulness.reading import past_answers


class Command(BaseCommand):
    """Apply ``ANSWERS_KEPT_DAYS``, where no other command of the host does."""

    help = "Erases answers to “was this page useful?” past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        number, _by_model = past_answers().delete()
        self.stdout.write(f"{number} answers erased.")
