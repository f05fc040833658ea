"""
Somebody's own calendar; a host includes it below its account: ``path("account/calendar/", include(...))``. The address
of the feed is a secret: keep it out of the access log.
"""

from django.urls import path

from . import account_views

app_name = "solo_calendar"
urlpatterns = [
    path("", account_views.my_calendar, name="my_calendar"),
    path("stop/", account_views.stop, name="stop"),
    path("<str:token>/meetings.ics", account_views.feed, name="feed"),
]
