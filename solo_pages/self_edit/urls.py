"""
Where a solo keeps their profile; a host includes it below its account: ``path("account/", include(...))``.

It needs a login view at ``LOGIN_URL``, and nothing else of the host's accounts.
"""

from django.urls import path

from .views import dashboard, preview, steps, transitions

app_name = "solo_account"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("profile/begin/", dashboard.begin, name="begin"),
    path("profile/preview/", preview.preview, name="preview"),
    path("profile/preview/<str:language>/", preview.preview, name="preview_in"),
    path("profile/preview/<str:language>/<path:rest>", preview.preview_file, name="preview_file"),
    path("profile/submit/", transitions.submit, name="submit"),
    path("profile/withdraw/", transitions.withdraw, name="withdraw"),
    path("profile/unpublish/", transitions.unpublish, name="unpublish"),
    path("profile/republish/", transitions.republish, name="republish"),
    path("profile/confirm/", transitions.confirm, name="confirm"),
    path("profile/<str:step>/", steps.step, name="step"),
]
