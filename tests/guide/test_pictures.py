"""Pictures in chapters: described, credited, made ready at publication, on paper too."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from guide.blocks import PictureBlock
from guide.models import PdfFile
from tests.factories.guide import ChapterPageFactory, raw_body


def picture(image, **more):
    return (
        "picture",
        {"image": image.pk, "description": "Une place", "decorative": False, "caption": "Le marché", **more},
    )


def test_it_is_offered_in_sizes_with_its_description_caption_and_credit(read, guide, image) -> None:
    soup = read(ChapterPageFactory(parent=guide, body=raw_body(picture(image, credit="Ana, CC0"))))
    shown = soup.select_one("figure.figure")
    assert shown.img["alt"] == "Une place"
    assert {source["type"] for source in shown.select("source")} == {"image/avif", "image/webp"}
    assert shown.img["width"]
    assert shown.figcaption.get_text(" ", strip=True) == "Le marché Ana, CC0"


def test_many_pictures_cost_no_more_queries(read, guide, image) -> None:
    others = [type(image).objects.create(title=f"{number}", file=image.file) for number in range(6)]
    page = ChapterPageFactory(parent=guide, body=raw_body(*[picture(other) for other in others]), live=False)
    page.save_revision().publish()
    assert len(read(page).select("figure.figure")) == 6


def test_publishing_makes_what_the_page_will_ask_for(guide, image, client, django_assert_num_queries) -> None:
    page = ChapterPageFactory(parent=guide, body=raw_body(picture(image)), live=False)
    page.save_revision().publish()
    made = image.renditions.count()
    assert made
    client.get(page.url)
    assert image.renditions.count() == made


@pytest.mark.parametrize("more", [{"description": ""}, {"description": "  "}])
def test_one_that_shows_something_says_what(image, more) -> None:
    block = PictureBlock()
    value = block.to_python(picture(image, **more)[1])
    with pytest.raises(ValidationError):
        block.clean(value)
    value["decorative"] = True
    assert block.clean(value).alt == ""


def test_a_decoration_is_passed_over_by_screen_readers_and_in_the_pdf(read, client, guide, image) -> None:
    body = raw_body(picture(image, decorative=True, description="", caption=""))
    page = ChapterPageFactory(parent=guide, body=body)
    assert read(page).select_one("figure img")["alt"] == ""
    assert client.get(f"{guide.url}guide.pdf").status_code == 200


def test_it_stands_in_the_pdf_with_its_caption(client, guide, image) -> None:
    ChapterPageFactory(parent=guide, body=raw_body(picture(image, credit="Ana, CC0")))
    reader = PdfReader(BytesIO(client.get(f"{guide.url}guide.pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Le marché · Ana, CC0" in text
    assert any(page.images for page in reader.pages)


def test_a_picture_whose_file_or_image_is_gone_takes_nothing_with_it(read, client, guide, image) -> None:
    page = ChapterPageFactory(parent=guide, body=raw_body(picture(image), ("text", "<p>Reste.</p>")))
    image.file.storage.delete(image.file.name)
    assert "Reste." in read(page).get_text()
    image.delete()
    assert "Reste." in read(page).get_text()
    assert client.get(f"{guide.url}guide.pdf").status_code == 200
    assert not PdfFile.objects.get().error
