"""Where the links of letters lead; include it below the account pages, which are private and in every language."""

from django.urls import path

from . import views

app_name = "solo_freshness"
urlpatterns = [path("still-true/<str:token>/", views.confirm_link, name="confirm")]
