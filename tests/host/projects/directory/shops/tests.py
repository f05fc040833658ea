"""Run inside the host project: its shops are found in a directory page and on its map."""

from django.test import TestCase
from wagtail.models import Site

from directory_blocks.models import Commune, DirectoryPage, Territory
from shops.models import ShopPage


class ShopDirectoryTests(TestCase):
    """A directory page over the host's own page type."""

    def setUp(self) -> None:
        territory = Territory.objects.create(code="XX", name="Somewhere", country="FR")
        commune = Commune.objects.create(
            territory=territory, code="1", name="Market Town", latitude=43.6, longitude=0.6
        )
        home = Site.objects.get().root_page
        self.directory = home.add_child(instance=DirectoryPage(title="Shops", slug="shops", sources=["shop"]))
        self.directory.save_revision().publish()
        shop = ShopPage(title="The Cheese Cellar", slug="cheese", speciality="Sheep's cheese", commune=commune)
        self.directory.add_child(instance=shop).save_revision().publish()

    def test_the_list_shows_the_shop(self) -> None:
        response = self.client.get(self.directory.url, {"q": "cheeses"})
        self.assertContains(response, "The Cheese Cellar")

    def test_the_map_shows_the_shop(self) -> None:
        features = self.client.get(f"{self.directory.url}map.json").json()["features"]
        assert [feature["geometry"]["coordinates"] for feature in features] == [[0.6, 43.6]]
