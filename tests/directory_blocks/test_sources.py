"""What a host can make findable, and how thumbnails come about."""

import pytest
from django.core.files.base import ContentFile
from wagtail_factories import ImageFactory

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.models import Commune, Entry, Intercommunality
from directory_blocks.sources import EntryData, Source, temporary_source, thumbnail_url
from tests.factories.site import ProfileSource, make_commune, publish


class CommuneSource(Source):
    """Communes themselves: objects that are no pages and have no translations."""

    key = "commune"
    model = Commune
    label = label_plural = "commune"
    select_related = ("intercommunality",)

    def url(self, obj, snapshot):
        return f"/communes/{obj.code}/"

    def entry(self, obj):
        group = obj.intercommunality
        return EntryData(title=obj.name, summary=group.name if group else "", commune=obj)


@pytest.fixture
def communes(site):
    with temporary_source(CommuneSource) as source:
        yield source


def test_any_model_is_found_in_every_language_with_its_one_text(communes):
    commune = make_commune()
    rows = Entry.objects.filter(source="commune")
    assert set(rows.values_list("locale__language_code", "text_language", "title", "url_path")) == {
        ("fr", "fr", "Auch", "/communes/32013/"),
        ("en", "fr", "Auch", "/communes/32013/"),
    }
    commune.name = "Auch-en-Gascogne"
    commune.save()
    assert set(rows.values_list("title", flat=True)) == {"Auch-en-Gascogne"}
    assert not rebuild_source(communes, dry_run=True)
    commune.delete()
    assert not rows.exists()


def test_a_rebuild_reads_and_removes_any_model(communes):
    group = Intercommunality.objects.create(territory=make_commune().territory, code="1", name="Grand Auch")
    Commune.objects.update(intercommunality=group)
    Entry.objects.filter(source="commune").update(object_id="999", summary="?")
    assert rebuild_source(communes).counts == {"changed": 2}
    Commune.objects.all()._raw_delete("default")
    assert rebuild_source(communes).counts == {"removed": 2}


# --- thumbnails ------------------------------------------------------------------------------------------------------


def thumbnails():
    return set(Entry.objects.filter(source="profile").values_list("thumbnail", flat=True))


def test_the_thumbnail_is_made_when_the_page_is_published(site):
    image = ImageFactory()
    site.solo(portrait=image)
    rendition = image.renditions.get(filter_spec=ProfileSource.thumbnail_spec)
    assert thumbnails() == {rendition.url}


def test_no_image_is_no_thumbnail(db):
    assert thumbnail_url(None, "fill-10x10") == ""


def test_a_missing_or_damaged_file_keeps_nobody_from_publishing(site, caplog):
    missing, damaged = ImageFactory(), ImageFactory()
    missing.file.storage.delete(missing.file.name)
    with damaged.file.storage.open(damaged.file.name, "wb") as file:
        file.write(b"no picture")
    for image in (missing, damaged):
        # Read anew: the instance that was uploaded still holds its file open.
        publish(site.solo(f"Solo {image.pk}", portrait=type(image).objects.get(pk=image.pk)))
    assert thumbnails() == {""}
    assert "No thumbnail" in caplog.text


def test_a_replaced_file_has_a_new_thumbnail(site):
    image = ImageFactory()
    site.solo(portrait=image)
    before = thumbnails()
    with image.file.storage.open(image.file.name) as file:
        image.file = ContentFile(file.read(), name="other.png")
    image.save()
    image.renditions.all().delete()
    assert thumbnails() == {image.renditions.get().url}
    assert thumbnails() != before


def test_a_deleted_image_leaves_no_thumbnail(site):
    image = ImageFactory()
    site.solo(portrait=image)
    image.delete()
    assert thumbnails() == {""}
    assert not rebuild_source(ProfileSource(), dry_run=True)


def test_a_rebuild_reads_pictures_at_once(site, django_assert_max_num_queries):
    counts = []
    for turn in range(2):
        for number in range(3):
            site.solo(f"Solo {turn} {number}", portrait=ImageFactory())
        Entry.objects.filter(source="profile").update(summary="?")
        with django_assert_max_num_queries(40) as captured:
            rebuild_source(ProfileSource())
        counts.append(len(captured))
    assert counts[0] == counts[1]
