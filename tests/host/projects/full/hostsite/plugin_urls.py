"""The host's URLs with those of the plugin before Wagtail's."""

from django.urls import include, path

from .urls import urlpatterns as host_urls

urlpatterns = [
    path("directory-data/", include("directory_blocks.urls")),
    path("my-data/", include("solo_pages.personal_data.urls")),
    path("accounts/", include("django.contrib.auth.urls")),
    path("account/", include("solo_pages.self_edit.urls")),
    path("", include("directory_blocks.page_urls")),
    *host_urls,
]
