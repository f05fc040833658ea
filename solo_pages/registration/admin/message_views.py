"""The form by which an organiser writes to all who are registered for a date."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from directory_blocks.limits import give_back, take

from ...conf import solo_settings
from .access import OrganiserMixin
from .forms import MessageForm
from .writing import Message, readers, sent_messages, without_address, write_to_all

SCOPE = "organiser_message"
LATEST = 10


class MessageView(OrganiserMixin, TemplateView):
    """Write, look at it and at how many it goes to, send."""

    template_name = "solo_pages/registration/admin/message.html"
    page_title = gettext_lazy("Message to all")
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the date. Raises Http404 where the page is gone: no letter could say what it is about."""
        super().setup(request, *args, **kwargs)
        if self.page is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self._show(MessageForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would be sent, or send it."""
        form = MessageForm(request.POST)
        if not form.is_valid():
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if "back" in request.POST:
            return self._show(form)
        audience = form.cleaned_data["audience"]
        number = readers(self.occurrence, audience).count()
        if not number:
            form.add_error("audience", _("There is nobody to write to."))
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if "send" in request.POST:
            return self._send(form)
        return self._show(form, preview=True, number=number, without=without_address(self.occurrence, audience))

    def _send(self, form: MessageForm) -> HttpResponse:
        subject = str(self.occurrence.pk)
        if not take(SCOPE, subject, solo_settings.ORGANISER_MESSAGES_HOUR):
            form.add_error(None, _("Many messages were sent to these people in the last hour. Please send it later."))
            return self._show(form, HTTPStatus.TOO_MANY_REQUESTS)
        number = write_to_all(self.page, self.occurrence, Message(**form.cleaned_data), self.request.user)
        if number is None:
            give_back(SCOPE, subject)
            messages.info(self.request, _("This message was sent already."))
        else:
            text = ngettext(
                "The message is on its way to %(number)d person.",
                "The message is on its way to %(number)d people.",
                number,
            )
            messages.success(self.request, text % {"number": number})
        return redirect(self.date_url)

    def _show(self, form: MessageForm, status: HTTPStatus = HTTPStatus.OK, **more: Any) -> HttpResponse:
        earlier = sent_messages(self.page).filter(data__date=str(self.occurrence.key)).select_related("user")[:LATEST]
        return self.render_to_response(self.get_context_data(form=form, earlier=earlier, **more), status=status)
