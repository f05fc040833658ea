"""Facts reach the translations when their source is published; prose waits, and a translator's work is kept."""

import pytest
from django.utils import timezone
from wagtail_factories import ImageFactory
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from directory_blocks.models import Entry
from solo_pages.models import SoloProfilePage
from tests.factories.site import make_commune, make_term, publish


@pytest.fixture
def pair(site):
    """A French profile at an exact point and its live English translation, with one segment translated."""
    commune = make_commune()
    page = site.solo(
        headline="Elle traduit",
        presentation="Bonjour",
        commune=commune,
        location="SRID=4326;POINT(0.123456 43.654321)",
        latitude=43.654321,
        longitude=0.123456,
        precision="exact",
        sectors=[make_term("Traduction", "translation", locale=site.french)],
    )
    publish(page)
    translate_object(page, [site.english])
    translate(page, site.english, "headline", "She translates")
    translate(page, site.english, "presentation", "Hello")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.save_target(publish=False)
    publish(english(page).get_latest_revision_as_object())
    return SoloProfilePage.objects.get(pk=page.pk)


def translate(page, locale, path, text):
    segment = TranslationSource.objects.get_for_instance(page).stringsegment_set.get(context__path=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string, context=segment.context, locale=locale, defaults={"data": text}
    )


def english(page):
    return SoloProfilePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_hiding_the_exact_point_hides_it_in_every_language(pair):
    assert english(pair).latitude == 43.654321
    pair.precision = "commune"
    publish(pair)
    translation = english(pair)
    assert translation.precision == "commune"
    assert translation.public_point == (pair.commune.latitude, pair.commune.longitude)
    assert set(Entry.objects.filter(source="profile").values_list("latitude", flat=True)) == {pair.commune.latitude}


def test_a_draft_or_scheduled_translation_cannot_bring_the_point_back(pair):
    draft = english(pair)
    draft.headline = "A better headline"
    revision = draft.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    pair.precision = "commune"
    publish(pair)
    revision.refresh_from_db()
    revision.publish()
    translation = english(pair)
    assert (translation.headline, translation.precision) == ("A better headline", "commune")


def test_a_draft_of_the_source_changes_no_translation(pair):
    pair.precision = "commune"
    pair.save_revision()
    assert english(pair).precision == "exact"


def test_emptied_and_changed_relations_follow(pair, site):
    other = make_term("Édition", "publishing", locale=site.french)
    pair.sectors = [other]
    pair.networks.create(label="Mastodon", url="https://example.org/@camille")
    publish(pair)
    assert list(english(pair).sectors.all()) == [other]
    assert [link.label for link in english(pair).networks.all()] == ["Mastodon"]
    pair = SoloProfilePage.objects.get(pk=pair.pk)
    pair.sectors = []
    pair.networks.clear()
    publish(pair)
    assert not english(pair).sectors.exists()
    assert not english(pair).networks.exists()
    assert not english(pair).get_latest_revision_as_object().sectors.all()


def test_pictures_come_and_go_without_untranslated_words(pair, site):
    image = ImageFactory()
    pair.gallery.create(image=image, caption="Mon atelier")
    publish(pair)
    picture = english(pair).gallery.get()
    assert (picture.image, picture.caption, picture.locale) == (image, "", site.english)
    draft = english(pair).get_latest_revision_as_object()
    draft.gallery.get_object_list()[0].caption = "My workshop"
    draft.save_revision()
    pair = SoloProfilePage.objects.get(pk=pair.pk)
    publish(pair)
    publish(english(pair).get_latest_revision_as_object())
    assert english(pair).gallery.get().caption == "My workshop"
    pair = SoloProfilePage.objects.get(pk=pair.pk)
    pair.gallery.clear()
    publish(pair)
    assert not english(pair).gallery.exists()
    publish(english(pair).get_latest_revision_as_object())
    assert not english(pair).gallery.exists()


def test_untranslated_text_is_never_published(pair):
    pair.headline, pair.phone = "Elle traduit et relit", "+33562000000"
    publish(pair)
    translation = english(pair)
    assert (translation.headline, translation.phone) == ("She translates", "+33562000000")
    assert translation.get_latest_revision_as_object().headline == "She translates"


def test_what_changed_is_to_translate_and_the_rest_is_kept(pair, site):
    done = Translation.objects.get(source__object_id=pair.translation_key).get_progress()
    pair.headline = "Elle traduit et relit"
    publish(pair)
    total, translated = Translation.objects.get(source__object_id=pair.translation_key).get_progress()
    assert (total, translated) == (done[0], done[1] - 1)
    translate(pair, site.english, "headline", "She translates and proofreads")
    Translation.objects.get(source__object_id=pair.translation_key).save_target(publish=False)
    publish(english(pair).get_latest_revision_as_object())
    assert (english(pair).headline, english(pair).presentation) == ("She translates and proofreads", "Hello")


def test_publishing_a_translation_leaves_the_source_alone(pair):
    translation = english(pair)
    translation.phone = "+33562999999"
    publish(translation)
    assert SoloProfilePage.objects.get(pk=pair.pk).phone == ""


def test_an_unpublished_translation_stays_unpublished(pair):
    english(pair).unpublish()
    pair.phone = "+33562000000"
    publish(pair)
    assert (english(pair).live, english(pair).phone) == (False, "+33562000000")


def test_saving_past_publication_counts_too(pair, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pair.precision = "commune"
        pair.save()
    assert english(pair).precision == "commune"


def test_a_plain_translation_without_localize_records_follows(site):
    page = site.solo(phone="+33562000000")
    site.translated(page)
    page.phone = "+33562111111"
    publish(page)
    assert english(page).phone == "+33562111111"


def test_it_can_be_switched_off(pair, settings):
    settings.DIRECTORY_BLOCKS = {"SYNCHRONISE_TRANSLATIONS": False}
    pair.precision = "commune"
    publish(pair)
    assert english(pair).precision == "exact"
