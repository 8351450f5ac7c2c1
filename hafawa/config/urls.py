"""Which address leads where."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("hafawa.api.urls")),
    path("", include("hafawa.web.urls")),
    path("", include("hafawa.web.doors")),
]

handler403 = "hafawa.web.views.errors.forbidden"
handler404 = "hafawa.web.views.errors.not_found"
handler500 = "hafawa.web.views.errors.broken"
