"""Invitations and claims in the Wagtail admin."""

from http import HTTPStatus
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import permissions
from ..listing.requests import RequestListing, profile_column, state_column
from ..models import Claim, Invitation, SoloProfilePage
from .claiming import accept_claim, decline_claim
from .forms import ClaimDecisionForm, InvitationForm
from .handing_over import original_of
from .inviting import invite, invite_again, revoke
from .refusals import KeepsAnotherError, NotOpenError, RefusedError


class InvitationFilterSet(WagtailFilterSet):
    """Invitations by state."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=Invitation.State,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
        method="in_state",
    )

    class Meta:
        model = Invitation
        fields = ["state"]

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those in the state chosen."""
        return queryset.in_state(value)


class ActionsColumn(Column):
    """What can be done with an invitation."""

    cell_template_name = "solo_pages/admin/invitation_actions_cell.html"

    def get_cell_context_data(self, instance: Invitation, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "invitation": instance, "csrf_token": get_token(parent_context["request"])}


def last_day(invitation: Invitation) -> str:
    """Until when a link works; Wagtail's own column tells dates to come as if they were now."""
    return date_format(localtime(invitation.expires_at), "SHORT_DATE_FORMAT")


class InvitationList(RequestListing):
    """All invitations, the newest first."""

    model = Invitation
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    permission = "change"
    index_url_name = "solo_requests:invitations"
    index_results_url_name = "solo_requests:invitations_results"
    filterset_class = InvitationFilterSet
    default_ordering = "-created_at"
    search_fields = ["page__title", "email"]
    verbose_name_plural = gettext_lazy("invitations")
    columns = [
        profile_column(gettext_lazy("Profile")),
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        DateColumn("created_at", label=gettext_lazy("Sent"), sort_key="created_at"),
        Column("expires_at", label=gettext_lazy("Expires"), accessor=last_day, sort_key="expires_at"),
        UserColumn("created_by", label=gettext_lazy("Invited by")),
        ActionsColumn("actions", label=gettext_lazy("Actions")),
    ]

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("page", "created_by__wagtail_userprofile")


class ClaimFilterSet(WagtailFilterSet):
    """Claims by state."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=Claim.State, empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Claim
        fields = ["state"]


class ClaimList(RequestListing):
    """All claims, the newest first."""

    model = Claim
    page_title = gettext_lazy("Claims")
    header_icon = "user"
    index_url_name = "solo_requests:claims"
    index_results_url_name = "solo_requests:claims_results"
    filterset_class = ClaimFilterSet
    default_ordering = "-created_at"
    verbose_name_plural = gettext_lazy("claims")
    columns = [
        TitleColumn(
            "person",
            label=gettext_lazy("Asked by"),
            get_url=lambda row: reverse("solo_requests:claim", args=[row.pk]),
        ),
        profile_column(gettext_lazy("Profile")),
        state_column(gettext_lazy("State"), Claim.State.PENDING),
        DateColumn("created_at", label=gettext_lazy("Asked on"), sort_key="created_at"),
        UserColumn("decided_by", label=gettext_lazy("Decided by")),
    ]

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("page", "person", "decided_by__wagtail_userprofile")


class Invite(WagtailAdminTemplateMixin, TemplateView):
    """The form by which an editor invites the person of a profile."""

    template_name = "solo_pages/admin/invite.html"
    page_title = gettext_lazy("Invite the person")
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = original_of(get_object_or_404(SoloProfilePage, pk=page_id))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who may change the profile."""
        if not permissions.can_manage_profile(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page.title}
        lead = {"url": reverse("solo_requests:invitations"), "label": _("Invitations")}
        return [*self.breadcrumbs_items, lead, here]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with what the profile says."""
        form = InvitationForm(initial={"email": self.page.email, "language": self.page.locale.language_code})
        return self._show(form, HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the invitation."""
        form = InvitationForm(request.POST)
        if not form.is_valid():
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            sent = invite(self.page, request.user, **form.cleaned_data)
        except UnicodeError:
            form.add_error("email", _("No mail server can know this address."))
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        except RefusedError as error:
            form.add_error(None, refusal(error))
            return self._show(form, HTTPStatus.CONFLICT)
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": sent.email})
        return redirect("solo_requests:invitations")

    def _show(self, form: InvitationForm, status: HTTPStatus) -> HttpResponse:
        earlier = Invitation.objects.open().filter(page=self.page).first()
        context = self.get_context_data(
            form=form, page=self.page, earlier=earlier, is_kept=permissions.is_kept(self.page)
        )
        return self.render_to_response(context, status=status)


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link in place of the earlier one."""
    return _change(request, pk, invite_again, _("A new link is on its way; the earlier one works no longer."))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link useless."""
    return _change(request, pk, revoke, _("The invitation is revoked: its link works no longer."))


def _change(request: HttpRequest, pk: int, change: Any, done: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("page"), pk=pk)
    try:
        change(invitation, request.user)
    except RefusedError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, done)
    return redirect("solo_requests:invitations")


class ClaimView(WagtailAdminTemplateMixin, TemplateView):
    """One claim and the decision on it."""

    template_name = "solo_pages/admin/claim.html"
    page_title = gettext_lazy("Claim")
    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.claim = get_object_or_404(Claim.objects.select_related("page", "person", "decided_by"), pk=pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who may publish the profile."""
        if not permissions.can_moderate(request.user, self.claim.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.claim.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": str(self.claim.person)}
        return [*self.breadcrumbs_items, {"url": reverse("solo_requests:claims"), "label": _("Claims")}, here]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the claim."""
        return self._show(ClaimDecisionForm(), HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide on it."""
        form = ClaimDecisionForm(request.POST)
        if not form.is_valid():
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        words = form.cleaned_data["words"]
        decide = accept_claim if form.cleaned_data["decision"] == ClaimDecisionForm.ACCEPT else decline_claim
        try:
            decide(self.claim, request.user, words)
        except RefusedError as error:
            self.claim.refresh_from_db()
            form.add_error(None, refusal(error))
            return self._show(form, HTTPStatus.CONFLICT)
        messages.success(request, _("%(person)s is told of your decision.") % {"person": self.claim.person})
        return redirect("solo_requests:claims")

    def _show(self, form: ClaimDecisionForm, status: HTTPStatus) -> HttpResponse:
        others = Claim.objects.pending().filter(page=self.claim.page).exclude(pk=self.claim.pk)
        context = self.get_context_data(
            form=form,
            claim=self.claim,
            page=self.claim.page,
            others=others.select_related("person"),
            is_kept=permissions.is_kept(self.claim.page),
        )
        return self.render_to_response(context, status=status)


def refusal(error: RefusedError) -> str:
    """Say to an editor why a profile does not change hands."""
    if isinstance(error, NotOpenError):
        return _("Somebody was quicker: this was settled a moment ago.")
    if isinstance(error, KeepsAnotherError):
        text = _("This person keeps the profile of %(name)s already: one person has one profile.")
        return text % {"name": error.page.title}
    return _("The profile has a solo already, or the person's account is closed.")
