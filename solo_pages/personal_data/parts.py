"""What the plugin itself knows of people. Another part of the plugin is another line here."""

from ..letters.delivery import give_up
from ..models import Letter
from ..registration.states import forget
from ..visits import past_views
from . import accounts, calendars, log_entries, profiles, registrations, requests
from .erasing import CLOSED_ACCOUNTS
from .pictures import UNUSED_PICTURES
from .registry import Part, RetentionRule, register_part


def register_parts() -> None:
    """Register the parts of the plugin. They are erased in this order: profiles have addresses that others look for."""
    register_part(
        Part(
            key="account",
            export=accounts.export_account,
            addresses=accounts.account_addresses,
            rules=(CLOSED_ACCOUNTS,),
        )
    )
    register_part(Part(key="consents", export=accounts.export_consents, erase=accounts.erase_consents))
    register_part(
        Part(
            key="calendar",
            export=calendars.export_calendar,
            close=calendars.forget_calendar,
            erase=calendars.forget_calendar,
        )
    )
    register_part(Part(key="log", export=log_entries.export_log, erase=log_entries.erase_log))
    register_part(
        Part(
            key="letters",
            export=accounts.export_letters,
            erase=accounts.erase_letters,
            rules=(RetentionRule("mails that could not be delivered", Letter.objects.expired, give_up),),
        )
    )
    register_part(
        Part(
            key="requests",
            export=requests.export_requests,
            erase=requests.erase_requests,
            rules=(
                RetentionRule("invitations long settled", requests.settled_invitations),
                RetentionRule("claims long decided", requests.decided_claims),
                RetentionRule("numbers of views", past_views),
            ),
        )
    )
    register_part(
        Part(
            key="registrations",
            export=registrations.export_registrations,
            erase=registrations.erase_registrations,
            rules=(RetentionRule("registrations for meetings long past", registrations.past_registrations, forget),),
        )
    )
    register_part(
        Part(
            key="profiles",
            export=profiles.export_profiles,
            files=profiles.profile_files,
            addresses=profiles.profile_addresses,
            erase=profiles.erase_profiles,
            rules=(UNUSED_PICTURES,),
        )
    )
