"""
Where invitations lead and profiles are asked for; a host includes it below its account:
``path("account/", include(...))``. It needs a login view at ``LOGIN_URL``, and nothing else of the host's accounts.
"""

from django.urls import path

from . import views

app_name = "solo_invitations"
urlpatterns = [
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<str:token>/", views.open_invitation, name="open"),
    path("claim/<key:page_id>/", views.ask, name="claim"),
]
