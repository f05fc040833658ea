"""
E-mails: written in the reader's language, stored with the change they tell of, delivered after it is committed.

A mail server that is down loses nothing: what could not be sent is tried again (``manage.py deliver_letters``), for
``LETTERS_KEPT_HOURS`` at most. Nothing of a delivered letter is kept.
"""

from .writing import post_letter, store_letter

__all__ = ["post_letter", "store_letter"]
