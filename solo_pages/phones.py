"""Phone numbers: stored as E.164 (https://www.itu.int/rec/T-REC-E.164), shown the way the reader would dial them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, shortnumberinfo

from .conf import solo_settings


def normalize_phone(value: str, region: str = "") -> str:
    """
    Reduce a number as people type it to E.164; a short number that exists in the region (``3960``) stays as it is.

    ``region`` is an ISO 3166-1 code, by default ``SOLO_PAGES["PHONE_REGION"]``. Raises ValidationError where the
    number cannot exist.

    >>> normalize_phone("05 62 61 12 34", "FR")
    '+33562611234'
    """
    value, region = value.strip(), region or solo_settings.PHONE_REGION
    if not value:
        return ""
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is not None and phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if number is not None and shortnumberinfo.is_valid_short_number_for_region(number, region):
        return phonenumbers.national_significant_number(number)
    raise ValidationError(_("This is no phone number: write it as 05 62 61 12 34 or +33 5 62 61 12 34."))


def display_phone(stored: str, region: str = "") -> str:
    """Write a stored number for a reader: nationally inside its region, internationally outside; never raises."""
    region = region or solo_settings.PHONE_REGION
    try:
        number = phonenumbers.parse(stored, region)
    except phonenumbers.NumberParseException:
        return stored
    if not phonenumbers.is_valid_number(number):
        return stored
    national = phonenumbers.region_code_for_number(number) == region
    style = PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(" ", "\u00a0")
