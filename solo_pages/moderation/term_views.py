"""Where proposed terms are listed and decided on."""

from http import HTTPStatus
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from directory_blocks.models.taxonomy import vocabulary_choices

from .. import permissions
from ..listing.requests import RequestListing, profile_column, state_column
from ..models import TermProposal
from .term_decisions import DecidedError, accept, candidate, decline, use_instead
from .term_forms import TermDecisionForm

State = TermProposal.State


class TermProposalFilterSet(WagtailFilterSet):
    """Proposals by state and vocabulary."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=State, empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )
    vocabulary = django_filters.ChoiceFilter(
        label=gettext_lazy("Vocabulary"),
        choices=vocabulary_choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = TermProposal
        fields = ["state", "vocabulary"]


class TermProposalList(RequestListing):
    """All proposals, the newest first."""

    model = TermProposal
    page_title = gettext_lazy("Proposed terms")
    header_icon = "tag"
    index_url_name = "solo_reviews:terms"
    index_results_url_name = "solo_reviews:terms_results"
    filterset_class = TermProposalFilterSet
    default_ordering = "-proposed_at"
    search_fields = ["name", "page__title"]
    verbose_name_plural = gettext_lazy("proposed terms")
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            sort_key="name",
            get_url=lambda row: reverse("solo_reviews:term", args=[row.pk]),
        ),
        Column("vocabulary", label=gettext_lazy("Vocabulary"), accessor="get_vocabulary_display"),
        profile_column(gettext_lazy("Profile")),
        state_column(gettext_lazy("State"), State.PENDING),
        Column("term", label=gettext_lazy("Term")),
        DateColumn("proposed_at", label=gettext_lazy("Proposed"), sort_key="proposed_at"),
        UserColumn("decided_by", label=gettext_lazy("Decided by")),
    ]

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("page", "term", "decided_by__wagtail_userprofile")


class TermProposalView(WagtailAdminTemplateMixin, TemplateView):
    """One proposal and the decision on it."""

    template_name = "solo_pages/admin/term_proposal.html"
    page_title = gettext_lazy("Proposed term")
    header_icon = "tag"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = TermProposal.objects.select_related("page", "term", "decided_by")
        self.proposal = get_object_or_404(rows, pk=pk)

    def get_page_subtitle(self) -> str:
        return self.proposal.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.proposal.name}
        return [*self.breadcrumbs_items, {"url": reverse("solo_reviews:terms"), "label": _("Proposed terms")}, here]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the proposal."""
        return self._show(None, HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide and go back to where one came from."""
        form = TermDecisionForm(request.POST, vocabulary=self.proposal.vocabulary)
        if not form.is_valid():
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            decided = self._decide(form.cleaned_data)
        except ValidationError as error:
            form.add_error("name", error)
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        except DecidedError as error:
            self.proposal = error.proposal or self.proposal
            messages.warning(request, _("Somebody has decided on this proposal already, or it was withdrawn."))
            return self._show(None, HTTPStatus.CONFLICT)
        said = {"name": decided.name, "state": decided.get_state_display()}
        messages.success(request, _("“%(name)s”: %(state)s.") % said)
        return redirect(get_valid_next_url_from_request(request) or "solo_reviews:terms")

    def _decide(self, given: dict[str, Any]) -> TermProposal:
        user = self.request.user
        if given["decision"] == TermDecisionForm.ACCEPT:
            return accept(self.proposal, user, given["name"])
        if given["decision"] == TermDecisionForm.USE:
            return use_instead(self.proposal, user, given["term"])
        return decline(self.proposal, user)

    def _show(self, form: TermDecisionForm | None, status: HTTPStatus) -> HttpResponse:
        if not permissions.can_moderate(self.request.user, self.proposal.page):
            raise PermissionDenied
        context = self.get_context_data(
            candidate=candidate(self.proposal),
            form=form,
            next=get_valid_next_url_from_request(self.request),
        )
        return self.render_to_response(context, status=status)
