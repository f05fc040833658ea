"""Who looks at what solos write before the public sees it."""

from django.contrib.auth.models import Group

from directory_blocks.models import DirectoryPage
from solo_pages.moderation.workflow import set_up_review

REVIEWERS = "Moderators"


def set_up_profile_review() -> list[str]:
    """
    Have the moderators review the profiles of every section that lists solos, in every language; repeatable, and what
    editors have since arranged otherwise stays. Nothing where there is no such section yet: until then Wagtail's own
    workflow has the moderators look at every page. Returns what was new, one a line.
    """
    sections = [page for page in DirectoryPage.objects.order_by("path") if "solo" in page.listed_sources]
    if not sections:
        return []
    return set_up_review(Group.objects.filter(name=REVIEWERS), sections)
