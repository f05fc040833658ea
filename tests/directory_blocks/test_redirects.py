"""A page that was renamed or moved is still found under its old addresses."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from portal.home.models import StandardPage
from solo_pages.models import SoloProfilePage


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def rename(page, slug):
    page = page.__class__.objects.get(pk=page.pk)
    page.slug = slug
    page.save()


def redirects():
    return {redirect.old_path: redirect.link for redirect in Redirect.objects.all()}


def test_a_renamed_section_leads_on_with_all_below_it(site, committed, client):
    site.solo()
    site.solo("Draft", live=False)
    with committed():
        rename(site.section, "repertoire")
    assert redirects() == {
        "/fr/annuaire": "/fr/repertoire/",
        "/fr/annuaire/camille-dupuy": "/fr/repertoire/camille-dupuy/",
    }
    response = client.get("/fr/annuaire/camille-dupuy/")
    assert (response.status_code, response["location"]) == (301, "/fr/repertoire/camille-dupuy/")


def test_renaming_back_makes_no_loop(site, committed):
    page = site.solo()
    with committed():
        rename(site.section, "repertoire")
    with committed():
        rename(site.section, "annuaire")
    assert redirects() == {
        "/fr/repertoire": "/fr/annuaire/",
        "/fr/repertoire/camille-dupuy": page.url,
    }


def test_two_renames_lead_straight_to_the_last_address(site, committed):
    with committed():
        rename(site.section, "un")
    with committed():
        rename(site.section, "deux")
    assert redirects() == {"/fr/annuaire": "/fr/deux/", "/fr/un": "/fr/deux/"}


def test_a_moved_branch_leads_on(site, committed):
    site.solo()
    shelf = site.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
    with committed():
        StandardPage.objects.get(pk=site.section.pk).move(shelf, "last-child")
    assert redirects()["/fr/annuaire/camille-dupuy"] == "/fr/rayon/annuaire/camille-dupuy/"


def test_reordering_writes_none(site, committed):
    other = site.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
    with committed():
        StandardPage.objects.get(pk=site.section.pk).move(other, "right")
    assert not Redirect.objects.exists()


def test_each_language_has_its_own(site, committed):
    page = site.solo()
    site.translated(page)
    with committed():
        rename(site.english_section, "people")
    assert redirects() == {
        "/en/directory": "/en/people/",
        "/en/directory/camille-dupuy": "/en/people/camille-dupuy/",
    }


def test_a_site_within_a_branch_has_its_own_addresses(site, committed):
    inner = Site.objects.create(hostname="inner.example", root_page=site.section)
    site.solo()
    with committed():
        rename(site.section, "repertoire")
    # The outer site's addresses changed; the inner one's, counted from its root, did not.
    assert set(Redirect.objects.values_list("site_id", "old_path")) == {
        (site.site.pk, "/fr/annuaire"),
        (site.site.pk, "/fr/annuaire/camille-dupuy"),
    }
    assert not Redirect.objects.filter(site=inner).exists()


def test_the_root_of_a_site_needs_none(site, committed):
    site.solo()
    with committed():
        rename(site.home, "maison")
    assert not Redirect.objects.exists()


def test_a_page_moved_out_of_its_site_leads_nowhere(site, committed):
    with committed():
        StandardPage.objects.get(pk=site.section.pk).move(Page.get_first_root_node(), "last-child")
    assert not Redirect.objects.exists()


def test_a_redirect_made_by_hand_stays(site, committed):
    Redirect.objects.create(old_path="/fr/annuaire", site=site.site, redirect_link="https://example.org/")
    with committed():
        rename(site.section, "repertoire")
    assert redirects()["/fr/annuaire"] == "https://example.org/"


def test_the_sub_paths_a_page_answers_for_lead_on(site, committed, monkeypatch):
    monkeypatch.setattr(SoloProfilePage, "get_route_paths", lambda self: ["/", "/vcard/"])
    site.solo()
    with committed():
        rename(site.section, "repertoire")
    redirect = Redirect.objects.get(old_path="/fr/annuaire/camille-dupuy/vcard")
    assert redirect.redirect_page_route_path == "/vcard/"


def test_wagtails_own_are_not_doubled(site, committed, settings):
    settings.WAGTAILREDIRECTS_AUTO_CREATE = True
    with committed():
        rename(site.section, "repertoire")
    assert list(redirects()) == ["/fr/annuaire"]


def test_an_address_too_long_for_a_redirect_is_left_out(site, committed):
    site.solo("Long", slug="l" * 250)
    with committed():
        rename(site.section, "repertoire")
    assert list(redirects()) == ["/fr/annuaire"]


def test_batches_cover_everything(site, committed, settings):
    settings.DIRECTORY_BLOCKS = {"BATCH_SIZE": 2}
    for number in range(5):
        site.solo(f"Solo {number}")
    with committed():
        rename(site.section, "repertoire")
    assert len(redirects()) == 6
