"""People and places, for tests and for the demo. Give ``parent=`` a page, or get pages without one."""

from datetime import time, timedelta

import factory
import wagtail_factories
from django.utils import timezone

from solo_pages.enums import RegistrationMode
from solo_pages.models import EventException, EventPage, EventQuestion, ServicePointPage, SoloProfilePage


class SoloProfilePageFactory(wagtail_factories.PageFactory):
    """A solo who works remotely and can be written to; terms by ``sectors=[...]``, ``skills=``, ``languages=``."""

    title = factory.Sequence(lambda n: f"Camille Dupuy {n}")
    headline = "Elle traduit des romans irlandais"
    presentation = "Traductrice depuis quinze ans.\n\nInstallée dans une ancienne école."
    services = "Traduction littéraire\nRelecture"
    email = factory.Sequence(lambda n: f"camille{n}@example.org")
    works_remotely = True
    verified_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = SoloProfilePage

    @classmethod
    def _create(cls, model_class, *args, sectors=(), skills=(), languages=(), **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        page.sectors, page.skills, page.languages = sectors, skills, languages
        page.save()
        return page


class ServicePointPageFactory(wagtail_factories.PageFactory):
    """A service point open on weekday mornings; terms by ``categories=[...]``, ``features=``, ``languages=``."""

    title = factory.Sequence(lambda n: f"Maison de services {n}")
    summary = "Toutes les démarches au même endroit"
    description = "Un guichet pour les impôts, la santé et la retraite."
    newcomers_get = "Un rendez-vous d’accueil\nLa carte des écoles"
    opening_hours = "Mo-Fr 09:00-12:00"
    verified_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = ServicePointPage

    @classmethod
    def _create(cls, model_class, *args, categories=(), features=(), languages=(), **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        page.categories, page.features, page.languages = categories, features, languages
        page.save()
        return page


class EventPageFactory(wagtail_factories.PageFactory):
    """A workshop of two hours in a week, that one registers for; terms by ``event_types=``, ``languages=``."""

    title = factory.Sequence(lambda n: f"Atelier {n}")
    summary = "Deux heures pour comprendre"
    description = "On apporte son ordinateur et ses questions."
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    starts_time = time(18)
    ends_time = time(20)
    registration = RegistrationMode.HERE
    capacity = 10

    class Meta:
        model = EventPage

    @classmethod
    def _create(cls, model_class, *args, event_types=(), languages=(), exceptions=(), questions=(), **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        page.event_types, page.languages = event_types, languages
        page.exceptions = [EventException(**one) for one in exceptions]
        page.questions = [EventQuestion(locale=page.locale, **one) for one in questions]
        page.save_revision().publish()
        return model_class.objects.get(pk=page.pk)
