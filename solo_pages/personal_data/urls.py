"""What a person does with their data; a host includes this below its account pages."""

from django.urls import path

from . import views

app_name = "solo_personal_data"
urlpatterns = [
    path("", views.my_data, name="my_data"),
    path("download/", views.download, name="download"),
    path("delete/", views.close, name="close"),
    path("deleted/", views.closed, name="closed"),
    path("back/<str:token>/", views.reopen, name="reopen"),
]
