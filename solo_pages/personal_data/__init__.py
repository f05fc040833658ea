"""
What is known of a person, in their own hands: consent, a copy of everything, closing the account, erasing.

Each part of the site says what it knows in a ``Part`` (see ``registry``); ``manage.py apply_retention`` erases what is
past its time.
"""

from .consent import record_consent, withdraw_consent

__all__ = ["record_consent", "withdraw_consent"]
