"""Every URL of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from directory_blocks.sitemap import sitemap
from portal.accounts.paths import account_path
from portal.home.search.paths import search_path
from portal.home.search.views import search
from portal.home.views import front_door, healthz, robots

handler400 = "portal.home.errors.bad_request"
handler403 = "portal.home.errors.forbidden"
handler404 = "portal.home.errors.not_found"
handler500 = "portal.home.errors.server_error"

login_door = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", front_door, name="front_door"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    # One door for everybody, with the second factor behind it.
    path("django-admin/login/", login_door),
    path("django-admin/", admin.site.urls),
    path("admin/login/", login_door),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("visits/", include("solo_pages.visits.urls")),
    path("gazetteer/", include("directory_blocks.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path(search_path, search, name="search"),
        path(account_path, include("portal.accounts.urls")),
        path("useful/", include("guide.usefulness.urls")),
        path("", include("directory_blocks.page_urls")),
        path("", include(wagtail_urls)),
    ),
]
