"""What plugins say on Wagtail's question whether pages are to be unpublished, which Wagtail has no hook for."""

from collections.abc import Iterable

from wagtail import VERSION as WAGTAIL_VERSION
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.models import Page

if WAGTAIL_VERSION >= (8, 0):
    from wagtail.admin.views.pages.unpublish import UnpublishView
else:
    from wagtail.admin.views.pages.unpublish import Unpublish as UnpublishView

# Functions of the pages that are to be unpublished, which give sentences.
HOOK = "warn_before_unpublishing"
QUESTIONS = {
    UnpublishView: "directory_blocks/admin/confirm_unpublish.html",
    UnpublishBulkAction: "directory_blocks/admin/confirm_bulk_unpublish.html",
}


def give_warnings_room() -> None:
    """Have Wagtail's questions show the warnings; those that somebody replaced already extend ours or go without."""
    for view, template in QUESTIONS.items():
        if view.template_name.startswith("wagtailadmin/"):
            view.template_name = template


def warnings_before(pages: Iterable[Page]) -> list[str]:
    """Give what is to be known before pages are unpublished."""
    pages = list(pages)
    return [text for warn in hooks.get_hooks(HOOK) for text in warn(pages)]
