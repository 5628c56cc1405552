"""Every address of the site, by who answers it."""

from django.contrib import admin
from django.urls import include, path

from octavo.web.account import oidc

SIGN_IN = [  # before allauth's own views, under their names
    path("oidc/<slug:provider_id>/login/", oidc.login),
    path("oidc/<slug:provider_id>/login/callback/", oidc.callback),
]
urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include(SIGN_IN)),
    path("account/", include("allauth.urls")),
    path("", include("octavo.api.urls")),
    path("", include("octavo.web.urls")),
]

handler400 = "octavo.web.errors.view.bad_request"
handler403 = "octavo.web.errors.view.forbidden"
handler404 = "octavo.web.errors.view.not_found"
handler429 = "octavo.web.errors.view.slow_down"  # allauth's name for it
handler500 = "octavo.web.errors.view.failed"
