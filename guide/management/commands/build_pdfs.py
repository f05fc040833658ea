"""``manage.py build_pdfs``: make the PDFs whose content changed; for cron, since lists in them follow the directory."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from guide.models import BrochurePage, GuidePage
from guide.pdf.building import build_pdf


class Command(BaseCommand):
    """Build every PDF that no longer says what its page says."""

    help = "Builds the PDFs of guides and brochures whose content changed; fails where one could not be made."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for page in [*GuidePage.objects.live(), *BrochurePage.objects.live()]:
            for layout in page.pdf_layouts.values():
                record = build_pdf(page, layout)
                failed += bool(record.error)
                state = f"failed: {record.error}" if record.error else f"{record.size // 1024} kB"
                self.stdout.write(f"{page} ({page.locale.language_code}), {layout}: {state}")
        if failed:
            raise CommandError(f"{failed} could not be built; the last good ones are still served.")
