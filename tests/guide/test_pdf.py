"""The guide as a PDF: what it says, that it is accessible, and that it follows what is published."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from guide.blocks import ChapterStreamBlock
from guide.models import PdfFile
from guide.pdf.render import PdfError, render
from guide.pdf.rich_text import rich_text_nodes
from guide.pdf.shapes import SHAPES
from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body


def read(body: bytes) -> PdfReader:
    return PdfReader(BytesIO(body))


def refuse(*args):
    raise PdfError("a picture has no description")


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def run(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return run


@pytest.fixture
def fetch(client, guide):
    def run(**headers):
        return client.get(f"{guide.url}guide.pdf", **headers)

    return run


def test_it_holds_everything_that_the_chapters_say(fetch, chapter) -> None:
    response = fetch()
    assert response.headers["Content-Type"] == "application/pdf"
    assert 'filename="soho-solo-guide-fr.pdf"' in response.headers["Content-Disposition"]
    text = words(read(response.content))
    for written in (
        "Pour qui pense venir", "Tout", "Avant de venir", "sur place", "Appeler la mairie", "Pièce d’identité",
        "L’original", "Attention", "La loi change.", "458", "communes", "INSEE, 2026", "Temps de route vers Toulouse",
        "L’Isle-Jourdain", "Maison du département", "05 62 67 40 40", "gers.fr", "Liste", "À imprimer", "Sommaire",
    ):  # fmt: skip
        assert written in text, written


def test_it_is_tagged_in_the_language_of_the_guide(fetch, chapter) -> None:
    reader = read(fetch().content)
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "fr"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "S’installer dans le Gers"
    assert "pdfuaid" in catalog["/Metadata"].get_object().get_data().decode()
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "1 Tout"


def test_its_fonts_are_embedded_and_ours(fetch, chapter) -> None:
    fonts = set()
    for page in read(fetch().content).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(font.get_object()["/BaseFont"].rpartition("+")[2])
    assert fonts
    assert all(name.startswith("Solo") for name in fonts), fonts


def test_the_same_content_gives_the_same_bytes(guide, chapter) -> None:
    first, second = (render("booklet", guide.pdf_content(), guide.pdf_changed_at()) for _time in range(2))
    assert first == second


def test_nothing_that_editors_type_is_code_of_the_layout(fetch, guide) -> None:
    typed = '#panic("x") $ \\ @ref <label> = titre *gras* [#read("/etc/passwd")] "'
    ChapterPageFactory(
        parent=guide,
        title=typed,
        summary=typed,
        body=raw_body(("callout", {"kind": "tip", "title": typed, "text": ""})),
    )
    assert '#panic("x") $ \\ @ref <label> = titre *gras*' in words(read(fetch().content))


def test_a_reader_who_has_it_gets_no_second_copy_and_nobody_waits_twice(
    fetch, chapter, django_assert_max_num_queries
) -> None:
    etag = fetch().headers["ETag"]
    built = PdfFile.objects.get().built_at
    with django_assert_max_num_queries(12):
        assert fetch(HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert fetch().status_code == 200
    assert PdfFile.objects.get().built_at == built


def test_publishing_a_chapter_renews_it(fetch, guide, chapter, publish) -> None:
    before = fetch()
    chapter.title = "Tout à fait autre"
    publish(chapter)
    after = fetch()
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "Tout à fait autre" in words(read(after.content))


def test_unpublishing_a_chapter_takes_it_out(
    fetch, guide, chapter, publish, django_capture_on_commit_callbacks
) -> None:
    publish(chapter)
    with django_capture_on_commit_callbacks(execute=True):
        chapter.unpublish()
    assert "Appeler la mairie" not in words(read(fetch().content))


def test_a_chapter_made_private_leaves_the_pdf_at_once(fetch, chapter, django_capture_on_commit_callbacks) -> None:
    assert "Appeler la mairie" in words(read(fetch().content))
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(page=chapter, restriction_type="login")
    assert "Appeler la mairie" not in words(read(fetch().content))
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert "Appeler la mairie" in words(read(fetch().content))


def test_a_chapter_moved_to_another_guide_leaves_the_pdf_of_the_first(
    fetch, guide, chapter, django_capture_on_commit_callbacks
) -> None:
    other = GuidePageFactory(parent=guide.get_parent(), slug="autre", title="Autre", locale=guide.locale)
    assert "Appeler la mairie" in words(read(fetch().content))
    with django_capture_on_commit_callbacks(execute=True):
        chapter.move(other, pos="last-child")
    assert "Appeler la mairie" not in words(read(fetch().content))


def test_a_failed_build_keeps_the_last_good_one_and_says_why(fetch, chapter, publish, monkeypatch) -> None:
    good = fetch().content
    monkeypatch.setattr("guide.pdf.building.render", refuse)
    chapter.title = "Autre"
    publish(chapter)
    assert fetch().content == good
    assert PdfFile.objects.get().error == "a picture has no description"
    with pytest.raises(CommandError, match="1 could not be built"):
        call_command("build_pdfs")
    monkeypatch.undo()
    call_command("build_pdfs")
    assert PdfFile.objects.get().error == ""
    assert "Autre" in words(read(fetch().content))


def test_editors_are_told_of_a_failed_build_where_they_begin_their_day(fetch, admin_client, monkeypatch) -> None:
    monkeypatch.setattr("guide.pdf.building.render", refuse)
    fetch()
    home = admin_client.get("/admin/").content.decode()
    assert "a picture has no description" in home
    monkeypatch.undo()
    call_command("build_pdfs")
    assert "a picture has no description" not in admin_client.get("/admin/").content.decode()


def test_without_any_good_build_the_page_says_so_kindly(fetch, client, guide, monkeypatch) -> None:
    monkeypatch.setattr("guide.pdf.building.render", refuse)
    response = fetch()
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert client.get(guide.url).status_code == 200


def test_a_file_that_the_storage_lost_is_made_anew(fetch, chapter) -> None:
    fetch()
    default_storage.delete(PdfFile.objects.get().name)
    assert fetch().content.startswith(b"%PDF")


def test_a_deleted_guide_leaves_no_file(fetch, guide, chapter, django_capture_on_commit_callbacks) -> None:
    fetch()
    name = PdfFile.objects.get().name
    with django_capture_on_commit_callbacks(execute=True):
        guide.delete()
    assert not default_storage.exists(name)


def test_another_name_leads_to_the_present_one(client, guide) -> None:
    assert client.get(f"{guide.url}other.pdf")["Location"] == f"{guide.url}guide.pdf"


@pytest.mark.parametrize("path", ["guide.pdf?variant=print", "guide.PDF"])
def test_another_variant_is_not_found(client, guide, path) -> None:
    assert client.get(f"{guide.url}{path}").status_code == 404


def test_every_block_of_ours_has_a_shape() -> None:
    for name, block in ChapterStreamBlock().child_blocks.items():
        assert any(kind in SHAPES for kind in type(block).__mro__), name


def test_links_inside_the_site_are_whole_on_paper() -> None:
    [node] = rich_text_nodes('<p>Voir <a href="/fr/guide/">le <b>guide</b></a>.</p>', "https://portal.example")
    assert node["runs"] == [
        {"text": "Voir "},
        {"text": "le ", "href": "https://portal.example/fr/guide/"},
        {"text": "guide", "href": "https://portal.example/fr/guide/", "bold": True},
        {"text": "."},
    ]


def test_lists_keep_their_order_and_depth() -> None:
    [node] = rich_text_nodes("<ol><li>un</li><li>deux<ul><li>a</li></ul></li></ol>")
    assert node["ordered"]
    assert [part["kind"] for part in node["items"][1]] == ["paragraph", "list"]


TAGS = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</li>", "</ul>", "<h2>", "</h2>", "<br>", "<a>"])


@given(st.lists(st.one_of(TAGS, st.text("abc é\u00a0&<", max_size=6)), max_size=20))
def test_any_markup_gives_nodes_that_json_and_the_layout_take(parts) -> None:
    def check(nodes):
        for node in nodes:
            assert node["kind"] in {"heading", "paragraph", "list"}
            if node["kind"] == "list":
                for item in node["items"]:
                    check(item)
            else:
                assert all(run["text"] for run in node["runs"])

    check(rich_text_nodes("".join(parts)))
