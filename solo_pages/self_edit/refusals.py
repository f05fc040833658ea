"""Why something was not written, in words for the person; nothing was changed then."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):  # noqa: N818 - nothing went wrong
    """The change cannot be made as things stand; ``message`` says why."""

    message: Any = _("This cannot be done at the moment.")

    def __init__(self, message: Any = None) -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class Locked(Refused):
    """An editor holds the page."""

    message = _(
        "An editor is working on your profile and has locked it. Please try again later: your text is kept here."
    )


class Conflict(Refused):
    """Somebody else changed the same fields since; ``theirs`` is what stands in each of them now."""

    message = _("This was changed elsewhere in the meantime. Nothing has been saved yet: please look at both versions.")

    def __init__(self, theirs: dict[str, Any], revision_id: int) -> None:
        self.theirs = theirs
        self.revision_id = revision_id
        super().__init__()


class Incomplete(Refused):
    """What a profile needs before it can be looked at is not there; ``errors`` has the messages by field."""

    message = _("Something is missing before your profile can be sent.")

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__()
