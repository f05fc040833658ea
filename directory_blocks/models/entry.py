"""The read model: one row for each thing that can be found and each language of the site."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from ..enums import EntryStatus, Precision
from ..geometry import chord_to_km
from ..querysets import EntryQuerySet
from .gazetteer import Commune
from .taxonomy import Term


class Entry(models.Model):
    """
    A findable thing in one language of the site, derived from its source and rebuilt at will.

    ``latitude``/``longitude`` (WGS 84 degrees) are what the public may see: the commune's point where the precision
    says so. ``x``, ``y``, ``z`` are the same point on the unit sphere: the squared chord between two of them orders and
    bounds great-circle distances exactly (hav d = chord² / 4) with plain arithmetic, on any database.
    """

    source = models.CharField(max_length=50)
    object_id = models.CharField(max_length=64)
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, models.CASCADE, related_name="+")
    # The language of title and summary: not the locale's where a translation is missing.
    text_language = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    url_path = models.CharField(max_length=2000)
    search_text = models.TextField(blank=True)
    sort_key = models.CharField(max_length=255)
    thumbnail = models.CharField(max_length=500, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    z = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.EXACT)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    # Null where the question does not arise. Whether one can take part from afar, and whether there are places left.
    online = models.BooleanField(null=True, blank=True)
    free_places = models.BooleanField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=EntryStatus, null=True, blank=True)
    opening_hours = models.TextField(blank=True)
    verified_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField()
    terms = models.ManyToManyField(Term, through="EntryTerm", related_name="+")
    # The ids of the terms once more (``term_chars``), to count and filter by them without a join.
    term_chars = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["source", "translation_key", "locale"], name="directory_entry_key"),
        ]
        indexes = [
            models.Index(fields=["locale", "source", "sort_key"], name="directory_entry_name"),
            models.Index(fields=["locale", "source", "updated_at"], name="directory_entry_updated"),
            # For lists of several sources; the other fields spare a look at the row.
            models.Index(fields=["locale", "sort_key", "source", "id"], name="directory_entry_list"),
            # Whatever is counted by place, text or terms is read here alone.
            models.Index(
                fields=["locale", "latitude", "longitude", "source", "id", "x", "y", "z", "term_chars"],
                name="directory_entry_facts",
            ),
            models.Index(
                fields=["locale", "opening_hours", "commune", "source", "id", "term_chars"],
                name="directory_entry_hours",
                condition=~models.Q(opening_hours=""),
            ),
            models.Index(fields=["locale", "starts_at"], name="directory_entry_starts"),
            models.Index(fields=["source", "object_id"], name="directory_entry_object"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands_for_commune(self) -> bool:
        """Whether the point is the commune's and not the place's own; reads the commune."""
        if self.precision == Precision.COMMUNE:
            return True
        own = (self.latitude, self.longitude)
        return self.commune is not None and own == (self.commune.latitude, self.commune.longitude)

    def count_from_commune(self, commune_id: int | None) -> None:
        """The place of the query was only known as a commune: give kilometres, and none inside that commune."""
        self.asked_from_commune = True
        if commune_id is not None and self.commune_id == commune_id:
            self.chord_squared = None

    @property
    def distance_km(self) -> float | None:
        """How far from the place of the query (great circle); None where it had none or the entry has no place."""
        squared = getattr(self, "chord_squared", None)
        return None if squared is None else chord_to_km(max(squared, 0.0) ** 0.5)


class EntryText(models.Model):
    """The text of an entry as the database's full-text engine keeps it; made by a migration, written by ``search``."""

    entry = models.OneToOneField(
        Entry, models.CASCADE, primary_key=True, db_column="rowid", db_constraint=False, related_name="text"
    )

    class Meta:
        managed = False
        db_table = "directory_blocks_entrytext"

    def __str__(self) -> str:
        return str(self.pk)


class IndexStamp(models.Model):
    """A single row that changes with every change of what the public sees: caches and ETags hang on it."""

    token = models.UUIDField()

    def __str__(self) -> str:
        return str(self.token)


class EntryTerm(models.Model):
    """
    An entry is classified by a term or by a narrower one; the term is of the entry's locale where translated.

    ``locale`` and ``source`` are the entry's, which never change.
    """

    # Both have an index below.
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="entry_terms", db_index=False)
    term = models.ForeignKey(Term, models.CASCADE, related_name="entry_terms", db_index=False)
    locale = models.ForeignKey(Locale, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    source = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "term"], name="directory_entryterm_once")]
        indexes = [
            models.Index(fields=["term", "locale", "entry"], name="directory_entryterm_having"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.term_id}"

    @classmethod
    def of(cls, locale: Locale, terms: Iterable[int] | models.QuerySet) -> models.QuerySet:
        """The ids, as a subquery, of the entries in a language that have one of the terms (given by id)."""
        return cls.objects.filter(locale=locale, term__in=terms).order_by().values("entry")


class FacetTally(models.Model):
    """
    How many entries of a source a term has in one language, or (term 0) how many there are at all.

    Triggers of the database count with every entry and classification that comes or goes, whoever writes it; see the
    migration that makes them. A migration that makes one of those tables anew, as SQLite's do to change a column, must
    make them again.
    """

    ALL = 0

    locale = models.ForeignKey(Locale, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    source = models.CharField(max_length=50)
    term = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["locale", "source", "term"], name="directory_facettally_key"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.term}: {self.amount}"
