"""Addresses of the review in the Wagtail admin."""

from django.urls import path

from . import views

app_name = "solo_reviews"
urlpatterns = [
    path("", views.ReviewList.as_view(), name="list"),
    path("<int:page_id>/", views.Review.as_view(), name="review"),
]
