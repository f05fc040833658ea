"""
Where registrations are changed and cancelled; a host includes it below its account:
``path("account/meetings/", include(...))``. No account is needed: the links of the letters lead here.
"""

from django.urls import path

from . import manage_views as views

app_name = "solo_registration"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("link/<str:token>/", views.open_link, name="open"),
    path("<key:pk>/", views.manage, name="manage"),
    path("<key:pk>/code.svg", views.check_in_code, name="code"),
    path("<key:pk>/cancel/", views.cancel_registration, name="cancel"),
    path("<key:pk>/answer/", views.answer_offer, name="answer"),
]
