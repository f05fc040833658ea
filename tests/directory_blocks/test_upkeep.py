"""Whatever happens to pages, terms, communes, sites and languages, the index says the same as a rebuild would."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, PageViewRestriction, Site

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.models import CommuneAlias, Entry
from portal.home.models import StandardPage
from tests.factories.site import ProfileSource, make_commune, make_term, publish


def urls(language="fr"):
    rows = Entry.objects.filter(source="profile", locale__language_code=language)
    return sorted(rows.values_list("url_path", flat=True))


def assert_true():
    changes = rebuild_source(ProfileSource(), dry_run=True)
    assert not changes, dict(changes.examples)


def restrict(page, kind="login"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


def test_renaming_a_section_renames_what_is_below_it(site):
    site.solo()
    site.section.slug = "repertoire"
    site.section.save()
    assert urls("fr") == urls("en") == ["/fr/repertoire/camille-dupuy/"]
    assert_true()


def test_renaming_leaves_the_same_path_of_another_site_alone(site):
    other_home = Page.get_first_root_node().add_child(instance=StandardPage(title="Autre", slug="autre"))
    other = Site.objects.create(hostname="autre.example", root_page=other_home)
    section = other_home.add_child(instance=StandardPage(title="Annuaire", slug="annuaire"))
    site.solo()
    site.solo(parent=section)
    assert urls() == ["/fr/annuaire/camille-dupuy/", f"{other.root_url}/fr/annuaire/camille-dupuy/"]
    site.section.slug = "repertoire"
    site.section.save()
    assert urls() == ["/fr/repertoire/camille-dupuy/", f"{other.root_url}/fr/annuaire/camille-dupuy/"]
    assert_true()


def test_a_moved_page_keeps_its_entry_under_the_new_address(site):
    page = site.solo()
    page.move(site.home, "last-child")
    assert urls() == ["/fr/camille-dupuy/"]
    assert_true()


def test_a_moved_section_takes_its_pages_along(site):
    site.solo()
    shelf = site.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
    site.section.move(shelf, "last-child")
    assert urls() == ["/fr/rayon/annuaire/camille-dupuy/"]
    assert_true()


def test_a_section_moved_out_of_the_site_is_gone_and_comes_back(site):
    site.solo()
    site.section.move(Page.get_first_root_node(), "last-child")
    assert urls() == []
    site.section.refresh_from_db()
    site.section.move(Page.objects.get(pk=site.home.pk), "last-child")
    assert urls() == ["/fr/annuaire/camille-dupuy/"]
    assert_true()


def test_a_section_moved_under_a_private_one_is_hidden_and_out_of_it_shown(site):
    site.solo()
    shelf = site.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
    restrict(shelf)
    site.section.move(shelf, "last-child")
    assert urls() == []
    site.section.refresh_from_db()
    site.section.move(site.home, "last-child")
    assert urls() == ["/fr/annuaire/camille-dupuy/"]
    assert_true()


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restriction_hides_a_branch_and_its_removal_shows_it(site, kind):
    site.solo()
    restriction = restrict(site.section, kind)
    restriction.groups.add(Group.objects.create(name="Members"))
    assert urls("fr") == urls("en") == []
    assert_true()
    restriction.delete()
    assert urls("fr") == ["/fr/annuaire/camille-dupuy/"]
    assert_true()


def test_a_private_source_leaves_its_public_translation(site):
    page = site.solo()
    site.translated(page)
    restrict(page)
    assert urls("fr") == urls("en") == ["/en/directory/camille-dupuy/"]
    assert_true()


def test_a_page_published_in_a_private_section_is_no_entry(site):
    restrict(site.section)
    site.solo()
    assert urls() == []
    assert_true()


def test_a_branch_too_large_for_one_transaction_is_hidden_at_once(site, settings, django_capture_on_commit_callbacks):
    settings.DIRECTORY_BLOCKS = {"BATCH_SIZE": 2}
    solos = [site.solo(f"Solo {number}") for number in range(5)]
    site.translated(solos[0])
    with django_capture_on_commit_callbacks(execute=True):
        restriction = restrict(site.section)
        assert urls("fr") == []
        # The public translation of a page that is private now still is an entry of its own language.
        assert urls("en") == ["/en/directory/solo-0/"]
    assert urls("fr") == ["/en/directory/solo-0/"]
    assert_true()
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert len(urls("fr")) == 5
    assert_true()


def test_deleting_a_page_or_its_section_removes_the_entries(site):
    page, other = site.solo(), site.solo("Other")
    page.delete()
    assert urls() == ["/fr/annuaire/other/"]
    site.translated(other)
    Page.objects.get(pk=site.section.pk).delete()
    assert urls("fr") == ["/en/directory/other/"]
    assert_true()


def test_a_term_renamed_translated_moved_or_deleted_shows_in_the_entries(site):
    broad = make_term("Métiers", "metiers", locale=site.french)
    term = make_term("Traduction", "translation", locale=site.french)
    site.solo(sectors=[term])
    term.name = "Traductologie"
    term.save()
    assert "Traductologie" in Entry.objects.get(source="profile", locale=site.french).search_text
    english = term.copy_for_translation(site.english)
    english.name = "Translation"
    english.save()
    assert Entry.objects.get(source="profile", locale=site.english).terms.get() == english
    assert_true()
    term.parent = broad
    term.save()
    assert broad in Entry.objects.get(source="profile", locale=site.french).terms.all()
    assert_true()
    english.delete()
    assert term in Entry.objects.get(source="profile", locale=site.english).terms.all()
    assert_true()
    term.delete()
    assert not Entry.objects.get(source="profile", locale=site.french).terms.exists()
    assert_true()


def test_a_commune_renamed_or_known_by_another_name_is_found_by_it(site):
    commune = make_commune()
    site.solo(commune=commune, precision="commune")
    commune.name, commune.latitude = "Auch-en-Gascogne", 43.7
    commune.save()
    entry = Entry.objects.get(source="profile", locale=site.french)
    assert (entry.latitude, "Auch-en-Gascogne" in entry.search_text) == (43.7, True)
    alias = CommuneAlias.objects.create(commune=commune, name="Augusta")
    entry.refresh_from_db()
    assert "Augusta" in entry.search_text
    assert_true()
    alias.delete()
    assert_true()


def test_a_new_language_has_every_entry_and_takes_its_rows_along(site, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "F"), ("en", "E"), ("es", "S")]
    site.solo()
    spanish = Locale.objects.create(language_code="es")
    assert urls("es") == ["/fr/annuaire/camille-dupuy/"]
    assert_true()
    spanish.delete()
    assert not Entry.objects.filter(locale_id=spanish.pk).exists()
    assert_true()


def test_a_site_with_another_root_has_other_addresses(site):
    site.solo()
    site.site.root_page = site.section
    site.site.save()
    assert urls("fr") == ["/fr/camille-dupuy/"]
    assert_true()
    site.site.delete()
    assert urls("fr") == []
    assert_true()


def test_a_hostname_of_a_second_site_is_part_of_the_address(site):
    other_home = Page.get_first_root_node().add_child(instance=StandardPage(title="Autre", slug="autre"))
    other = Site.objects.create(hostname="autre.example", root_page=other_home)
    site.solo(parent=other_home)
    assert urls() == ["http://autre.example/fr/camille-dupuy/"]
    other.hostname = "neu.example"
    other.save()
    assert urls() == ["http://neu.example/fr/camille-dupuy/"]
    assert_true()


def test_scheduled_publication_and_expiry_are_followed(site):
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    page = site.solo(live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    publish(page)
    assert urls() == []
    page.refresh_from_db()
    revision = page.revisions.order_by("-pk").first()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert urls() == ["/fr/annuaire/camille-dupuy/"]
    page = type(page).objects.get(pk=page.pk)
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert urls() == []
    assert_true()


def test_a_copied_page_is_an_entry_of_its_own(site):
    term = make_term("Traduction", "translation", locale=site.french)
    page = site.solo(sectors=[term])
    page.copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert urls() == ["/fr/annuaire/camille-dupuy/", "/fr/annuaire/copie/"]
    assert all(term in entry.terms.all() for entry in Entry.objects.filter(source="profile"))
    assert_true()


def test_a_failed_save_leaves_the_index_as_it_was(site):
    from django.db import transaction

    page = site.solo()

    def fail():
        with transaction.atomic():
            page.title = "Other"
            page.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Entry.objects.filter(source="profile", title="Camille Dupuy").count() == 2
