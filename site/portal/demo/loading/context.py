"""What every loader needs: the languages, the people, the communes and terms by their codes."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page

from directory_blocks.models import Commune, Term
from directory_blocks.translations.segments import translate
from portal.accounts.models import User

from .ledger import Ledger
from .pictures import Pictures

TRANSLATOR = "translator@soho-solo.example"
EDITOR = "editor@soho-solo.example"
MODERATOR = "moderator@soho-solo.example"


@dataclass
class Loading:
    """One run of the loader."""

    ledger: Ledger
    users: dict[str, User]
    french: Locale
    english: Locale
    # Where the demo is served: the addresses in its letters begin so.
    base_url: str
    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.ledger)

    @classmethod
    def start(cls, ledger: Ledger, users: dict[str, User], base_url: str) -> "Loading":
        """Make sure that both languages are there."""
        source = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        french = Locale.objects.get_or_create(language_code=source)[0]
        english = Locale.objects.get_or_create(language_code="en")[0]
        return cls(ledger, users, french, english, base_url)

    @cached_property
    def communes(self) -> dict[str, Commune]:
        """Communes by INSEE code."""
        return {commune.code: commune for commune in Commune.objects.select_related("territory")}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Term]:
        terms = Term.objects.filter(locale=self.french)
        return {(term.vocabulary, term.slug): term for term in terms}

    def terms(self, vocabulary: str, slugs: list[str]) -> list[Term]:
        """Terms of the source language. Raises KeyError for one that does not exist."""
        return [self._terms[vocabulary, slug] for slug in slugs]

    def page(self, key: str, parent: Page, page: Page, owner: User | None = None) -> Page | None:
        """Publish a French page below ``parent`` once."""
        return self.ledger.once(key, type(page), lambda: self.publish(parent, page, owner))

    def english_page(self, key: str, page: Page, prose: dict[str, Any] | None) -> Page | None:
        """Translate a page once; nothing where there is no ``prose`` for it."""
        if prose is None:
            return None
        return self.ledger.once(f"{key}:en", type(page), lambda: self.translate(page, prose))

    def translate(self, page: Page, prose: dict[str, Any]) -> Page:
        """Translate a French page into English and publish the translation."""
        by = {"translator": self.users.get(TRANSLATOR), "publisher": self.users.get(MODERATOR)}
        return translate(page, prose, self.english, **by)

    def publish(self, parent: Page, page: Page, owner: User | None = None) -> Page:
        """
        Save a French page below ``parent``, live, with the revision that it is live from: what publishing leaves
        behind, in one save instead of three.
        """
        now = timezone.now()
        page.locale, page.owner = self.french, owner or self.users.get(EDITOR)
        page.live, page.first_published_at, page.last_published_at = True, now, now
        parent.add_child(instance=page)
        revision = page.save_revision(user=page.owner, changed=False, clean=False, log_action=True)
        Page.objects.filter(pk=page.pk).update(live_revision=revision)
        return type(page).objects.get(pk=page.pk)

    def publish_changes(self, page: Page) -> None:
        """Publish a page as it stands: written by its owner or the editor, approved by the moderator."""
        page.save_revision(user=page.owner).publish(user=self.users.get(MODERATOR))

    def resolve(self, value: Any) -> Any:
        """Put the row's id in the place of ``@key``, at any depth; None where it is not there."""
        if isinstance(value, str) and value.startswith("@"):
            return self.ledger.id_of(value[1:])
        if isinstance(value, dict):
            return {key: self.resolve(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.resolve(part) for part in value]
        return value
