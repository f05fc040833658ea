"""Where those who check translations see how far a page is translated, and decide."""

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
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page

from ..models import TranslationCheckTask
from .languages import languages_of


class TranslationCheck(WagtailAdminTemplateMixin, TemplateView):
    """The languages of a page that waits for its translations, and what may be decided."""

    template_name = "guide/admin/translation_check.html"
    page_title = gettext_lazy("Translation check")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponse:
        """A page that waits for something else, or for nothing any more, is shown in its editor."""
        self.page = get_object_or_404(Page, pk=page_id).specific
        self.state = self.page.current_workflow_task_state
        self.task = self.page.current_workflow_task
        if not isinstance(self.task, TranslationCheckTask):
            if not self.page.permissions_for_user(request.user).can_edit():
                raise PermissionDenied
            messages.info(request, _("This page waits for no translation check."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        self.actions = self.task.get_actions(self.page, request.user)
        if not self.actions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was chosen, as long as it may still be done; then say how the page stands."""
        action = request.POST.get("action", "")
        form = TaskStateCommentForm(request.POST)
        if action not in self.names or not form.is_valid():
            messages.error(request, _("This cannot be decided any more: look at the page as it is now."))
            return redirect(request.path)
        self.task.on_action(self.state, request.user, action, **form.cleaned_data)
        page = Page.objects.get(pk=self.page.pk)
        if isinstance(page.current_workflow_task, TranslationCheckTask):
            messages.success(request, _("The translators have the text in their editor."))
            return redirect(request.path)
        if action == "reject":
            messages.success(request, _("The page was sent back."))
        elif page.has_unpublished_changes:
            messages.success(request, _("The page was approved."))
        else:
            messages.success(request, _("The page was approved and is published."))
        return redirect("wagtailadmin_home")

    @property
    def names(self) -> set[str]:
        """What this member may do now."""
        return {name for name, _label, _modal in self.actions}

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = self.page.get_admin_display_title()
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Page"), reverse("wagtailadmin_pages:edit", args=[self.page.pk]), icon_name="edit"),
            HeaderButton(_("History"), reverse("wagtailadmin_pages:history", args=[self.page.pk]), icon_name="history"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``languages``, ``waiting`` and the form; the names in ``may`` are those of actions."""
        languages = languages_of(self.page.get_latest_revision_as_object())
        form = TaskStateCommentForm()
        form.fields["comment"].label = _("Remark")
        return super().get_context_data(
            page=self.page,
            state=self.state,
            languages=languages,
            waiting=self.task.waits_for(languages),
            may=self.names,
            form=form,
            **kwargs,
        )
