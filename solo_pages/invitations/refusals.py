"""Why a profile does not change hands."""

from ..models import SoloProfilePage


class RefusedError(Exception):
    """A profile cannot be handed over; nothing has changed."""


class HasKeeperError(RefusedError):
    """Another solo keeps the profile."""


class KeepsAnotherError(RefusedError):
    """The person keeps a profile already, and one is enough."""

    def __init__(self, page: SoloProfilePage) -> None:
        super().__init__()
        self.page = page


class NotOpenError(RefusedError):
    """The invitation was used, revoked, has expired, or was never sent; or somebody has decided on the claim."""


class TooOftenError(RefusedError):
    """The person has asked too often lately."""
