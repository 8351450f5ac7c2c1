"""From where does a request come, and where does a link lead back? What anybody can write is not believed."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the browser; `0.0.0.0` where none is known (a socket on this machine).

    X-Forwarded-For is read from its end, past our own proxies (HAFAWA_TRUSTED_PROXIES): the first that is none of
    ours is who asked; what stands before it, they may have written themselves.
    """
    address = _clean(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104
    if not _is_ours(address):
        return address
    for part in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        forwarded = _clean(part)
        if not forwarded:
            break
        address = forwarded
        if not _is_ours(address):
            break
    return address


def link_to(request: HttpRequest, path: str) -> str:
    """`path` as a whole address to send to somebody; https where the shop is served so, whatever a proxy says."""
    scheme = "https" if settings.HAFAWA_HTTPS or request.is_secure() else "http"
    return f"{scheme}://{request.get_host()}{path}"


def _clean(text: str) -> str:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return ""


def _is_ours(address: str) -> bool:
    return any(ip_address(address) in network for network in settings.HAFAWA_TRUSTED_PROXIES)
