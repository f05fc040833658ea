"""Addresses of meetings in the Wagtail admin."""

from django.urls import path

from . import preview

app_name = "solo_meetings"
urlpatterns = [
    path("<int:pk>/next-dates/", preview.preview, name="preview"),
    path("below/<int:parent_pk>/next-dates/", preview.preview_new, name="preview_new"),
]
