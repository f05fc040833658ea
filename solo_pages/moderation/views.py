"""Where reviewers see which profiles wait, and what changed in one of them."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page, TaskState

from .. import permissions
from ..models import SoloProfilePage
from ..models.solo import PROSE
from .comparison import Row, compare, whole
from .decisions import MovedError, NotWaitingError, Profile, approve, last_decision, profile_of, send_back
from .findings import findings
from .forms import DecisionForm
from .term_decisions import candidates
from .waiting import next_for, waiting_for


@dataclass(frozen=True, slots=True)
class Section:
    """One language of a profile under review."""

    page: SoloProfilePage
    version: SoloProfilePage
    rows: list[Row]
    is_new: bool
    is_source: bool

    @property
    def changed(self) -> list[Row]:
        """The rows that differ."""
        return [row for row in self.rows if row.changed]

    @property
    def unchanged(self) -> list[Row]:
        """The rows that do not."""
        return [row for row in self.rows if not row.changed]


class ReviewList(WagtailAdminTemplateMixin, TemplateView):
    """The profiles that wait for this reviewer, the one that has waited longest first."""

    template_name = "solo_pages/admin/review_list.html"
    page_title = gettext_lazy("Profile reviews")
    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = waiting_for(self.request.user)
        if not waiting and not permissions.can_see_reviews(self.request.user):
            raise PermissionDenied
        return super().get_context_data(waiting=waiting, **kwargs)


class Review(WagtailAdminTemplateMixin, TemplateView):
    """One profile: what changed, what is noticed, and the decision."""

    template_name = "solo_pages/admin/review.html"
    page_title = gettext_lazy("Review")
    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(SoloProfilePage.objects.filter(alias_of=None), pk=page_id)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, {"url": reverse("solo_reviews:list"), "label": _("Profile reviews")}, here]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Edit"), reverse("wagtailadmin_pages:edit", args=[self.page.pk]), icon_name="edit"),
            HeaderButton(_("History"), reverse("wagtailadmin_pages:history", args=[self.page.pk]), icon_name="history"),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what waits, or what became of it."""
        state = self.page.current_workflow_task_state
        if state is None:
            return self._nothing_waits(last_decision(self.page), HTTPStatus.OK)
        return self._show(state, DecisionForm(), HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, and go to the next one; where the profile has moved, show it again with what was typed."""
        form = DecisionForm(request.POST)
        try:
            if not form.is_valid():
                return self._again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
            self._decide(form.cleaned_data)
        except NotWaitingError as error:
            return self._nothing_waits(error.decided, HTTPStatus.CONFLICT)
        except MovedError:
            text = _("This profile was changed while you were looking at it. Nothing was decided: please look again.")
            messages.warning(request, text)
            return self._again(form, HTTPStatus.CONFLICT)
        following = next_for(request.user, after=self.page)
        return redirect("solo_reviews:review", following.pk) if following else redirect("solo_reviews:list")

    def _decide(self, given: dict[str, Any]) -> None:
        name = self.page.get_admin_display_title()
        if given["decision"] == DecisionForm.APPROVE:
            approve(self.page, self.request.user, seen=given["seen"], comment=given["comment"])
            messages.success(self.request, _("The profile of %(name)s is approved.") % {"name": name})
        else:
            send_back(self.page, self.request.user, seen=given["seen"], comment=given["comment"])
            messages.success(self.request, _("The profile of %(name)s goes back with your words.") % {"name": name})

    def _again(self, form: DecisionForm, status: HTTPStatus) -> HttpResponse:
        state = self.page.current_workflow_task_state
        if state is None:
            raise NotWaitingError(last_decision(self.page))
        return self._show(state, form, status)

    def _show(self, state: TaskState, form: DecisionForm, status: HTTPStatus) -> HttpResponse:
        if not permissions.can_review(self.request.user, self.page):
            raise PermissionDenied
        profile = profile_of(self.page)
        sections = sections_of(profile, self.request)
        context = self.get_context_data(
            form=form,
            state=state,
            profile=profile,
            sections=sections,
            findings=findings(profile, sections[0].version, [section.version for section in sections[1:]]),
            candidates=candidates(self.page) if permissions.can_moderate(self.request.user, self.page) else [],
            next=self.request.path,
            sent_back=state.workflow_state.task_states.filter(status=TaskState.STATUS_REJECTED).order_by("pk"),
        )
        return self.render_to_response(context, status=status)

    def _nothing_waits(self, decided: TaskState | None, status: HTTPStatus) -> HttpResponse:
        if not permissions.can_see_reviews(self.request.user):
            raise PermissionDenied
        context = self.get_context_data(decided=decided, following=next_for(self.request.user), page=self.page)
        return self.response_class(
            self.request, ["solo_pages/admin/review_decided.html"], context, using=self.template_engine, status=status
        )


def sections_of(profile: Profile, request: HttpRequest) -> list[Section]:
    """What a reviewer reads of a profile: the language that is reviewed, then the drafts of the others."""
    return [
        _section(profile.page, request, is_source=True),
        *(_section(page, request, is_source=False) for page in profile.translations if is_drafted(page)),
    ]


def is_drafted(page: Page) -> bool:
    """Whether a translation says something that the public does not read yet."""
    return page.latest_revision_id is not None and (page.has_unpublished_changes or not page.live)


def _section(page: SoloProfilePage, request: HttpRequest, *, is_source: bool) -> Section:
    version = page.get_latest_revision_as_object()
    rows = compare(page, page, version, request) if page.live else whole(page, version, request)
    if not is_source:
        # Facts are those of the source.
        rows = [row for row in rows if row.name in PROSE or (row.changed and row.name == "gallery")]
    return Section(page, version, rows, not page.live, is_source)
