"""Files below pages; include it where ``wagtail.urls`` is, before them: ``path("", include(...))``."""

from django.urls import re_path
from wagtail import views

urlpatterns = [re_path(r"^((?:[\w\-]+/)*[\w\-]+\.[a-z0-9]+)$", views.serve, name="directory_blocks_page_file")]
