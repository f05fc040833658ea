"""Which pages of the portal go through a review and a look at their translations, and who does that."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from wagtail.models import Page, WorkflowPage

from guide.models import BrochurePage, GuidePage
from guide.publication.workflow import publication_workflow, set_up_publication
from portal.home.models import StandardPage

# Who reviews is who may publish: the workflow publishes in their name.
REVIEWERS = ("Moderators",)
CHECKERS = ("Translators", "Editors", "Moderators")
PAGE_TYPES = (GuidePage, BrochurePage, StandardPage)


def set_up_page_publication() -> list[str]:
    """
    Have guides, brochures and standard pages of every language published through the workflow *Publication*;
    repeatable, and what editors have since arranged otherwise stays. Nothing where there is no such page yet. Returns
    what was new, one a line.
    """
    sections = list(_sections())
    if not sections:
        return []
    reviewers, checkers = (Group.objects.filter(name__in=names) for names in (REVIEWERS, CHECKERS))
    return set_up_publication(reviewers, checkers, sections)


def _sections() -> Iterator[Page]:
    """The topmost pages of these types: those below them go the same way."""
    last = None
    for page in Page.objects.type(PAGE_TYPES).select_related("locale").order_by("path"):
        if last is None or not page.is_descendant_of(last):
            last = page
            yield page


def join_publication(sender: type[Page], instance: Page, created: bool, raw: bool, **kwargs: Any) -> None:
    """A new page goes the same way, unless editors chose another for the section that it stands in."""
    workflow = publication_workflow() if created and not raw else None
    if workflow is None:
        return
    above = instance.get_ancestors(inclusive=True).filter(depth__gt=1, workflowpage__workflow__active=True)
    if not above.exists():
        WorkflowPage.objects.create(page=instance.page_ptr, workflow=workflow)


def connect() -> None:
    """Connect the receivers."""
    for model in PAGE_TYPES:
        post_save.connect(join_publication, sender=model, dispatch_uid=f"accounts.publication.{model.__name__}")
