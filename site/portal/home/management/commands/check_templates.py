"""``check_templates``: every template compiles and keeps to the Content-Security-Policy."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template

# What a browser under our policy would silently not run or not apply.
FORBIDDEN = {
    re.compile(
        r"<script(?![^>]*\b(?:src=|type=\"(?:application/(?:ld\+)?json|importmap)\"))[^>]*>"
    ): "an inline script",
    re.compile(r"\son[a-z]+=\""): "an inline event handler",
    re.compile(r"\sstyle=\""): "an inline style",
    re.compile(r"<style\b"): "an inline style sheet",
    re.compile(r"(?:src|href)=\"(?:https?:)?//[^\"]*\.(?:js|css|woff2?)\""): "a file of a third party",
}
# The admin and e-mails are outside the policy of public pages.
EXEMPT = ("admin", "email", "widgets")


class Command(BaseCommand):
    """Compiles every template and names each breach with its line."""

    help = "Checks that every template compiles and holds nothing that the Content-Security-Policy forbids."

    def handle(self, *args: Any, **options: Any) -> None:
        root = settings.ROOT_DIR / "templates"
        templates = sorted(path for path in root.rglob("*") if path.suffix in {".html", ".txt", ".xml"})
        problems = [problem for path in templates for problem in self._problems(path, path.relative_to(root))]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(templates)} templates compile and keep to the policy.")

    def _problems(self, path: Path, name: Path) -> list[str]:
        try:
            get_template(name.as_posix())
        except TemplateSyntaxError as error:
            return [f"{name}: {error}"]
        if any(part in EXEMPT for part in name.parts):
            return []
        return [
            f"{name}:{number}: {what}"
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            for pattern, what in FORBIDDEN.items()
            if pattern.search(line)
        ]
