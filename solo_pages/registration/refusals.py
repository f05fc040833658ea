"""Why a registration is not what somebody wants it to be. Raised before anything is written."""


class RefusedError(Exception):
    """It cannot be done; which of them says why."""


class NotYetError(RefusedError):
    """Registration has not begun."""


class ClosedError(RefusedError):
    """Registration is over, or was never on this site."""


class CancelledDateError(ClosedError):
    """The date does not take place."""


class PastDateError(ClosedError):
    """The date is over."""


class GoneDateError(ClosedError):
    """The date is none any more: nobody had registered when the meeting was changed."""


class FullError(RefusedError):
    """There are not so many places; ``free`` are left that nobody waits for."""

    def __init__(self, free: int = 0) -> None:
        super().__init__(free)
        self.free = free


class TooManyPlacesError(RefusedError):
    """Nobody may take so many places; ``most`` is how many."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NotPossibleError(RefusedError):
    """The registration is not in a state from which this leads anywhere: an offer that has passed, say."""
