"""What every entry depends on besides its object, read once for a whole batch."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from wagtail.models import Locale, Page, PageViewRestriction, Site

from ..models import Commune, CommuneAlias, Term
from ..sources.base import default_language


class Snapshot:
    """
    The languages of the site, its roots, what is private, the taxonomy and the names of communes. Valid for one
    operation: make a new one for the next.
    """

    def __init__(self, *, fresh_roots: bool = False) -> None:
        if fresh_roots:
            # Wagtail forgets its cached roots only after the signals of the save that changed them.
            Site.clear_site_root_paths_cache()
        self._commune_names: dict[int, str] = {}

    @cached_property
    def locales(self) -> list[Locale]:
        """The languages of the site, the default one first."""
        default = default_language()
        return sorted(Locale.objects.all(), key=lambda locale: (locale.language_code != default, locale.pk))

    # --- pages -------------------------------------------------------------------------------------------------

    @cached_property
    def _roots(self) -> SimpleNamespace:
        # Page.get_url_parts keeps the roots on whatever it is given as the request.
        return SimpleNamespace(_wagtail_cached_site_root_paths=Site.get_site_root_paths())

    @cached_property
    def _default_site_id(self) -> int | None:
        sites = {root.site_id for root in self._roots._wagtail_cached_site_root_paths}
        if len(sites) < 2:
            return next(iter(sites), None)
        return Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()

    def is_default_site(self, site_id: int) -> bool:
        """Tell whether addresses in this site are stored without their host."""
        return site_id == self._default_site_id

    def page_url(self, page: Page, *, site_id: int | None = None) -> str | None:
        """
        Give the path of a page (with its host where that is not the default site's), or None outside any site; with
        ``site_id`` None outside that one, too.
        """
        parts = page.get_url_parts(self._roots)
        if parts is None or parts[2] is None or site_id not in (None, parts[0]):
            return None
        return parts[2] if self.is_default_site(parts[0]) else f"{parts[1]}{parts[2]}"

    @cached_property
    def _restricted_paths(self) -> set[str]:
        restrictions = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
        return set(restrictions.values_list("page__path", flat=True))

    def is_restricted(self, path: str) -> bool:
        """Tell whether the page at a tree path, or one above it, is behind a view restriction."""
        if not self._restricted_paths:
            return False
        return any(path[:end] in self._restricted_paths for end in range(Page.steplen, len(path) + 1, Page.steplen))

    # --- taxonomy ----------------------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> dict[int, Term]:
        return {term.pk: term for term in Term.objects.all()}

    @cached_property
    def _term_translations(self) -> dict[tuple[UUID, int], Term]:
        return {(term.translation_key, term.locale_id): term for term in self._terms.values()}

    def terms(self, given: Iterable[Term], locale: Locale) -> list[Term]:
        """Give the terms with all that are broader, each in ``locale`` where it is translated, without repetition."""
        found: dict[int, Term] = {}
        for narrow in given:
            seen: set[int] = set()
            term = self._terms.get(narrow.pk)
            while term and term.pk not in seen:
                seen.add(term.pk)
                local = self._term_translations.get((term.translation_key, locale.pk), term)
                found[local.pk] = local
                term = self._terms.get(term.parent_id)
        return sorted(found.values(), key=lambda term: (term.vocabulary, term.sort_order, term.name, term.pk))

    # --- communes ----------------------------------------------------------------------------------------------

    def load_communes(self, communes: Iterable[Commune]) -> None:
        """Read the names of communes ahead of ``commune_names``, in one query."""
        missing = {commune.pk: commune for commune in communes if commune.pk not in self._commune_names}
        if not missing:
            return
        aliases = defaultdict(list)
        for commune_id, name in (
            CommuneAlias.objects.filter(commune__in=missing).order_by("name").values_list("commune_id", "name")
        ):
            aliases[commune_id].append(name)
        for pk, commune in missing.items():
            self._commune_names[pk] = " ".join(filter(None, [commune.name, commune.postcodes, *aliases[pk]]))

    def commune_names(self, commune: Commune) -> str:
        """Give everything a commune is searched by: name, postcodes, other names."""
        self.load_communes([commune])
        return self._commune_names[commune.pk]
