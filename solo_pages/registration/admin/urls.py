"""Addresses of registrations in the Wagtail admin; dates and registrations are named by keys that nobody guesses."""

from django.urls import path

from . import check_in, files, message_views, people, views

app_name = "solo_organiser"
urlpatterns = [
    path("of/<key:page_id>/", views.MeetingView.as_view(), name="meeting"),
    path("go/", views.go_to_date, name="go"),
    path("check-in/<uuid:key>/", check_in.CheckInView.as_view(), name="check_in"),
    path("<uuid:date>/", views.DateView.as_view(), name="date"),
    path("<uuid:date>/add/", people.AddView.as_view(), name="add"),
    path("<uuid:date>/message/", message_views.MessageView.as_view(), name="message"),
    path("<uuid:date>/<key:pk>/", people.ChangeView.as_view(), name="change"),
    path("<uuid:date>/<key:pk>/cancel/", people.CancelView.as_view(), name="cancel"),
    path("<uuid:date>/registrations.csv", files.CsvView.as_view(), name="csv"),
    path("<uuid:date>/sheet/", files.SheetView.as_view(), name="sheet"),
    path("<uuid:date>/qr.svg", files.QrView.as_view(), name="qr"),
    path("<uuid:date>/check-in/", check_in.DoorView.as_view(), name="door"),
]
