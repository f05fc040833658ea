"""An editor in the admin and the solo in their account, at the same time."""

import pytest
from django.urls import reverse

from solo_pages.models import Letter
from tests.solo_pages.admin_forms import opened

from .conftest import draft, reread, submit


@pytest.fixture
def editor(client, maud):
    client.force_login(maud)
    return client


def save(client, page, fields, **kwargs):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields, **kwargs)


def latest(page):
    return reread(page).get_latest_revision_as_object()


def test_an_editor_saves_where_nobody_else_has(editor, profile):
    fields = opened(editor, profile)
    assert save(editor, profile, {**fields, "headline": "Elle traduit tout"}).status_code == 302
    assert latest(profile).headline == "Elle traduit tout"


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_an_editor_is_warned_before_overwriting_what_the_solo_saved(editor, profile, solo, action):
    fields = opened(editor, profile)
    draft(profile, solo, presentation="Nouvelle présentation", phone="+33562611235")
    response = save(editor, profile, {**fields, "headline": "Elle traduit tout", **action})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Téléphone" in text
    assert "Elle traduit tout" in text
    assert latest(profile).presentation == "Nouvelle présentation"
    assert reread(profile).presentation.startswith("Traductrice")
    again = {**fields, "headline": "Elle traduit tout", **action}
    again["loaded_revision_id"] = str(reread(profile).latest_revision_id)
    again["loaded_revision_created_at"] = reread(profile).latest_revision.created_at.isoformat()
    assert save(editor, profile, again).status_code == 302
    assert latest(profile).headline == "Elle traduit tout"


def test_automatic_saving_overwrites_nothing_either(editor, profile, solo):
    fields = opened(editor, profile)
    draft(profile, solo, presentation="Nouvelle présentation")
    response = save(editor, profile, {**fields, "headline": "Elle traduit"}, headers={"accept": "application/json"})
    assert response.json()["success"] is False
    assert latest(profile).presentation == "Nouvelle présentation"


def test_a_reviewer_cannot_approve_in_wagtails_form_what_moved_since(editor, profile, solo):
    submit(profile, solo, headline="Elle traduit tout")
    fields = opened(editor, profile)
    submit(profile, solo, headline="Achetez mes pilules")
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert save(editor, profile, {**fields, **approval}).status_code == 200
    assert reread(profile).headline == "Elle traduit des romans irlandais"
    assert reread(profile).workflow_in_progress


def test_what_an_editor_publishes_in_the_admin_is_told_to_the_solo(editor, profile):
    fields = opened(editor, profile)
    save(editor, profile, {**fields, "headline": "Elle traduit tout", "action-publish": "1"})
    [letter] = Letter.objects.all()
    assert letter.recipient == "marie@example.org"
    assert "- Accroche" in letter.text
    assert letter.text.count("- ") == 1


@pytest.mark.parametrize("loaded", ["x", "0", "99999999999999999999999", ""])
def test_a_forged_revision_is_no_error_of_the_server(editor, profile, loaded):
    fields = {**opened(editor, profile), "loaded_revision_id": loaded, "headline": "Elle traduit tout"}
    assert save(editor, profile, fields).status_code in (200, 302)
