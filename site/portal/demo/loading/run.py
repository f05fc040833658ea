"""The whole demo, in the order that its parts need each other."""

import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from wagtail.signal_handlers import disable_reference_index_auto_update

from directory_blocks.index.sync import indexing_paused
from guide.pdf.building import building_paused
from portal.accounts.groups import set_up_groups
from portal.accounts.publication import set_up_page_publication
from portal.accounts.review import set_up_profile_review

from .accounts import load_accounts
from .brochure import load_brochure
from .content import DATA
from .context import Loading
from .events import load_events
from .glossary import load_glossary
from .guide import load_guide
from .ledger import Ledger
from .people import load_people
from .places import load_places
from .publication import load_publication
from .requests import load_requests
from .site_tree import load_directories, load_home, load_home_body, load_standard_pages

GAZETTEER: Path = DATA / "gers" / "gazetteer.toml"


def load_demo(say: Callable[[str], None], base_url: str) -> Ledger:
    """
    Load what is not loaded yet, telling ``say`` what is being done; gives what was made. ``base_url`` is where the
    demo is served.
    """
    started = time.monotonic()
    ledger = Ledger()
    load_data(ledger, say)
    set_up_groups()
    loading = Loading.start(ledger, load_accounts(ledger), base_url)
    # Each page is saved several times: what follows from it is written once, at the end, even of a load that failed.
    try:
        with disable_reference_index_auto_update(), indexing_paused(), building_paused():
            load_pages(loading, say)
    finally:
        if ledger.made:
            say("Index of entries, and of who uses which picture …")
            call_command("rebuild_entries", stdout=StringIO(), verbosity=0)
            call_command("rebuild_references_index", stdout=StringIO(), verbosity=0)
            say("PDFs of the guide and the brochure …")
            call_command("build_pdfs", stdout=StringIO(), verbosity=0)
    # Translators may change the pages of other languages, which are there only now.
    set_up_groups()
    made = ", ".join(f"{count} {kind}" for kind, count in sorted(ledger.made.items())) or "nothing new"
    say(f"Loaded in {time.monotonic() - started:.0f} s: {made}.")
    return ledger


def load_data(ledger: Ledger, say: Callable[[str], None]) -> None:
    """Load the communes and the terms; both commands leave alone what is there."""
    if ledger.knows("data:gers"):
        return
    say("Communes of the Gers …")
    call_command("load_gazetteer", str(GAZETTEER), stdout=StringIO())
    say("Terms: sectors, skills, services, languages …")
    call_command("load_terms", str(DATA / "terms.csv"), stdout=StringIO())
    ledger.record("data:gers")


def load_pages(loading: Loading, say: Callable[[str], None]) -> None:
    """Publish all pages in French, and in English where it is written."""
    say("Home page, directories, pages of text …")
    home = load_home(loading)
    if home is None:
        say("The demo's home page was deleted, so there is nothing to load anything below.")
        return
    directories = load_directories(loading, home)
    say("Guide …")
    load_glossary(loading)
    load_guide(loading, home)
    load_standard_pages(loading, home)
    if "solos" in directories:
        say("Solos …")
        load_people(loading, directories["solos"])
        set_up_profile_review()
        load_requests(loading, directories["solos"])
    if "services" in directories:
        say("Service points …")
        load_places(loading, directories["services"])
    if "agenda" in directories:
        say("Meetings …")
        load_events(loading, directories["agenda"])
    say("Brochure …")
    load_brochure(loading, home)
    load_home_body(loading, home)
    set_up_page_publication()
    load_publication(loading)
