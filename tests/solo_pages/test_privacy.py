"""A home worker's exact place leaves the server nowhere."""

import re
from collections import deque
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images import get_image_model

from directory_blocks.models import DirectoryPage, Entry
from solo_pages.models import SoloGalleryImage
from tests.factories.site import make_commune, make_term, publish
from tests.factories.solo_pages import ServicePointPageFactory, SoloProfilePageFactory

pytestmark = pytest.mark.django_db

LATITUDE, LONGITUDE = 43.712345, 0.398765
# Five significant places and more name a house; degrees, minutes and seconds as cameras write them do, too.
TELLTALE = re.compile(
    r"43[.,]712|0[.,]3987|0[.,]3988|0[.,]39877|43°\s*42|42\.7407|23\.9259|4371234|POINT ?\(", re.ASCII
)
STREET = "7 impasse du Secret"
EXTRA = ["map.json", "map.json?zoom=18", "entries.geojson", "entries.csv", "?q=marie", "?near=43.7,0.39&radius=50"]
PROFILE_FILES = ["contact/", "email/", "contact.vcf", "qr.svg", "share.png"]


def photograph():
    """A picture that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = f"{LATITUDE}, {LONGITUDE}"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 42.0, 44.44), 3: "E", 4: (0.0, 23.0, 55.55)})
    file = BytesIO()
    Image.new("RGB", (600, 400), "#d9a441").save(file, "JPEG", exif=exif.tobytes())
    return ContentFile(file.getvalue(), name="maison.jpg")


@pytest.fixture
def hidden(site, django_capture_on_commit_callbacks):
    """A solo and a service point, known to the public by their commune only, in both languages."""
    directory = site.home.add_child(
        instance=DirectoryPage(title="Répertoire", slug="repertoire", locale=site.french, show_in_menus=True)
    )
    publish(directory)
    site.translated(directory)
    image = get_image_model().objects.create(title="Maison", file=photograph())
    place = {
        "parent": directory,
        "commune": make_commune(),
        "location": f"SRID=4326;POINT({LONGITUDE} {LATITUDE})",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "precision": "commune",
    }
    with django_capture_on_commit_callbacks(execute=True):
        solo = SoloProfilePageFactory(title="Marie Dupont", slug="marie", portrait=image, show_email=True, **place)
        solo.sectors = [make_term("Traduction", "translation")]
        solo.gallery.add(SoloGalleryImage(image=image, caption="Mon bureau"))
        publish(solo)
        point = ServicePointPageFactory(title="Chez Luc", slug="luc", photo=image, street_address=STREET, **place)
        publish(point)
    with django_capture_on_commit_callbacks(execute=True):
        pages = [solo, point, site.translated(solo), site.translated(point)]
    assert Entry.objects.count() >= 4
    return pages


def links(text, base):
    for found in re.findall(r'(?:href|src|srcset|content|action|data-[a-z]+)="([^"]*)"', text):
        for part in unescape(found).split(","):
            address = urljoin(base, part.strip().split(" ")[0])
            if urlsplit(address).netloc in {"testserver", "localhost"} and urlsplit(address).scheme.startswith("http"):
                yield urlsplit(address)._replace(fragment="").geturl()


def crawl(client, starts):
    """Everything that a visitor can reach from ``starts``: address → body."""
    bodies, waiting = {}, deque(starts)
    while waiting and len(bodies) < 200:
        address = waiting.popleft()
        # Lists filtered in every possible way show nothing that the given ones do not.
        far = "?" in address and address not in starts
        if far or address in bodies or "/admin/" in address or "/static/" in address:
            continue
        path = urlsplit(address)
        response = client.get(path.path + (f"?{path.query}" if path.query else ""), follow=True)
        assert response.status_code < 500, address
        body = b"".join(response) if response.streaming else response.content
        bodies[address] = body
        if response.get("Content-Type", "").startswith("text/html"):
            waiting.extend(links(body.decode(), address))
    return bodies


def test_the_exact_place_of_a_home_worker_leaves_the_server_nowhere(client, hidden):
    starts = [page.full_url for page in hidden]
    starts += [urljoin(page.full_url, "../" + tail) for page in hidden for tail in ("", *EXTRA)]
    starts += [page.full_url + tail for page in hidden for tail in PROFILE_FILES]
    starts += [f"http://testserver{path}" for path in ("/sitemap.xml", "/fr/search/?q=marie", "/fr/recherche/?q=marie")]
    bodies = crawl(client, starts)
    for tail in ("marie/contact.vcf", "marie/share.png", "repertoire/map.json", "repertoire/entries.csv"):
        assert any(address.endswith(tail) and body for address, body in bodies.items()), tail
    assert any(b"Marie Dupont" in body for address, body in bodies.items() if address.endswith("entries.geojson"))
    for address, body in bodies.items():
        text = body.decode("utf-8", errors="replace")
        assert not TELLTALE.search(text), (address, TELLTALE.search(text))
        assert STREET not in text, address


def stored(folder=""):
    folders, files = default_storage.listdir(folder)
    for name in files:
        yield f"{folder}/{name}".lstrip("/")
    for name in folders:
        yield from stored(f"{folder}/{name}".lstrip("/"))


def test_no_picture_on_the_server_tells_where_it_was_taken(client, hidden):
    for page in hidden:
        client.get(page.url)
        client.get(page.url + "share.png")
    pictures = [name for name in stored() if "maison" in name or name.startswith("share-cards/")]
    assert len(pictures) > 5
    for name in pictures:
        with default_storage.open(name) as file:
            content = file.read()
        assert str(LATITUDE).encode() not in content
        with Image.open(BytesIO(content)) as picture:
            assert not picture.getexif().get_ifd(0x8825), name
            assert not picture.info.get("xmp")


def test_the_exact_place_is_told_once_it_may_be(client, hidden):
    """The walk above would find it."""
    page = hidden[1]
    page.precision = "exact"
    publish(page)
    text = client.get(page.url).content.decode()
    assert TELLTALE.search(text)
    assert STREET in text
