"""A small bilingual site to index: roots and sections in French and English, and a source over solo profiles."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.models import Commune, Term, Territory
from directory_blocks.sources import EntryData, PageSource, thumbnail_url
from portal.home.models import HomePage, StandardPage
from solo_pages.models import SoloProfilePage

from .solo_pages import SoloProfilePageFactory


class ProfileSource(PageSource):
    """Profiles as an index test sees them."""

    key = "profile"
    model = SoloProfilePage
    label = "profile"
    label_plural = "profiles"
    vocabularies = ("sector",)
    thumbnail_field = "portrait"
    thumbnail_spec = "fill-48x32"

    def entry(self, obj: SoloProfilePage) -> EntryData:
        return EntryData(
            title=obj.title,
            summary=obj.headline,
            body=obj.presentation,
            terms=iter(obj.sectors.all()),
            commune=obj.commune,
            point=obj.public_point,
            precision=obj.precision,
            thumbnail=thumbnail_url(obj.portrait, self.thumbnail_spec),
            verified_on=obj.verified_on,
        )


@dataclass
class BilingualSite:
    """``/fr/annuaire/`` and ``/en/directory/`` over a French and an English home."""

    site: Site
    french: Locale
    english: Locale
    home: HomePage
    english_home: HomePage
    section: StandardPage
    english_section: StandardPage

    def solo(self, title: str = "Camille Dupuy", **kwargs: object) -> SoloProfilePage:
        return SoloProfilePageFactory(parent=kwargs.pop("parent", self.section), title=title, **kwargs)

    def translated(self, page: Page, **kwargs: object) -> Page:
        """A live English translation of ``page``."""
        translation = page.copy_for_translation(self.english)
        for name, value in kwargs.items():
            setattr(translation, name, value)
        publish(translation)
        return translation.__class__.objects.get(pk=translation.pk)


def publish(page: Page) -> None:
    page.save_revision().publish()


def build_site() -> BilingualSite:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil", hero_title="Gers", locale=french))
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    english_home = home.copy_for_translation(english)
    english_home.title, english_home.slug, english_home.live = "Home", "home", True
    english_home.save()
    section = home.add_child(instance=StandardPage(title="Annuaire", slug="annuaire", locale=french))
    english_section = section.copy_for_translation(english)
    english_section.title, english_section.slug, english_section.live = "Directory", "directory", True
    english_section.save()
    return BilingualSite(site, french, english, home, english_home, section, english_section)


def build_site_alone() -> BilingualSite:
    """Build it where another site stands, such as the one of Wagtail's migrations."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    return build_site()


def make_commune(name: str = "Auch", code: str = "32013", **kwargs: object) -> Commune:
    territory = Territory.objects.get_or_create(code="FR-32", defaults={"name": "Gers", "country": "FR"})[0]
    defaults = {"latitude": 43.6465, "longitude": 0.5855, "postcodes": "32000"} | kwargs
    return Commune.objects.create(territory=territory, code=code, name=name, **defaults)


def make_term(name: str, slug: str, **kwargs: object) -> Term:
    return Term.objects.create(vocabulary=kwargs.pop("vocabulary", "sector"), slug=slug, name=name, **kwargs)


def add_many(site: BilingualSite, number: int) -> None:
    """Put ``number`` live profiles below the French section, past Wagtail, and index them."""
    parent = Page.objects.get(pk=site.section.pk)
    steps = range(parent.numchild + 1, parent.numchild + number + 1)
    pages = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, step),
            depth=parent.depth + 1,
            title=f"Solo {step}",
            draft_title=f"Solo {step}",
            slug=f"solo-{step}",
            url_path=f"{parent.url_path}solo-{step}/",
            locale=site.french,
            live=True,
            content_type=ContentType.objects.get_for_model(SoloProfilePage),
        )
        for step in steps
    ]
    for page in Page.objects.bulk_create(pages, batch_size=500):
        profile = SoloProfilePage(page_ptr=page, headline="Elle traduit", verified_on=None)
        profile.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
        profile.save_base(raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    rebuild_source(ProfileSource())
