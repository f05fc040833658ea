"""Who is told what, in which language, once; and nobody of what they did themselves."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail.users.models import UserProfile

from solo_pages.models import Letter, TermProposal
from solo_pages.moderation.decisions import approve, profile_of, send_back
from tests.factories.site import make_term

from .conftest import draft, person, reread, submit


def letters(to=None):
    found = Letter.objects.order_by("pk")
    return list(found.filter(recipient=to) if to else found)


def forget_letters():
    Letter.objects.all().delete()


def reads(user, language):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    if hasattr(user, "wagtail_userprofile"):
        user.wagtail_userprofile.refresh_from_db()


def decide(action, page, user, **kwargs):
    with LogContext(user=user):
        action(page, user, seen=profile_of(page).seen, **kwargs)


def test_each_reviewer_is_told_once_in_their_language_with_the_way_to_the_review(profile, solo, maud, rene, group):
    maud.groups.add(Group.objects.create(name="Others"))
    reads(maud, "en")
    reads(rene, "fr")
    submit(profile, solo, headline="Elle traduit tout")
    [english], [french] = letters("maud@example.org"), letters("rene@example.org")
    assert english.subject == "A change waits for your review: Marie Dupont"
    assert french.language == "fr"
    address = reverse("solo_reviews:review", args=[profile.pk])
    assert address in english.text
    assert address in french.text
    assert "Elle traduit tout" in english.text
    assert len(letters()) == 2
    assert mail.outbox == []


def test_saving_again_while_it_waits_tells_nobody_and_sending_in_again_does(profile, solo, maud):
    submit(profile, solo, headline="Elle traduit tout")
    submit(profile, solo, headline="Elle traduit vraiment tout")
    assert len(letters("maud@example.org")) == 1
    decide(send_back, reread(profile), maud, comment="Précisez.")
    submit(profile, solo, headline="Elle traduit l’irlandais")
    assert len(letters("maud@example.org")) == 2


def test_a_reviewer_who_wants_no_such_mail_gets_none(profile, solo, maud, rene):
    UserProfile.objects.update_or_create(user=maud, defaults={"submitted_notifications": False})
    rene.is_active = False
    rene.save()
    submit(profile, solo, headline="Elle traduit tout")
    assert letters() == []


def test_the_solo_is_told_of_an_approval_once_in_their_language(profile, solo, maud):
    reads(solo, "en")
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    decide(approve, reread(profile), maud, comment="Merci !")
    [letter] = letters()
    assert (letter.recipient, letter.language) == ("marie@example.org", "en")
    assert letter.subject == "The change of your profile is public"
    assert "Merci !" in letter.text
    assert "http://localhost/fr/annuaire/marie/" in letter.text
    assert mail.outbox == []


def test_a_new_profile_is_told_of_as_new(new_profile, solo, maud):
    submit(new_profile, solo)
    forget_letters()
    decide(approve, reread(new_profile), maud)
    assert [letter.subject for letter in letters()] == ["Votre profil est en ligne"]


def test_an_approval_by_a_program_is_told_of_once_too(profile, solo, maud):
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    reread(profile).current_workflow_task_state.approve(user=maud)
    assert len(letters("marie@example.org")) == 1
    draft(reread(profile), maud, headline="Autre chose").publish(user=maud)
    assert len(letters("marie@example.org")) == 2


def test_an_approval_in_wagtails_own_pages_is_told_of_once_too(client, profile, solo, maud):
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    client.force_login(maud)
    state = reread(profile).current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[profile.pk, "approve", state.pk]))
    assert len(letters()) == len(letters("marie@example.org")) == 1
    assert mail.outbox == []


def test_what_is_published_with_an_approval_is_not_told_of_besides(profile, solo, maud, site):
    english = site.translated(profile, headline="She translates Irish novels")
    Page.objects.filter(pk=english.pk).update(owner=solo)
    revision = draft(english, solo, headline="She translates everything")
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    with LogContext(user=maud):
        approve(reread(profile), maud, seen=profile_of(profile).seen)
        revision.publish(user=maud)
    assert len(letters()) == 1


def test_the_solo_reads_the_reviewers_words_as_text(profile, solo, maud, django_capture_on_commit_callbacks):
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    with django_capture_on_commit_callbacks(execute=True):
        decide(send_back, reread(profile), maud, comment="Précisez <b>les langues</b>.")
    [sent] = mail.outbox
    assert sent.to == ["marie@example.org"]
    assert "Précisez <b>les langues</b>." in sent.body
    assert "&lt;b&gt;les langues" in sent.alternatives[0].content


def test_the_solo_is_told_which_fields_an_editor_changed(profile, solo, maud):
    draft(profile, maud, headline="Elle traduit tout", phone="+33562611235").publish(user=maud)
    [letter] = letters()
    assert letter.recipient == "marie@example.org"
    assert "- Accroche" in letter.text
    assert "- Téléphone" in letter.text
    assert "Présentation" not in letter.text


def test_publishing_without_a_change_is_not_worth_a_letter(profile, solo, maud):
    draft(profile, maud).publish(user=maud)
    assert letters() == []


def test_the_solo_is_told_when_an_editor_publishes_or_unpublishes(profile, new_profile, solo, maud):
    draft(new_profile, maud).publish(user=maud)
    reread(profile).unpublish(user=maud)
    assert [letter.subject for letter in letters("marie@example.org")] == [
        "Un membre de la rédaction a publié votre profil",
        "Votre profil n’est plus en ligne",
    ]


def test_nobody_is_told_of_what_they_did_themselves_or_a_program_did(profile, solo, maud):
    draft(profile, solo, headline="Elle traduit tout").publish(user=solo, skip_permission_checks=True)
    UnpublishPageAction(reread(profile), user=solo).execute(skip_permission_checks=True)
    draft(profile, None, headline="Elle traduit").publish()
    reread(profile).unpublish()
    assert letters() == []


def test_an_editor_who_owns_a_profile_is_not_taken_for_its_solo(profile, maud, rene):
    Page.objects.filter(pk=profile.pk).update(owner=rene)
    draft(reread(profile), maud, headline="Elle traduit tout").publish(user=maud)
    assert letters() == []


def test_an_editor_still_gets_wagtails_own_mail_for_what_they_sent_in(profile, maud, group):
    editor = person("editor@example.org", is_superuser=True)
    Page.objects.filter(pk=profile.pk).update(owner=editor)
    submit(reread(profile), editor, headline="Elle traduit tout")
    decide(approve, reread(profile), maud)
    assert [sent.to for sent in mail.outbox] == [["editor@example.org"]]


@pytest.mark.parametrize("lost", ["inactive", "no address"])
def test_a_solo_who_cannot_be_written_to_stops_nothing(profile, solo, maud, lost):
    solo.is_active = lost != "inactive"
    solo.email = solo.email if lost == "inactive" else ""
    solo.save()
    submit(profile, solo, headline="Elle traduit tout")
    forget_letters()
    decide(approve, reread(profile), maud)
    assert letters() == []
    assert reread(profile).headline == "Elle traduit tout"


def test_what_was_decided_on_proposed_terms_is_told_once(profile, solo, maud):
    term = make_term("Vannerie", "basketry", vocabulary="skill")
    decided = {"decided_by": maud, "decided_at": "2026-11-01T10:00Z"}
    TermProposal.objects.create(
        page=profile, vocabulary="skill", name="Osier", key="osier", state="merged", term=term, **decided
    )
    TermProposal.objects.create(
        page=profile, vocabulary="skill", name="Magie", key="magie", state="declined", **decided
    )
    for headline in ("Elle traduit tout", "Elle traduit vraiment tout"):
        submit(reread(profile), solo, headline=headline)
        decide(approve, reread(profile), maud)
    first, second = letters("marie@example.org")
    assert "Osier" in first.text
    assert "Vannerie" in first.text
    assert "Magie" in first.text
    assert "Osier" not in second.text
