"""
The form of a meeting in the Wagtail admin, in the order that people think of one. What a panel's class names, such as
``only-on-site``, is shown where it matters: see ``admin/meeting.css``; without it, everything is.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel

from directory_blocks.location.widgets import PinMap


def meeting_panels() -> list[Panel]:
    """Give the panels of the content tab."""
    return [TitleFieldPanel("title"), _what(), _when(), _where(), _registration(), _source()]


def _what() -> Panel:
    return MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldPanel("description"),
            FieldPanel("photo"),
            FieldPanel("event_types", widget=forms.CheckboxSelectMultiple),
            FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel([FieldPanel("organiser_name"), FieldPanel("organiser_email")]),
            FieldPanel("price"),
        ],
        heading=_("What it is"),
        icon="calendar-alt",
    )


def _when() -> Panel:
    return MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_time")]),
            FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_time")]),
            FieldPanel("time_zone", required_on_save=True),
            FieldPanel("recurrence"),
            InlinePanel("exceptions", label=_("date that differs"), heading=_("Dates that differ")),
            FieldPanel("is_cancelled"),
            FieldPanel("notice"),
        ],
        heading=_("When"),
        icon="date",
    )


def _where() -> Panel:
    return MultiFieldPanel(
        [
            FieldPanel("attendance"),
            FieldPanel("online_url", classname="only-online"),
            FieldPanel("venue", classname="only-on-site"),
            FieldPanel("place_name", classname="only-on-site only-without-venue"),
            FieldRowPanel(
                [FieldPanel("street_address"), FieldPanel("postcode")], classname="only-on-site only-without-venue"
            ),
            FieldPanel("commune", classname="only-on-site only-without-venue"),
            FieldPanel(
                "location",
                widget=PinMap,
                classname="only-on-site only-without-venue",
                help_text=_("Click on the map to put the pin. Without a pin, the commune's own point is shown."),
            ),
            FieldPanel("precision", classname="only-on-site only-without-venue"),
        ],
        heading=_("Where"),
        icon="home",
    )


def _registration() -> Panel:
    return MultiFieldPanel(
        [
            FieldPanel("registration"),
            FieldPanel("registration_url", classname="only-registered-elsewhere"),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("places_each")], classname="only-registered-here"),
            FieldRowPanel(
                [FieldPanel("registration_opens_days"), FieldPanel("registration_closes_hours")],
                classname="only-registered-here",
            ),
            FieldPanel("waiting_list", classname="only-registered-here"),
            FieldPanel("offer_hours", classname="only-registered-here only-waiting"),
            FieldPanel("reminder_days", classname="only-registered-here"),
            FieldPanel("lists_participants", classname="only-registered-here"),
            InlinePanel("questions", label=_("question"), heading=_("Questions"), classname="only-registered-here"),
        ],
        heading=_("Registration"),
        icon="group",
    )


def _source() -> Panel:
    return MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("data_source"), FieldPanel("data_licence")]),
            FieldRowPanel([FieldPanel("data_source_url"), FieldPanel("external_id")]),
        ],
        heading=_("Where this comes from"),
        icon="doc-full",
        classname="collapsed",
    )
