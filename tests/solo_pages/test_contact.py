import re
import smtplib
import time
from io import StringIO
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone
from wagtail.users.models import UserProfile

from directory_blocks.limits import client_address
from solo_pages.contact import guarded, views
from solo_pages.models import Letter

pytestmark = pytest.mark.django_db

LETTER = {"name": "Tom O’Neil", "email": "tom@example.com", "message": "Bonjour, je cherche une traductrice.\nMerci !"}


@pytest.fixture
def url(marie):
    return marie.url + "contact/"


@pytest.fixture
def later(monkeypatch):
    """Let time pass between showing a form and sending it."""

    def wait(seconds):
        now = time.time()
        monkeypatch.setattr(guarded.time, "time", lambda: now + seconds)

    return wait


def opened(client, url):
    return re.search(r'name="opened" value="([^"]+)"', client.get(url).content.decode())[1]


@pytest.fixture
def send(client, url, later, django_capture_on_commit_callbacks):
    def send(**changes):
        token = opened(client, url)
        later(30)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, {**LETTER, "opened": token, **changes})

    return send


def test_a_message_reaches_the_solo_and_neither_learns_the_others_address_from_the_page(client, send, marie):
    response = send()
    assert response.status_code == 302
    assert response["Location"] == marie.url + "contact/sent/"
    (message,) = mail.outbox
    assert message.to == ["marie@example.org"]
    assert message.reply_to == ["=?utf-8?b?VG9tIE/igJlOZWls?= <tom@example.com>"]
    assert "tom@example.com" not in message.from_email
    assert "je cherche une traductrice" in message.body
    assert "Tom O’Neil" in message.body
    page = client.get(response["Location"]).content.decode()
    assert "marie@example.org" not in page
    assert "tom@example.com" not in page


def test_the_message_is_text_as_it_was_written(send):
    send(message="<b>Bonjour</b> & « merci » : l’été")
    assert "<b>Bonjour</b> & « merci » : l’été" in mail.outbox[0].body
    html = mail.outbox[0].alternatives[0].content
    assert "&lt;b&gt;Bonjour&lt;/b&gt; &amp; « merci » : l’été" in html


def test_the_sender_gets_a_copy_where_asked_for(send):
    send(copy="on")
    assert [message.to for message in mail.outbox] == [["marie@example.org"], ["tom@example.com"]]
    assert "marie@example.org" not in mail.outbox[1].body + str(mail.outbox[1].message())


def test_copies_cannot_be_used_to_write_to_others_without_end(send, settings):
    settings.SOLO_PAGES = {"CONTACT_COPIES_HOUR": 1}
    send(copy="on")
    send(copy="on")
    assert [message.to[0] for message in mail.outbox].count("tom@example.com") == 1


def test_the_solo_is_written_to_in_their_language_whatever_the_visitor_reads(send, marie, django_user_model):
    marie.owner = django_user_model.objects.create_user(email="marie@example.org", password="x")
    marie.save()
    profile = UserProfile.get_for_user(marie.owner)
    profile.preferred_language = "en"
    profile.save()
    send()
    assert "has written to you through your page" in mail.outbox[0].body
    assert mail.outbox[0].subject == "A message for you from Tom O’Neil"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"email": "nobody"},
        {"email": "tom@example.com\nBcc: all@example.com"},
        {"name": "Tom\r\nBcc: all@example.com"},
        {"name": "Tom\u2028Bcc"},
        {"message": "trop"},
        {"message": "x" * 5001},
        {"message": "a\x00b" * 10},
        {"name": "x" * 101},
    ],
)
def test_what_cannot_be_sent_is_told_and_nothing_that_was_typed_is_lost(send, changes):
    response = send(**changes)
    assert response.status_code == 422
    assert not mail.outbox
    text = response.content.decode()
    assert 'role="alert"' in text
    assert "field--error" in text
    if "message" not in changes:
        assert "je cherche une traductrice" in text


def test_robots_that_fill_in_every_field_are_told_nothing(send):
    assert send(nickname="Bob").status_code == 302
    assert not mail.outbox


