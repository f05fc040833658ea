"""The words that the guide explains."""

from typing import Any

from wagtail.models import Locale

from guide.models import GlossaryTerm

from .content import read
from .context import MODERATOR, Loading


def load_glossary(loading: Loading) -> None:
    """Publish each word in both languages."""
    for word in read("glossary")["term"]:
        french = _publish(loading, f"word:{word['key']}", loading.french, word["url"], word["fr"])
        if french:
            key = {"translation_key": french.translation_key}
            _publish(loading, f"word:{word['key']}:en", loading.english, word["url"], {**word["en"], **key})


def _publish(loading: Loading, key: str, locale: Locale, url: str, prose: dict[str, Any]) -> GlossaryTerm | None:
    def make() -> GlossaryTerm:
        term = GlossaryTerm(locale=locale, url=url, **prose)
        term.full_clean()
        term.save()
        term.save_revision().publish(user=loading.users.get(MODERATOR), skip_permission_checks=True)
        return term

    return loading.ledger.once(key, GlossaryTerm, make)
