"""A page's catalogue goes out to a translator's own tool and comes back; what is not it changes nothing."""

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests.factories.guide import ChapterPageFactory

from .conftest import Translator


def said(response):
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


@pytest.fixture
def send(translator, admin_client):
    translator.begin()

    def upload(content, name="louer.po"):
        address = reverse("wagtail_localize:upload_pofile", args=[translator.translation.pk])
        data = (
            {"next": "/admin/"} if content is None else {"next": "/admin/", "file": SimpleUploadedFile(name, content)}
        )
        return admin_client.post(address, data)

    return upload


def exported(client, translator):
    response = client.get(reverse("wagtail_localize:download_pofile", args=[translator.translation.pk]))
    assert response["Content-Type"] == "text/x-gettext-translation"
    return polib.pofile(response.content.decode())


def test_it_goes_out_and_comes_back(send, translator, admin_client):
    catalogue = exported(admin_client, translator)
    assert {entry.msgid for entry in catalogue} == {"Louer", "louer", "Trouver", "Avant", "Visiter."}
    for entry in catalogue:
        entry.msgstr = f"EN {entry.msgid}"
    response = send(str(catalogue).encode())
    assert said(response) == ["Successfully imported translations from PO File."]
    assert translator.state.to_translate == 0
    assert {entry.msgstr for entry in exported(admin_client, translator)} >= {"EN Louer", "EN Visiter."}
    assert translator.publish().target.title == "EN Louer"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b'msgid "open\nmsgstr', b"PK\x03\x04 a zip", 'msgid "é"'.encode("utf-16"), None]
)
def test_what_is_no_po_file_is_told_and_changes_nothing(send, content):
    response = send(content)
    assert response.status_code == 302
    assert len(said(response)) == 1
    assert not StringTranslation.objects.exists()


def test_one_of_another_page_is_told_and_changes_nothing(send, translator, admin_client, guide):
    page = ChapterPageFactory(parent=guide, title="Louer", slug="autre", locale=guide.locale)
    other = Translator(page, translator.locale).begin()
    catalogue = exported(admin_client, other)
    for entry in catalogue:
        entry.msgstr = "wrong"
    assert said(send(str(catalogue).encode())) == [
        "This PO file is not of this page and language: nothing was imported."
    ]
    assert not StringTranslation.objects.exists()


def test_one_without_its_number_is_told(send):
    response = send(b'msgid ""\nmsgstr ""\n\nmsgctxt "title"\nmsgid "Louer"\nmsgstr "Renting"\n')
    assert said(response) == ["This PO file is not of this page and language: nothing was imported."]


def test_a_huge_file_is_not_read(send):
    assert "5 MB" in said(send(b"#" * (5 * 1024 * 1024 + 1)))[0]
