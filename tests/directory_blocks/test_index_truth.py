"""After any sequence of what editors do, the index says exactly what a rebuild would."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.models import Locale, Page, PageViewRestriction, Site

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.index.tallies import recount
from directory_blocks.models import Commune, CommuneAlias, Entry, Term
from directory_blocks.models.entry import EntryText
from portal.home.models import StandardPage
from solo_pages.models import SoloProfilePage
from tests.factories.site import ProfileSource, build_site, make_commune, make_term, publish

NUMBER = st.integers(0, 1000)


def pick(queryset, number):
    """The same row for the same number, or None."""
    rows = list(queryset.order_by("pk"))
    return rows[number % len(rows)] if rows else None


class Editing(RuleBasedStateMachine):
    """What editors, translators and administrators do, in any order."""

    @initialize()
    def start(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.site = build_site()
        self.shelf = self.site.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
        self.communes = [make_commune(), make_commune("Mirande", "32256")]
        self.terms = [make_term(f"Terme {n}", f"terme-{n}", locale=self.site.french) for n in range(3)]
        self.names = 0

    def teardown(self):
        if hasattr(self, "atomic"):
            try:
                self.assert_true()
            finally:
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)
                Site.clear_site_root_paths_cache()

    def assert_true(self):
        changes = rebuild_source(ProfileSource(), dry_run=True)
        assert not changes, dict(changes.examples)
        assert EntryText.objects.count() == Entry.objects.count()
        assert not recount(dry_run=True)

    def name(self, prefix):
        self.names += 1
        return f"{prefix} {self.names}"

    def solos(self):
        return SoloProfilePage.objects.filter(alias_of__isnull=True)

    def branches(self):
        return StandardPage.objects.filter(depth__gte=3)

    @rule(number=NUMBER, live=st.booleans())
    def create(self, number, live):
        if parent := pick(self.branches(), number):
            self.site.solo(
                self.name("Solo"),
                parent=parent,
                live=live,
                locale=parent.locale,
                commune=self.communes[number % 2],
                sectors=self.present_terms()[: number % 3],
            )

    def present_terms(self):
        return list(Term.objects.filter(locale=self.site.french).order_by("pk"))

    @rule(number=NUMBER, precision=st.sampled_from(["exact", "commune"]))
    def edit_and_publish(self, number, precision):
        if page := pick(self.solos(), number):
            page.title, page.precision = self.name("Renamed"), precision
            page.sectors = self.present_terms()[number % 2 :]
            publish(page)

    @rule(number=NUMBER)
    def save_draft(self, number):
        if page := pick(self.solos(), number):
            page.title = self.name("Draft")
            page.save_revision()

    @rule(number=NUMBER)
    def unpublish(self, number):
        if page := pick(self.solos(), number):
            page.unpublish()

    @rule(number=NUMBER)
    def delete(self, number):
        if page := pick(self.solos(), number):
            page.delete()

    @rule(number=NUMBER, alias=st.booleans(), live=st.booleans())
    def translate(self, number, alias, live):
        page = pick(self.solos().filter(locale=self.site.french), number)
        if page and not Page.objects.filter(translation_key=page.translation_key, locale=self.site.english).exists():
            translation = page.copy_for_translation(self.site.english, copy_parents=True, alias=alias)
            if live and not alias:
                publish(translation)

    @rule(number=NUMBER)
    def alias(self, number):
        if page := pick(self.solos(), number):
            page.create_alias(update_slug=f"alias-{self.name('a')[2:]}")

    @rule(number=NUMBER)
    def copy(self, number):
        if page := pick(self.solos(), number):
            page.copy(update_attrs={"slug": f"copie-{self.name('c')[2:]}"})

    @rule(number=NUMBER)
    def rename_branch(self, number):
        if branch := pick(self.branches(), number):
            branch.slug = self.name("branch").replace(" ", "-")
            branch.save()

    @rule(number=NUMBER, into=NUMBER)
    def move(self, number, into):
        page = pick(Page.objects.filter(depth__gte=3), number)
        parent = pick(Page.objects.filter(depth__lte=3), into)
        if page and parent and not (parent == page or parent.is_descendant_of(page)):
            if parent.get_children().filter(slug=page.slug).exclude(pk=page.pk).exists():
                return
            page.move(parent, "last-child")

    @rule(number=NUMBER, kind=st.sampled_from(["login", "none"]))
    def restrict(self, number, kind):
        page = pick(Page.objects.filter(depth__gte=3), number)
        if page and not page.view_restrictions.exists():
            PageViewRestriction.objects.create(page=page, restriction_type=kind)

    @rule(number=NUMBER)
    def change_restriction(self, number):
        if restriction := pick(PageViewRestriction.objects.all(), number):
            restriction.restriction_type = "none" if restriction.restriction_type == "login" else "login"
            restriction.save()

    @rule(number=NUMBER)
    def lift_restriction(self, number):
        if restriction := pick(PageViewRestriction.objects.all(), number):
            restriction.delete()

    @rule(number=NUMBER)
    def rename_term(self, number):
        if term := pick(Term.objects.all(), number):
            term.name = self.name("Terme")
            term.save()

    @rule(number=NUMBER)
    def translate_term(self, number):
        term = pick(Term.objects.filter(locale=self.site.french), number)
        if term and not term.has_translation(self.site.english):
            translation = term.copy_for_translation(self.site.english)
            translation.name = self.name("Term")
            translation.save()

    @rule(number=NUMBER, parent=NUMBER)
    def reparent_term(self, number, parent):
        term, broader = (pick(Term.objects.filter(locale=self.site.french), n) for n in (number, parent))
        if term and term != broader and broader.parent_id is None and not term.children.exists():
            term.parent = broader
            term.save()

    @rule(number=NUMBER)
    def delete_term(self, number):
        if term := pick(Term.objects.filter(children__isnull=True), number):
            term.delete()

    @rule(number=NUMBER)
    def rename_commune(self, number):
        commune = pick(Commune.objects.all(), number)
        commune.name, commune.longitude = self.name("Commune"), 0.5 + number / 1e4
        commune.save()

    @rule(number=NUMBER)
    def name_commune_otherwise(self, number):
        CommuneAlias.objects.create(commune=pick(Commune.objects.all(), number), name=self.name("Alias"))

    @rule(number=NUMBER)
    def move_site_root(self, number):
        self.site.site.root_page = pick(Page.objects.filter(depth=2, locale=self.site.french), number)
        self.site.site.save()

    @rule(add=st.booleans())
    def change_languages(self, add):
        if add:
            Locale.objects.get_or_create(language_code="es")
        else:
            spanish = Locale.objects.filter(language_code="es").first()
            if spanish and not Page.objects.filter(locale=spanish).exists():
                spanish.delete()


@pytest.mark.django_db
def test_the_index_always_equals_a_rebuild(site, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "F"), ("en", "E"), ("es", "S")]
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    assert connection.in_atomic_block
    run_state_machine_as_test(
        Editing,
        settings=hypothesis_settings(
            max_examples=20,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