@pytest.mark.parametrize("seconds", [0.1, 7 * 3600])
def test_what_comes_back_at_once_or_far_too_late_has_to_be_sent_again(client, url, later, seconds):
    token = opened(client, url)
    later(seconds)
    response = client.post(url, {**LETTER, "opened": token})
    assert response.status_code == 422
    assert not mail.outbox
    again = re.search(r'name="opened" value="([^"]+)"', response.content.decode())[1]
    later(20)
    assert client.post(url, {**LETTER, "opened": again}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00"])
def test_a_forged_time_is_refused(client, url, token):
    assert client.post(url, {**LETTER, "opened": token}).status_code == 422
    assert not mail.outbox


def test_one_visitor_cannot_send_without_end(send, settings):
    settings.SOLO_PAGES = {"CONTACT_PER_SENDER_HOUR": 2}
    assert [send().status_code for _time in range(3)] == [302, 302, 429]
    assert len(mail.outbox) == 2


def test_one_solo_cannot_be_buried_in_messages_from_everywhere(client, url, later, settings):
    settings.SOLO_PAGES = {"CONTACT_PER_RECIPIENT_HOUR": 2}
    token = opened(client, url)
    later(30)
    codes = [client.post(url, {**LETTER, "opened": token}, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(3)]
    assert codes == [302, 302, 429]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_server_that_is_down_delays_the_message_and_the_sender_is_told(client, url, later, caplog, marie):
    token = opened(client, url)
    later(30)
    refusal = smtplib.SMTPRecipientsRefused({"marie@example.org": (550, b"no")})
    with mock.patch.object(EmailBackend, "send_messages", side_effect=refusal):
        response = client.post(url, {**LETTER, "opened": token}, follow=True)
    assert "ne répond pas pour l’instant" in response.content.decode()
    assert not mail.outbox
    assert "marie@example.org" not in caplog.text

    Letter.objects.update(send_after=timezone.now())
    call_command("deliver_letters", stdout=StringIO())

    assert [message.to for message in mail.outbox] == [["marie@example.org"]]
    assert not Letter.objects.exists()


def test_two_messages_at_the_same_moment_do_not_pass_together(send, settings, monkeypatch):
    settings.SOLO_PAGES = {"CONTACT_PER_PAIR_HOUR": 1}
    post, seconds = views.post_messages, []

    def meanwhile(*args, **kwargs):
        monkeypatch.setattr(views, "post_messages", post)
        seconds.append(send().status_code)
        return post(*args, **kwargs)

    monkeypatch.setattr(views, "post_messages", meanwhile)
    assert send().status_code == 302
    assert seconds == [429]


def test_a_message_that_could_not_be_sent_does_not_count(send, settings, monkeypatch):
    settings.SOLO_PAGES = {"CONTACT_PER_PAIR_HOUR": 1, "CONTACT_COPIES_HOUR": 1}
    post = views.post_messages
    monkeypatch.setattr(views, "post_messages", mock.Mock(side_effect=UnicodeError))
    assert send(copy="on").status_code == 503
    monkeypatch.setattr(views, "post_messages", post)
    assert send(copy="on").status_code == 302
    assert len(mail.outbox) == 2


def test_one_visitor_cannot_pester_one_solo(send, settings):
    settings.SOLO_PAGES = {"CONTACT_PER_PAIR_HOUR": 1}
    assert [send().status_code for _time in range(2)] == [302, 429]


def test_an_address_that_no_mail_server_can_know_is_refused(send):
    response = send(email=f"tom@{'é' * 60}.com")
    assert response.status_code == 422
    assert not mail.outbox


def test_a_foreign_domain_is_written_as_mail_servers_know_it(send):
    assert send(email="tom@éxample.com").status_code == 302
    assert "tom@xn--xample-9ua.com" in mail.outbox[0].reply_to[0]


def test_the_form_is_private_and_found_by_no_search_engine(client, url):
    response = client.get(url)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "marie@example.org" not in response.content.decode()


def test_a_household_counts_as_one_visitor(rf):
    first = client_address(rf.get("/", REMOTE_ADDR="2001:db8:1:2:3::1"))
    assert first == client_address(rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::2"))
    assert first != client_address(rf.get("/", REMOTE_ADDR="2001:db8:1:3::1"))
    assert client_address(rf.get("/", REMOTE_ADDR="")) == ""
