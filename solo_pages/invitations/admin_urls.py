"""Addresses of invitations and claims in the Wagtail admin."""

from django.urls import path

from . import admin_views as views

app_name = "solo_requests"
urlpatterns = [
    path("invitations/", views.InvitationList.as_view(), name="invitations"),
    path("invitations/results/", views.InvitationList.as_view(results_only=True), name="invitations_results"),
    path("invitations/new/<key:page_id>/", views.Invite.as_view(), name="invite"),
    path("invitations/<key:pk>/again/", views.send_again, name="invite_again"),
    path("invitations/<key:pk>/revoke/", views.take_back, name="revoke"),
    path("claims/", views.ClaimList.as_view(), name="claims"),
    path("claims/results/", views.ClaimList.as_view(results_only=True), name="claims_results"),
    path("claims/<key:pk>/", views.ClaimView.as_view(), name="claim"),
]
