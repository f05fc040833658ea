"""Words that solos miss in the taxonomy."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory_blocks.models import Term
from directory_blocks.models.taxonomy import vocabulary_choices

from .solo import SoloProfilePage

MAX_NAME = Term._meta.get_field("name").max_length
# A few characters are several once they compare.
MAX_KEY = 2 * MAX_NAME


class TermProposalQuerySet(models.QuerySet["TermProposal"]):
    """Proposals, narrowed by their state."""

    def pending(self) -> "TermProposalQuerySet":
        """Those that nobody has decided on, the oldest first."""
        return self.filter(state=TermProposal.State.PENDING).order_by("proposed_at", "pk")

    def untold(self) -> "TermProposalQuerySet":
        """Those decided on that the solo has not been told of, in the order of the decisions."""
        return self.filter(decided_at__isnull=False, told_at__isnull=True).order_by("decided_at", "pk")


class TermProposal(models.Model):
    """A term that a solo would like to describe their profile with, until a moderator decides on it."""

    class State(models.TextChoices):
        """What became of a proposal."""

        PENDING = "pending", _("To be decided")
        ACCEPTED = "accepted", _("Accepted as a new term")
        MERGED = "merged", _("Replaced by an existing term")
        DECLINED = "declined", _("Declined")

    page = models.ForeignKey(
        SoloProfilePage, models.CASCADE, related_name="term_proposals", verbose_name=_("solo profile")
    )
    vocabulary = models.CharField(_("vocabulary"), max_length=30, choices=vocabulary_choices)
    name = models.CharField(_("name"), max_length=MAX_NAME)
    # The name as it compares: blind to case and accents.
    key = models.CharField(max_length=MAX_KEY, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    term = models.ForeignKey(
        Term, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("the term that it became")
    )

    objects = TermProposalQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("proposed term")
        verbose_name_plural = _("proposed terms")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "vocabulary", "key"],
                condition=models.Q(state="pending"),
                name="solo_pending_term_proposal",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pending(self) -> bool:
        """Whether it can still be decided on."""
        return self.state == self.State.PENDING
