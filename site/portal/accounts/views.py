"""Account pages that allauth does not have, or not as we want them."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .forms import MailLanguageForm


class SessionsView(ListUserSessionsView):
    """The sessions of an account: all others are ended by one button, each by its own."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """End the session with the key ``session`` of the form, else all but the present one."""
        if "session" not in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = request.POST["session"]
        sessions = UserSession.objects.filter(user=request.user, pk=chosen) if chosen.isdecimal() else []
        ended = list(sessions)
        end_sessions(request, ended)
        if ended:
            get_adapter().add_message(request, messages.SUCCESS, message=_("The session was ended."))
        return HttpResponseRedirect(self.get_success_url())


sessions = SessionsView.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the letters that one is sent."""
    form = MailLanguageForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("From now on we write to you in this language."))
        return redirect("account_language")
    return TemplateResponse(request, "account/language.html", {"form": form})
