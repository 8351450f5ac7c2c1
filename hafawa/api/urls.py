"""Which address leads to which operation?"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, path

from hafawa.api import docs, door, operations
from hafawa.api.views import mail_in


def _addresses() -> Iterator[URLPattern]:
    """One address for each path of the operations, carrying what each method asks for."""
    (bound,) = operations.api._get_bound_routers()  # noqa: SLF001 - ninja's own urls say nothing of what they lead to
    for route, found in bound.path_operations.items():
        view = found.get_view()
        view.policy = door.policies(found)  # type: ignore[attr-defined]
        yield path(_django(route), view, name=found.operations[0].operation_id)


def _django(route: str) -> str:
    return route.lstrip("/").replace("{", "<").replace("}", ">")


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", docs.openapi, name="openapi"),
    path("docs/", docs.page, name="docs"),
    path("mail-in/<slug:name>/<str:secret>/", mail_in.receive_mail, name="receive_mail"),
    path("mail-in/<slug:name>/<str:secret>/mime", mail_in.receive_mail, name="receive_mail_raw"),
    *_addresses(),
]
