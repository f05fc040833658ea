"""Settings of the plugin: one dict, ``SOLO_PAGES``, over these defaults."""

from typing import Any

from django.core.signals import setting_changed

from directory_blocks.conf import PluginSettings

DEFAULTS: dict[str, Any] = {
    # A visitor may send so many messages an hour, and a solo receive so many.
    "CONTACT_PER_SENDER_HOUR": 5,
    "CONTACT_PER_RECIPIENT_HOUR": 20,
    # And one visitor may write so often to one solo.
    "CONTACT_PER_PAIR_HOUR": 3,
    # Months after which what a page says needs confirming, by page type; after as many again it leaves the lists. 0:
    # never.
    "VERIFY_AFTER_MONTHS": {"soloprofilepage": 12, "servicepointpage": 12},
    # Days between two letters that ask about the same page.
    "FRESHNESS_REMIND_DAYS": 30,
    # Days before a page leaves the lists that its owner is told of it.
    "FRESHNESS_NOTICE_DAYS": 30,
    # Days for which the link of such a letter confirms.
    "FRESHNESS_LINK_DAYS": 60,
    # Pages that one run of ask_freshness writes about at most.
    "FRESHNESS_LETTERS_PER_RUN": 200,
    # Addresses that are told of pages nobody else can confirm; empty: all who may publish them.
    "FRESHNESS_EDITORS": [],
    # Copies of contact messages that one address may be sent an hour; 0: no copies at all.
    "CONTACT_COPIES_HOUR": 3,
    # Days after which an account that its owner closed is erased; until then a link in a mail brings it back.
    "ERASE_AFTER_DAYS": 30,
    # Dotted path of a decorator for the views that give or erase personal data: it makes sure who is there.
    "IDENTITY_CHECK": "solo_pages.personal_data.identity.recent_login_required",
    # Hours for which an e-mail that cannot be delivered is tried again and kept; a delivered one is not kept at all.
    "LETTERS_KEPT_HOURS": 72,
    # Address that mail servers return letters to (the envelope's sender), for note_bounces; empty: who they are from.
    "BOUNCES_TO": "",
    # Days for which the link of an invitation to keep a profile can be used.
    "INVITATION_DAYS": 30,
    # Times an hour that one person may ask to take over a profile.
    "CLAIMS_PER_HOUR": 3,
    # A form sent back sooner than this (seconds) was filled in by no human, later than this it has gone stale.
    "FORM_SECONDS": (2, 6 * 3600),
    # Times an hour that one visitor may ask for e-mail addresses.
    "REVEALS_PER_HOUR": 30,
    # Country whose phone numbers may be typed without a prefix, where the page's commune does not say (ISO 3166-1).
    "PHONE_REGION": "FR",
    # Page types under which profiles and service points may be created.
    "PARENT_PAGE_TYPES": ["directory_blocks.DirectoryPage"],
    # Page types under which meetings may be created.
    "EVENT_PARENT_PAGE_TYPES": ["solo_pages.AgendaPage"],
    # Days ahead for which the dates of a recurring meeting are written, and how many of one meeting at most.
    "OCCURRENCES_DAYS": 400,
    "OCCURRENCES_MOST": 400,
    # Registrations an hour from one visitor, and letters an hour to one address that it is registered already.
    "REGISTRATIONS_PER_HOUR": 20,
    "REGISTRATION_LETTERS_HOUR": 3,
    # Messages an hour to all who are registered for one date.
    "ORGANISER_MESSAGES_HOUR": 5,
    # Days after its date for which it is known who registered for a meeting.
    "REGISTRATIONS_KEPT_DAYS": 90,
    # Remove EXIF, XMP and comments from every image when it is saved: photographs tell where they were taken.
    "STRIP_IMAGE_METADATA": True,
    # Days for which a picture that a solo uploaded is kept once no page, draft or review shows it.
    "PICTURES_KEPT_DAYS": 30,
    # Days for which numbers of views are kept.
    "VISITS_KEPT_DAYS": 400,
    # Days for which invitations and claims are kept once they are settled.
    "REQUESTS_KEPT_DAYS": 365,
    # Views an hour that one visitor may add, over all profiles.
    "VISITS_PER_HOUR": 60,
    # How many neighbours a profile or a service point shows.
    "NEARBY": 4,
    # And how far away they may be, in kilometres.
    "NEARBY_KM": 40,
}

solo_settings = PluginSettings("SOLO_PAGES", DEFAULTS)
setting_changed.connect(solo_settings.reload)
