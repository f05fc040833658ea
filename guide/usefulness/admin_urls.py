"""Addresses of the report."""

from django.urls import path

from .report import UsefulnessView, comments_view, delete_comment

app_name = "guide_usefulness_report"
urlpatterns = [
    path("", UsefulnessView.as_view(), name="index"),
    path("results/", UsefulnessView.as_view(results_only=True), name="results"),
    path("<int:page_id>/", comments_view, name="comments"),
    path("comments/<int:pk>/delete/", delete_comment, name="delete"),
]
