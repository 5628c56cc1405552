"""Every address of the site, by who answers it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
    path("", include("octavo.api.urls")),
    path("", include("octavo.web.urls")),
]

handler400 = "octavo.web.errors.view.bad_request"
handler403 = "octavo.web.errors.view.forbidden"
handler404 = "octavo.web.errors.view.not_found"
handler500 = "octavo.web.errors.view.failed"
