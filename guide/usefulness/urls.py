"""Include it inside of ``i18n_patterns`` where the site has several languages; without it no page asks."""

from django.urls import path

from .views import answer, comment

app_name = "guide_usefulness"
urlpatterns = [
    path("<int:page_id>/", answer, name="answer"),
    path("<int:page_id>/said/", comment, name="comment"),
]
