"""Letters that come back: what mail servers report, and what organisers see of it."""

from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from solo_pages.letters.delivery import deliver_due
from solo_pages.registration.bounces import failed_recipients, note_failed

from .organising import at, page_of

pytestmark = pytest.mark.django_db

# After the example of RFC 3464, appendix E.1.
REPORT = """\
Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
To: <bounces@portal.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="RAA14128"

--RAA14128

Your message could not be delivered to zoe@example.org, it says here.

--RAA14128
content-type: message/delivery-status

Reporting-MTA: dns; cs.utk.edu

{recipients}
--RAA14128
content-type: message/rfc822

To: eva@example.org
Subject: Votre inscription est confirmée

Bonjour
--RAA14128--
"""


def report(address: str = "Ada@Example.org", action: str = "failed", field: str = "Final-Recipient") -> bytes:
    return REPORT.format(recipients=f"{field}: RFC822;{address}\nAction: {action}\nStatus: 5.1.1\n").encode()


def note(monkeypatch: pytest.MonkeyPatch, message: bytes) -> str:
    out = StringIO()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(message)))
    call_command("note_bounces", stdout=out)
    return out.getvalue()


def test_an_organiser_sees_whose_letters_came_back(come, organiser, occurrence, client, monkeypatch):
    come("Ada"), come("Zoe")
    assert note(monkeypatch, report()) == "Addresses not reached: 1; registrations marked: 1.\n"
    assert page_of(client, at("date", occurrence)).count("Courriel non distribué") == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_what_may_still_arrive_is_not_marked(come, monkeypatch, action):
    ada = come("Ada")
    note(monkeypatch, report(action=action))
    ada.refresh_from_db()
    assert ada.mail_failed_at is None


def test_the_answer_of_a_person_marks_nobody(come, monkeypatch):
    come("Ada")
    said = note(
        monkeypatch, b"From: zoe@example.org\nSubject: Re: Action: failed\n\nFinal-Recipient: rfc822;ada@example.org\n"
    )
    assert said == "Addresses not reached: 0; registrations marked: 0.\n"


@pytest.mark.parametrize("field", ["Final-Recipient", "Original-Recipient"])
def test_the_address_that_was_written_to_counts_where_mail_was_forwarded(field):
    assert failed_recipients(report(field=field)) == {"ada@example.org"}


@pytest.mark.parametrize("typed", ["Ada@Éxample.fr", "ada@xn--xample-9ua.fr"])
@pytest.mark.parametrize("reported", ["ada@éxample.fr", "ada@xn--xample-9ua.fr", "ADA@XN--xample-9ua.fr"])
def test_a_domain_is_the_same_in_its_own_script_and_as_mail_servers_write_it(come, typed, reported):
    ada = come("Ada", email=typed)
    come("Zoe", email="zoe@éxample.fr")
    assert note_failed([reported, "nobody@.fr"]) == 1
    ada.refresh_from_db()
    assert ada.mail_failed_at


def test_another_address_of_the_same_mailbox_may_still_be_reached(come):
    come("Ada", email="ada+meetings@example.org")
    assert note_failed(["ada@example.org"]) == 0
    assert note_failed(["ada+meetings@example.org"]) == 1


@given(st.binary(max_size=60), st.integers(0, len(report())))
def test_a_damaged_report_is_read_without_an_error(bytes_, place):
    whole = report()
    failed_recipients(bytes_)
    assert failed_recipients(whole[:place] + bytes_ + whole[place:]) >= set()


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("note_bounces", "/nowhere/report.eml")


@pytest.mark.parametrize(("address", "envelope"), [("", "portail@soho-solo.example"), ("b@portal.example",) * 2])
def test_letters_come_back_to_an_address_of_their_own(come, settings, mailoutbox, address, envelope):
    settings.DEFAULT_FROM_EMAIL = "portail@soho-solo.example"
    settings.SOLO_PAGES = {**settings.SOLO_PAGES, "BOUNCES_TO": address}
    come("Ada")
    deliver_due()
    (mail,) = mailoutbox
    assert mail.from_email == envelope
    assert mail.message()["From"] == "portail@soho-solo.example"
