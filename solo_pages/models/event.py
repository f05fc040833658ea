"""A meeting: what, when, how often, where, and how one registers."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from directory_blocks.models import Commune
from directory_blocks.models.abstract import LocatedMixin
from directory_blocks.plain_text import PlainTextMixin
from directory_blocks.translations.fields import facts, prose

from ..calendars.routes import EventCalendarMixin
from ..conf import solo_settings
from ..enums import Attendance, ExceptionKind, QuestionKind, RegistrationMode
from ..events.admin.form import MeetingForm
from ..events.admin.panels import meeting_panels
from ..events.checking import check_event, check_question, lines_of
from ..events.zones import zone_names, zone_of
from ..fields import WebsiteField
from ..registration.routes import RegistrationRoutesMixin
from .abstract import TermsField
from .event_view import EventViewMixin
from .service_point import ServicePointPage


def default_time_zone() -> str:
    """The time zone of the site (IANA name)."""
    return settings.TIME_ZONE


def validate_time_zone(name: str) -> None:
    """Raise ValidationError for what is not the IANA name of a time zone."""
    if name not in zone_names():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


class EventPage(PlainTextMixin, RegistrationRoutesMixin, EventCalendarMixin, EventViewMixin, LocatedMixin, Page):
    """
    A meeting, once or again and again.

    When it takes place is kept as wall time of ``time_zone``: a meeting at 18:00 stays at 18:00 when the clocks change.
    Without ``starts_time`` it lasts whole days. ``recurrence`` is the value of an RRULE (RFC 5545, 3.3.10). Its dates
    in the database, which people register for, are ``Occurrence`` rows that follow each publication.
    """

    summary = models.CharField(
        _("in one sentence"), max_length=200, blank=True, help_text=_("Stands under the name in lists.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Plain text; an empty line starts a new paragraph.")
    )
    event_types = TermsField(vocabulary="event_type", verbose_name=_("kind of event"))
    languages = TermsField(vocabulary="language", verbose_name=_("languages spoken"))
    photo = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )

    starts_on = models.DateField(_("day"))
    starts_time = models.TimeField(_("from"), null=True, blank=True, help_text=_("Empty: the whole day."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the same day."))
    ends_time = models.TimeField(_("until"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    recurrence = models.CharField(_("repeats"), max_length=300, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    notice = models.CharField(
        _("notice"), max_length=200, blank=True, help_text=_("Stands at the top: why it was moved or cancelled.")
    )

    attendance = models.CharField(_("takes place"), max_length=10, choices=Attendance, default=Attendance.ON_SITE)
    venue = models.ForeignKey(
        ServicePointPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("at a service point"),
        help_text=_("Address, map and access are taken from there."),
    )
    place_name = models.CharField(_("name of the place"), max_length=140, blank=True)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    online_url = WebsiteField(
        _("address of the online meeting"),
        blank=True,
        help_text=_("Where one registers on this site, only those who registered are sent it."),
    )

    organiser_name = models.CharField(_("organiser"), max_length=140, blank=True)
    organiser_email = models.EmailField(
        _("e-mail of the organiser"), blank=True, help_text=_("Answers to the mails go there; it is not published.")
    )
    price = models.CharField(_("price"), max_length=140, blank=True, help_text=_("Empty: nothing is said."))
    registration = models.CharField(
        _("registration"), max_length=10, choices=RegistrationMode, default=RegistrationMode.NONE
    )
    registration_url = WebsiteField(_("page of registration"), blank=True)
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("For each date. Empty: as many as come."),
    )
    places_each = models.PositiveSmallIntegerField(
        _("places that one person may take"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    registration_opens_days = models.PositiveSmallIntegerField(
        _("opens (days before)"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    registration_closes_hours = models.PositiveSmallIntegerField(_("closes (hours before)"), default=0)
    waiting_list = models.BooleanField(_("with a waiting list"), default=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours that a freed place is held"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 14)],
        help_text=_("For whoever is first on the waiting list; then it is offered to the next."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder (days before)"), default=2, validators=[MaxValueValidator(30)], help_text=_("0: none.")
    )
    lists_participants = models.BooleanField(
        _("says who comes"), default=False, help_text=_("Only those who agree to it when they register.")
    )

    external_id = models.CharField(_("identifier at the source"), max_length=200, blank=True, db_index=True)
    data_source = models.CharField(_("source"), max_length=200, blank=True)
    data_source_url = WebsiteField(_("page of the source"), blank=True)
    data_licence = models.CharField(_("licence"), max_length=100, blank=True)

    parent_page_types = solo_settings.EVENT_PARENT_PAGE_TYPES
    subpage_types: list[str] = []

    base_form_class = MeetingForm
    content_panels = meeting_panels()

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("description")]

    override_translatable_fields = [
        *facts(
            "slug",
            "event_types",
            "languages",
            "starts_on",
            "starts_time",
            "ends_on",
            "ends_time",
            "time_zone",
            "recurrence",
            "is_cancelled",
            "attendance",
            "venue",
            "place_name",
            "street_address",
            "postcode",
            "commune",
            "location",
            "precision",
            "online_url",
            "organiser_name",
            "organiser_email",
            "registration",
            "registration_url",
            "capacity",
            "places_each",
            "registration_opens_days",
            "registration_closes_hours",
            "waiting_list",
            "offer_hours",
            "reminder_days",
            "lists_participants",
            "external_id",
            "data_source",
            "data_source_url",
            "data_licence",
        ),
        *prose("title", "summary", "description", "notice", "price"),
    ]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def clean(self) -> None:
        """Check what must go together, and write the rule in one way."""
        super().clean()
        check_event(self)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that its times are in; that of the site while it names none."""
        return zone_of(self.time_zone)

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts whole days."""
        return self.starts_time is None

    @property
    def local_start(self) -> datetime:
        """The first start as wall time (naive): midnight for whole days."""
        return datetime.combine(self.starts_on, self.starts_time or time.min)

    @property
    def duration(self) -> timedelta:
        """How long one meeting lasts, in wall time; whole days end at the midnight after the last one."""
        last: date = self.ends_on or self.starts_on
        if self.starts_time is None:
            return last - self.starts_on + timedelta(days=1)
        return datetime.combine(last, self.ends_time or self.starts_time) - self.local_start


class EventException(PlainTextMixin, models.Model):
    """
    One date of a meeting that differs from its rule, or, with ``following``, that date and all after it
    (RFC 5545: RECURRENCE-ID with RANGE=THISANDFUTURE).

    ``occurrence_on``/``occurrence_time`` say which: the start that the rule gives, as wall time, or when the added one
    is. The ``new_…`` fields, each where it is not empty, are what holds instead.
    """

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="exceptions")
    kind = models.CharField(_("what differs"), max_length=10, choices=ExceptionKind)
    occurrence_on = models.DateField(pgettext_lazy("day of a date", "on"))
    occurrence_time = models.TimeField(_("at"), null=True, blank=True, help_text=_("Empty: at the usual time."))
    following = models.BooleanField(_("and all that follow"), default=False)
    new_on = models.DateField(_("new day"), null=True, blank=True)
    new_from = models.TimeField(_("new start"), null=True, blank=True)
    new_until = models.TimeField(_("new end"), null=True, blank=True)
    new_venue = models.ForeignKey(
        ServicePointPage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("at a service point")
    )
    new_place = models.CharField(_("other place"), max_length=200, blank=True)
    new_commune = models.ForeignKey(
        Commune, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("occurrence_on"), FieldPanel("occurrence_time")]),
        FieldPanel("following"),
        FieldRowPanel([FieldPanel("new_on"), FieldPanel("new_from"), FieldPanel("new_until")]),
        FieldPanel("new_venue"),
        FieldRowPanel([FieldPanel("new_place"), FieldPanel("new_commune")]),
    ]

    # The fields that say what holds instead.
    CHANGES = ("new_on", "new_from", "new_until", "new_venue", "new_place", "new_commune")

    class Meta:
        verbose_name = _("date that differs")
        verbose_name_plural = _("dates that differ")
        ordering = ["occurrence_on", "occurrence_time", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.occurrence_on}"

    @property
    def has_changes(self) -> bool:
        """Whether anything holds instead of what is usual."""
        return any(getattr(self, name) not in (None, "") for name in self.CHANGES)


class EventQuestion(TranslatableMixin, Orderable, PlainTextMixin):
    """Something that the organiser wants to know of those who register; which there are is a fact, the words prose."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="questions")
    label = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = models.TextField(_("answers to choose from"), blank=True, help_text=_("One a line."))
    required = models.BooleanField(_("must be answered"), default=False)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("required")]),
        FieldPanel("choices"),
    ]

    override_translatable_fields = [*facts("kind", "required"), *prose("label", "choices")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Check that there is a choice where one is to be made."""
        super().clean()
        check_question(self)

    @property
    def answers(self) -> list[str]:
        """The answers to choose from, in their order; those of the original until they are translated."""
        if own := lines_of(self.choices):
            return own
        others = EventQuestion.objects.filter(translation_key=self.translation_key).exclude(choices="").order_by("pk")
        return lines_of(others.values_list("choices", flat=True).first() or "")
