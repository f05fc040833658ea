"""A bilingual portal to test and look at: a home page per language, a few pages below, settings with texts."""

from dataclasses import dataclass

from wagtail.models import Locale, Page, Site

from portal.home.models import HomePage, PortalSettings, PortalText, StandardPage


@dataclass
class Portal:
    """The pages and settings of a small portal."""

    site: Site
    home: HomePage
    home_en: HomePage
    about: StandardPage
    about_en: StandardPage
    # French only, below ``about``.
    history: StandardPage
    settings: PortalSettings


def make_portal() -> Portal:
    """Build the portal on an empty database, or on the one Wagtail's migrations leave."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Soho-Solo Gers", slug="accueil", hero_title="Travailler ici", locale=french)
    )
    Site.objects.all().delete()
    site = Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    home_en = _translate(home, english, slug="home", title="Soho-Solo Gers", hero_title="Work from here")
    about = home.add_child(
        instance=StandardPage(
            title="À propos", slug="a-propos", intro="Le programme.", show_in_menus=True, locale=french
        )
    )
    about_en = _translate(about, english, slug="about", title="About", intro="The programme.")
    history = about.add_child(instance=StandardPage(title="Histoire", slug="histoire", locale=french))
    legal = home.add_child(
        instance=StandardPage(title="Mentions légales", slug="mentions", show_in_footer=True, locale=french)
    )
    _translate(legal, english, slug="legal", title="Legal notice")
    settings = PortalSettings.objects.create(site=site, contact_email="contact@portal.example")
    PortalText.objects.create(settings=settings, locale=french, tagline="Le Gers, terre de solos")
    PortalText.objects.create(settings=settings, locale=english, tagline="The Gers, home to solos")
    return Portal(site, home, home_en, about, about_en, history, settings)


def _translate(page: Page, locale: Locale, **fields: str) -> Page:
    translation = page.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translation, name, value)
    translation.save_revision().publish()
    return type(page).objects.get(pk=translation.pk)
