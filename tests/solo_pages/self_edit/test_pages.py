"""The pages on which a solo keeps their profile: what they show, save, refuse and bring back."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from wagtail.models import Revision

from directory_blocks.enums import Precision
from solo_pages.models import Consent, SoloProfilePage, TermProposal
from solo_pages.self_edit import writing
from solo_pages.self_edit.states import ProfileState, state_of
from tests.factories.solos import fresh

from .pages import draft, form_of, text

pytestmark = pytest.mark.django_db

STEPS = ["who", "what", "where", "contact", "portrait", "gallery", "in-en"]


@pytest.fixture
def solo(client, page):
    client.force_login(page.owner)
    return client


def send(client, step="who", then="continue", json=False, **changes):
    data = {**form_of(client, step), **changes, "then": then}
    headers = {"Accept": "application/json"} if json else {}
    return client.post(reverse("solo_account:step", args=[step]), data, headers=headers)


def test_who_is_not_logged_in_is_asked_to(client):
    url = reverse("solo_account:dashboard")
    response = client.get(url)
    assert response.status_code == 302
    assert response.url == f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': url}, safe='/')}"


def test_the_account_is_at_its_word_in_each_language(solo):
    assert solo.get("/fr/compte/").status_code == 200
    assert solo.get("/en/account/").status_code == 200
    assert solo.get("/fr/compte/profile/who/").status_code == 200


@pytest.mark.parametrize("name", ["dashboard", "submit", "preview"])
def test_nothing_of_it_is_kept_in_a_cache_or_found_by_a_search_engine(client, portal, name):
    for user in (None, portal.person(), portal.published().owner):
        if user:
            client.force_login(user)
        response = client.get(reverse(f"solo_account:{name}"))
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_a_profile_begins_with_a_name_and_a_language(client, portal):
    user = portal.person(first_name="Aidan", last_name="Gallagher")
    client.force_login(user)
    beginning = client.get("/en/account/")
    assert beginning.context["form"].initial == {"name": "Aidan Gallagher", "language": "en"}
    response = client.post(reverse("solo_account:begin"), {"name": "Aidan Gallagher", "language": "en"}, follow=True)
    assert response.redirect_chain[-1][0].endswith("/profile/who/")
    assert SoloProfilePage.objects.get(owner=user).locale == portal.english


@pytest.mark.parametrize("name", ["", "  ", "\x00", "A\x07B", "x" * 101, "\u202eevil"])
def test_a_name_that_is_none_is_asked_for_again(client, portal, name):
    client.force_login(portal.person())
    response = client.post(reverse("solo_account:begin"), {"name": name, "language": "fr"})
    assert response.status_code == 422
    assert not SoloProfilePage.objects.exists()


def test_each_step_leads_to_the_next_and_the_last_one_back(solo, page):
    for step, following in zip(STEPS, [*STEPS[1:], None], strict=True):
        url = reverse("solo_account:step", args=[following]) if following else reverse("solo_account:dashboard")
        assert send(solo, step).url == url


def test_a_step_opened_and_sent_back_as_it_is_changes_nothing(solo, page):
    before = Revision.objects.count()
    for step in STEPS:
        send(solo, step)
    assert Revision.objects.count() == before


def test_every_field_comes_back_as_it_was_written(solo, page, portal):
    send(solo, "who", title="Marie Durand", presentation="Un.\r\n\r\nDeux.", organisation="Mots & Cie")
    send(
        solo,
        "what",
        services="Traduire\r\nRelire",
        skills=[portal.skill.pk],
        languages=[portal.language.pk],
        works_on_site="on",
    )
    send(solo, "where", precision="exact", location="43.65, 0.59", arrived_in="2019", arrived_from="Cork")
    send(
        solo,
        "contact",
        email="marie@example.org",
        phone="05 62 61 12 34",
        show_phone="on",
        website="mots.example",
        network_0_url="https://www.linkedin.com/in/marie",
        network_1_url="https://social.example/@marie",
        network_1_label="Mastodon",
    )
    values = draft(page)
    assert values["presentation"] == "Un.\n\nDeux."
    assert values["services"] == "Traduire\nRelire"
    assert (values["skills"], values["languages"]) == ([portal.skill.pk], [portal.language.pk])
    assert (values["commune"], values["precision"]) == (portal.auch.pk, Precision.EXACT)
    assert values["location"] == "SRID=4326;POINT(0.59 43.65)"
    assert (values["phone"], values["website"]) == ("+33562611234", "https://mots.example")
    assert values["networks"] == [
        ("LinkedIn", "https://www.linkedin.com/in/marie"),
        ("Mastodon", "https://social.example/@marie"),
    ]
    before = Revision.objects.count()
    for step in STEPS:
        send(solo, step)
    assert Revision.objects.count() == before
    writing.submit(page, page.owner)
    public = portal.approve(page)
    assert [link.label for link in public.network_links] == ["LinkedIn", "Mastodon"]
    assert public.public_exact_point == (43.65, 0.59)


def test_saving_by_itself_answers_with_the_new_revision(solo, page):
    response = send(solo, headline="Elle relit", json=True)
    assert response.json()["revision"] == fresh(page).latest_revision_id
    assert "Enregistré" in response.json()["message"] or "Saved" in response.json()["message"]
    assert draft(page)["headline"] == "Elle relit"


def test_saving_by_itself_says_what_is_wrong(solo):
    response = send(solo, "contact", website="javascript:alert(1)", json=True)
    assert response.status_code == 422
    assert "website" in response.json()["errors"]


def test_an_empty_choice_is_none_and_one_that_is_gone_is_told_in_words(solo, page):
    assert "n’est plus dans la liste" in text(send(solo, "what", sectors=["999999"]))
    assert send(solo, "what", sectors=[""]).status_code == 302
    assert draft(page)["sectors"] == []


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("who", "presentation", "x" * 100_000),
        ("who", "headline", "Elle\x00traduit"),
        ("who", "headline", "Elle\x1btraduit"),
        ("what", "sectors", ["999999"]),
        ("what", "sectors", ["abc"]),
        ("where", "commune", "Nulle-Part"),
        ("where", "location", "somewhere"),
        ("where", "location", "48.85, 2.35"),
        ("where", "arrived_in", "3024"),
        ("where", "precision", "street"),
        ("contact", "email", "nobody"),
        ("contact", "phone", "12"),
        ("contact", "website", "javascript:alert(1)"),
        ("contact", "website", "http://localhost:8000/"),
        ("contact", "website", "http://10.0.0.3/"),
        ("contact", "website", "http://192.168.1.1/admin"),
        ("contact", "website", "http://[::1]/"),
        ("contact", "website", "http://[::ffff:10.0.0.1]/"),
        ("contact", "website", "http://box.local/"),
        ("contact", "website", "https://me:secret@example.org/"),
        ("contact", "network_0_url", "data:text/html,hello"),
        ("contact", "network_2_url", "http://127.0.0.1/"),
        ("contact", "network_0_label", "A name without an address"),
        ("contact", "show_phone", "on"),
        ("contact", "revision", "not a number"),
    ],
)
def test_bad_input_is_told_and_kept_in_the_form_and_nothing_is_saved(solo, page, step, field, value):
    before = Revision.objects.count()
    response = send(solo, step, **{field: value})
    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert Revision.objects.count() == before
    if isinstance(value, str) and "\x00" not in value and field != "show_phone":
        assert response.context["form"][field].value() == value


def test_what_somebody_else_wrote_in_the_meantime_is_shown_beside_ones_own(solo, page):
    mine = form_of(solo)
    editor = fresh(page).get_latest_revision_as_object()
    editor.headline = "Elle relit <b>tout</b>"
    editor.save_revision(user=page.owner)
    response = solo.post(reverse("solo_account:step", args=["who"]), {**mine, "headline": "Elle corrige"})
    assert response.status_code == 409
    assert "Elle relit &lt;b&gt;tout&lt;/b&gt;" in text(response)
    assert response.context["form"]["headline"].value() == "Elle corrige"
    # Sent again, knowingly.
    again = {**mine, "headline": "Elle corrige", "revision": response.context["form"]["revision"].value()}
    assert solo.post(reverse("solo_account:step", args=["who"]), again).status_code == 302
    assert draft(page)["headline"] == "Elle corrige"


def test_what_waits_cannot_be_emptied(solo, page):
    writing.submit(page, page.owner)
    response = send(solo, headline="")
    assert response.status_code == 422
    assert response.context["form"].errors["headline"]


def test_skills_that_are_missing_are_proposed_and_known_ones_ticked(solo, page, portal):
    send(solo, "what", new_skills="Vannerie\nsous-titrage")
    assert [str(one) for one in TermProposal.objects.pending()] == ["Vannerie"]
    assert draft(page)["skills"] == [portal.skill.pk]
    assert form_of(solo, "what")["new_skills"] == "Vannerie"


def test_a_conflict_proposes_nothing(solo, page):
    mine = form_of(solo, "what")
    writing.save(page, page.owner, {"services": "Relire"}, fresh(page).latest_revision_id)
    url = reverse("solo_account:step", args=["what"])
    assert solo.post(url, {**mine, "services": "Traduire", "new_skills": "Vannerie"}).status_code == 409
    assert not TermProposal.objects.exists()


def test_the_other_language_is_written_beside_the_own_one(solo, page):
    shown = solo.get(reverse("solo_account:step", args=["in-en"]))
    assert "Elle traduit des romans irlandais" in text(shown)
    send(solo, "in-en", headline="She translates")
    assert draft(page.get_translations().get())["headline"] == "She translates"
    response = solo.get(reverse("solo_account:preview_in", args=["en"]))
    assert "She translates" in text(response)


def test_the_preview_is_the_page_as_it_would_be_with_a_banner_outside(solo, page):
    send(solo, headline="Elle relit")
    response = solo.get(reverse("solo_account:preview"), follow=True)
    html = text(response)
    assert "Elle relit" in html
    assert html.index("own-preview") < html.index('<main id="main"')
    assert response["X-Robots-Tag"] == "noindex"
    assert solo.get(reverse("solo_account:preview_file", args=["fr", "qr.svg"]))["Content-Type"] == "image/svg+xml"
    assert solo.get(reverse("solo_account:preview_file", args=["fr", "contact/"])).status_code == 302
    assert solo.get(reverse("solo_account:preview_in", args=["xx"])).status_code == 404


def test_sending_needs_consent_and_keeps_its_words(solo, page):
    url = reverse("solo_account:submit")
    assert solo.post(url, {}).status_code == 422
    assert state_of(fresh(page)) == ProfileState.DRAFT
    response = solo.post(url, {"consent": "on"}, follow=True)
    assert state_of(fresh(page)) == ProfileState.WAITING
    assert Consent.objects.get(user=page.owner).purpose == "publication"
    assert response.status_code == 200


def test_what_is_missing_is_listed_with_the_way_to_it(client, portal):
    user = portal.person()
    client.force_login(user)
    client.post(reverse("solo_account:begin"), {"name": "Marie", "language": "fr"})
    url = reverse("solo_account:submit")
    response = client.get(url)
    assert [step.slug for _part, step in response.context["required"]] == ["who", "what", "where"]
    assert client.post(url, {"consent": "on"}).status_code == 422
    assert not Consent.objects.exists()


def test_offline_and_back_each_after_a_question(client, portal):
    page = portal.published()
    client.force_login(page.owner)
    for name, live in (("unpublish", False), ("republish", True)):
        url = reverse(f"solo_account:{name}")
        assert client.get(url).status_code == 200
        assert fresh(page).live != live
        assert client.post(url, follow=True).status_code == 200
        assert fresh(page).live == live
        # A second press, or the back button.
        assert client.post(url, follow=True).status_code == 200
        assert fresh(page).live == live


def test_taking_it_back_from_the_moderators(solo, page):
    writing.submit(page, page.owner)
    assert solo.get(reverse("solo_account:withdraw")).status_code == 200
    solo.post(reverse("solo_account:withdraw"))
    assert state_of(fresh(page)) == ProfileState.DRAFT
    assert solo.get(reverse("solo_account:withdraw")).status_code == 302


def test_the_dashboard_says_how_it_stands_in_words(client, portal):
    page = portal.profile()
    client.force_login(page.owner)
    url = "/en/account/"
    assert "nobody sees it yet" in text(client.get(url))
    writing.submit(page, page.owner)
    assert "You will get an e-mail" in text(client.get(url))
    portal.send_back(page, "Un portrait <script>, s’il vous plaît.")
    assert "Un portrait &lt;script&gt;, s’il vous plaît." in text(client.get(url))
    writing.submit(page, page.owner)
    portal.approve(page)
    assert "Your page is online, as you wrote it." in text(client.get(url))
    writing.save(page, page.owner, {"headline": "Elle relit"}, fresh(page).latest_revision_id)
    assert "is a draft: send it" in text(client.get(url))
    fresh(page).unpublish(user=portal.moderator)
    assert "taken offline by a moderator" in text(client.get(url))


def test_one_press_confirms_that_it_is_still_true(client, portal):
    page = portal.published()
    SoloProfilePage.objects.filter(pk=page.pk).update(verified_on="2020-01-01")
    client.force_login(page.owner)
    client.post(reverse("solo_account:confirm"))
    assert fresh(page).verified_on.year > 2020
    assert state_of(fresh(page)) == ProfileState.APPROVED


@pytest.mark.parametrize("name", ["submit", "withdraw", "unpublish", "republish", "confirm", "preview"])
def test_without_a_profile_there_is_nothing_to_do_but_begin(client, portal, name):
    client.force_login(portal.person())
    response = client.post(reverse(f"solo_account:{name}")) if name != "preview" else client.get(
        reverse("solo_account:preview")
    )  # fmt: skip
    assert response.url == reverse("solo_account:dashboard")


def test_an_unknown_step_is_not_there(solo):
    assert solo.get(reverse("solo_account:step", args=["nothing"])).status_code == 404
    assert solo.get(reverse("solo_account:step", args=["in-fr"])).status_code == 404


def test_nothing_typed_is_markup_on_any_page(solo, page):
    evil = "<img src=x onerror=alert(1)>"
    send(solo, title=evil, headline=evil, presentation=evil, organisation=evil)
    send(solo, "what", services=evil, new_skills=evil)
    send(solo, "in-en", headline=evil)
    for url in ["/fr/compte/", *(reverse("solo_account:step", args=[step]) for step in STEPS)]:
        assert evil not in text(solo.get(url))
    assert evil not in text(solo.get(reverse("solo_account:preview"), follow=True))


@pytest.mark.parametrize("path", ["", *[f"profile/{step}/" for step in STEPS], "profile/submit/"])
def test_no_page_asks_for_more_than_its_budget(solo, page, path, django_assert_max_num_queries):
    writing.save_text(page, page.owner, page.get_parent().get_translations().get().locale, {"headline": "She"}, 0)
    solo.get(f"/fr/compte/{path}")
    with django_assert_max_num_queries(12):
        solo.get(f"/fr/compte/{path}")
