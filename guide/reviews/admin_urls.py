"""Addresses of the report."""

from django.urls import path

from .views import ReviewReportView

app_name = "guide_reviews"
urlpatterns = [
    path("", ReviewReportView.as_view(), name="index"),
    path("results/", ReviewReportView.as_view(results_only=True), name="results"),
]
