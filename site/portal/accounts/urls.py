"""Everything below the account (``account_path``)."""

from django.urls import include, path

from .views import account_home, sessions

urlpatterns = [
    path("", account_home, name="account_home"),
    path("sessions/", sessions, name="usersessions_list"),
    path("data/", include("solo_pages.personal_data.urls")),
    path("", include("allauth.urls")),
]
