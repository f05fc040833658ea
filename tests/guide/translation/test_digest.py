"""Translators are told once a week what there is to do, in their language, and only if there is something."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from guide.translation.digest import send_digests


@pytest.fixture
def tess(translated, django_user_model):
    """A translator into English who reads French."""
    call_command("setup_groups", stdout=StringIO())
    user = django_user_model.objects.create_user("tess@portal.example", "secret", first_name="Tess")
    user.groups.add(Group.objects.get(name="Translators"))
    UserProfile.objects.create(user=user, preferred_language="fr")
    # All but the chapter is out of the way.
    Page.objects.exclude(translation_key=translated.page.translation_key).filter(depth__gt=1).update(live=False)
    return user


def run(**options):
    out = StringIO()
    call_command("send_translation_digest", stdout=out, **options)
    return out.getvalue()


def test_nothing_is_said_where_nothing_is_due(tess, mailoutbox):
    assert run() == "0 told, 1 with nothing to do, 0 told less than a week ago, 0 failed.\n"
    assert mailoutbox == []


def test_a_translator_reads_what_is_due_in_their_language(tess, translated, mailoutbox):
    translated.change(title="Louer & acheter")
    run()
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["tess@portal.example"], "Ce qui reste à traduire")
    assert "Bonjour Tess," in letter.body
    assert "Louer & acheter (Anglais)\xa0: dépassée. Segments à traduire\xa0: 1 sur 5" in letter.body
    assert f"http://127.0.0.1:8000/admin/pages/{translated.target.pk}/edit/" in letter.body
    html = letter.alternatives[0][0]
    assert "Louer &amp; acheter</a> (Anglais), dépassée" in html
    assert '<html lang="fr">' in html


def test_it_is_not_sent_twice_in_a_week(tess, translated, mailoutbox):
    translated.change(title="Louer ou acheter")
    run()
    assert "1 told less than a week ago" in run()
    assert len(mailoutbox) == 1
    send_digests(now=timezone.now() + timedelta(days=7))
    assert len(mailoutbox) == 2


def test_trying_sends_nothing_and_keeps_nothing(tess, translated, mailoutbox):
    translated.change(title="Louer ou acheter")
    assert "Nothing was sent." in run(dry_run=True)
    assert mailoutbox == []
    assert run().startswith("1 told")


def test_a_letter_that_the_server_refuses_is_sent_by_the_next_run(tess, translated, mailoutbox, monkeypatch):
    translated.change(title="Louer ou acheter")

    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("guide.translation.digest.send_mail", refuse)
        with pytest.raises(CommandError):
            run()
    assert run().startswith("1 told")
    assert len(mailoutbox) == 1


def test_other_languages_are_other_peoples_work(tess, translated, mailoutbox):
    Locale.objects.create(language_code="es")
    run()
    assert mailoutbox == []


def test_those_who_left_or_have_no_address_are_not_written_to(tess, translated, mailoutbox, django_user_model):
    translated.change(title="Louer ou acheter")
    django_user_model.objects.filter(pk=tess.pk).update(is_active=False)
    run()
    assert mailoutbox == []
