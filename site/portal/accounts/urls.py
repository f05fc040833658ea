"""Everything below the account (``account_path``)."""

from django.urls import include, path

from .views import mail_language, sessions

urlpatterns = [
    path("", include("solo_pages.self_edit.urls")),
    path("", include("solo_pages.freshness.urls")),
    path("", include("solo_pages.invitations.urls")),
    path("meetings/", include("solo_pages.registration.urls")),
    path("calendar/", include("solo_pages.calendars.urls")),
    path("sessions/", sessions, name="usersessions_list"),
    path("language/", mail_language, name="account_language"),
    path("data/", include("solo_pages.personal_data.urls")),
    path("", include("allauth.urls")),
]
