"""Addresses of meetings in the Wagtail admin."""

from django.urls import path

from . import dates_views, preview

app_name = "solo_meetings"
urlpatterns = [
    path("<key:pk>/next-dates/", preview.preview, name="preview"),
    path("below/<key:parent_pk>/next-dates/", preview.preview_new, name="preview_new"),
    path("<key:pk>/dates/", dates_views.Dates.as_view(), name="dates"),
    path("<key:pk>/dates/<uuid:key>/move/", dates_views.MoveDate.as_view(), name="move"),
    path("<key:pk>/dates/<uuid:key>/cancel/", dates_views.CancelDate.as_view(), name="cancel"),
    path("<key:pk>/dates/<uuid:key>/restore/", dates_views.RestoreDate.as_view(), name="restore"),
]
