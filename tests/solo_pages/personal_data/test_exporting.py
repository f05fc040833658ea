"""A copy of everything."""

import json
from io import BytesIO
from zipfile import ZipFile

from solo_pages.personal_data.exporting import write_archive

from .conftest import EMAIL, NAME, PUBLIC_EMAIL, Person


def opened(person: Person) -> ZipFile:
    return ZipFile(BytesIO(write_archive(person.user).read()))


def test_the_archive_holds_what_is_known(person: Person) -> None:
    archive = opened(person)
    data = json.loads(archive.read("data.json"))

    assert data["account"]["e_mail"] == EMAIL
    assert data["e_mail_addresses"] == [{"email": EMAIL, "verified": True, "primary": True}]
    assert data["consents"][0]["wording"] == "J’accepte."
    assert {page["language"] for page in data["profiles"]} == {"fr", "en"}
    french = next(page for page in data["profiles"] if page["language"] == "fr")
    assert french["content"]["email"] == PUBLIC_EMAIL
    assert [version["content"]["presentation"] for version in french["versions"]][
        -1
    ] == "Un brouillon de Maëlle Kerhoas."
    assert {entry["action"] for entry in data["log"]} >= {"wagtail.edit"}
    assert data["letters"][0]["recipient"] == EMAIL
    assert data["sessions"] == []


def test_the_archive_holds_cards_and_pictures(person: Person) -> None:
    archive = opened(person)
    names = set(archive.namelist())

    assert "maelle-kerhoas-fr.vcf" in names
    assert f"FN:{NAME}" in archive.read("maelle-kerhoas-fr.vcf").decode()
    pictures = [name for name in names if name.startswith("images/")]
    assert len(pictures) == 2
    assert archive.testzip() is None


def test_a_picture_whose_file_is_lost_is_left_out(person: Person) -> None:
    person.portrait.file.storage.delete(person.portrait.file.name)

    assert len([name for name in opened(person).namelist() if name.startswith("images/")]) == 1


def test_somebody_without_a_profile_has_data_too(person: Person, editor) -> None:
    archive = ZipFile(BytesIO(write_archive(editor).read()))

    assert json.loads(archive.read("data.json"))["profiles"] == []


def test_no_secret_is_in_it(person: Person) -> None:
    text = opened(person).read("data.json").decode()

    assert person.user.password not in text
    assert "session_key" not in text
