"""How does one add, rename and remove passkeys? allauth's views, asking for keys that sign in by themselves."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.internal import auth
from django.urls import reverse_lazy


class _Add(views.AddWebAuthnView):  # type: ignore[misc]
    """A key that is kept on the device and asks for a finger, a face or a PIN."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super(views.AddWebAuthnView, self).get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}


class _Rename(views.EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("web:security")


class _Remove(views.RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("web:security")


add, rename, remove = _Add.as_view(), _Rename.as_view(), _Remove.as_view()
