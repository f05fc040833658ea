"""Include it anywhere, outside of ``i18n_patterns``; without it nothing is counted."""

from django.urls import path

from .views import visit

app_name = "solo_visits"
urlpatterns = [path("<uuid:key>/", visit, name="visit")]
