"""What the plugin answers apart from its pages; include it anywhere: ``path("directory/", include(...))``."""

from django.urls import path

from .gazetteer import views as gazetteer
from .territory_map import views as territory_map

app_name = "directory_blocks"
urlpatterns = [
    path("communes.json", gazetteer.communes, name="communes"),
    path("map.json", territory_map.entries, name="map"),
    path("territory.json", gazetteer.territory, name="territory"),
]
