"""E-mails: stored with what they tell of, delivered once, tried again while the mail server is down."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from solo_pages.letters import store_letter
from solo_pages.letters.delivery import deliver
from solo_pages.letters.markup import paragraphs
from solo_pages.models import Letter


class DownBackend(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("anna@example.org is unknown to this machine")


@pytest.fixture
def server_is_down(db, settings):
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"


def write(text="Bonjour Anna,\n\nvoici.", **kwargs) -> Letter:
    return store_letter("anna@example.org", kwargs.pop("subject", "Un mot"), text, language="fr", **kwargs)


def make_due():
    Letter.objects.update(send_after=timezone.now() - timedelta(minutes=1))


def test_a_letter_is_delivered_after_the_commit_and_forgotten(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(reply_to="Bob <bob@example.org>")
        assert mail.outbox == []
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.reply_to) == (["anna@example.org"], "Un mot", ["Bob <bob@example.org>"])
    assert not Letter.objects.exists()
    assert not letter.is_delayed


def test_a_letter_is_not_delivered_where_the_change_it_tells_of_is_undone(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_html_and_plain_text_say_the_same_and_nothing_typed_is_markup(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write("<b>Bonjour</b> & salut\n\nhttps://portal.example/x?a=1&b=2\n\n" + "-" * 20 + "\n\nÀ bientôt")
    [sent] = mail.outbox
    html = sent.alternatives[0].content
    assert "&lt;b&gt;Bonjour&lt;/b&gt; &amp; salut" in html
    assert 'href="https://portal.example/x?a=1&amp;b=2"' in html
    assert "<hr" in html
    assert 'lang="fr"' in html
    assert "<b>Bonjour</b> & salut" in sent.body


def test_a_line_break_in_a_subject_begins_no_header(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(subject="Un mot\r\nBcc: everybody@example.org")
    assert mail.outbox[0].subject == "Un mot Bcc: everybody@example.org"


def test_a_letter_waits_while_the_server_is_down_and_goes_out_later(
    server_is_down, settings, caplog, django_capture_on_commit_callbacks, capsys
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write()
    assert letter.is_delayed
    assert "anna@example.org" not in caplog.text
    call_command("deliver_letters")  # it was tried a moment ago
    assert Letter.objects.get().attempts == 1
    make_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("deliver_letters")
    assert "1 delivered" in capsys.readouterr().out
    assert len(mail.outbox) == 1
    assert not letter.is_delayed


def test_a_letter_past_its_time_is_deleted_and_said_so(server_is_down, caplog, capsys):
    write()
    Letter.objects.update(keep_until=timezone.now() - timedelta(seconds=1))
    call_command("deliver_letters")
    assert "1 given up" in capsys.readouterr().out
    assert "could not be delivered" in caplog.text
    assert not Letter.objects.exists()


def test_only_one_of_two_processes_sends_a_letter(db):
    letter = write()
    assert deliver(letter.pk)
    assert not deliver(letter.pk)
    taken = write()
    Letter.objects.filter(pk=taken.pk).update(send_after=timezone.now() + timedelta(minutes=10))
    assert not deliver(taken.pk)
    assert len(mail.outbox) == 1


@given(st.text(max_size=400))
def test_no_word_of_a_letter_is_lost_in_its_html(text):
    parts = paragraphs(text)
    shown = [word for part in parts for line in [*part.lines, part.link] for word in line.split()]
    rules = sum(part.rule for part in parts)
    assert len(shown) + rules == len(text.split())
