"""
How often profiles are looked at: a number per profile and day, and nothing about who looked.

No cookie, no address and no third party: a visitor counts once a day, told apart by a digest with the salt of that day,
which stands in the cache only and is forgotten with it.
"""

from .counting import past_views, views_of

__all__ = ["past_views", "views_of"]
