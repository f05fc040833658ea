"""A page type of the host, with a place."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory_blocks.models.abstract import LocatedMixin


class ShopPage(LocatedMixin, Page):
    """A village shop."""

    speciality = models.CharField(max_length=100)

    template = "shops/shop_page.html"
    content_panels = [*Page.content_panels, FieldPanel("speciality"), *LocatedMixin.location_panels]
