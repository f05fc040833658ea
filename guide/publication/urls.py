"""Address of the translation check in the Wagtail admin."""

from django.urls import path

from .views import TranslationCheck

app_name = "guide_publication"
urlpatterns = [path("<int:page_id>/", TranslationCheck.as_view(), name="check")]
