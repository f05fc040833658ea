"""Addresses of the review in the Wagtail admin."""

from django.urls import path

from . import term_views, views

app_name = "solo_reviews"
urlpatterns = [
    path("", views.ReviewList.as_view(), name="list"),
    path("terms/", term_views.TermProposalList.as_view(), name="terms"),
    path("terms/results/", term_views.TermProposalList.as_view(results_only=True), name="terms_results"),
    path("terms/<key:pk>/", term_views.TermProposalView.as_view(), name="term"),
    path("<key:page_id>/", views.Review.as_view(), name="review"),
]
