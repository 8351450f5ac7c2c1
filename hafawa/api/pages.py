"""How is a long list read page by page, so that nothing is missed or seen twice while new rows come in?

A cursor says after which row to go on, not how many to skip. It is signed and bound to its list and filters: one that
was made up, or belongs to another list, is refused.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from hafawa.api.problems import Stop

MOST = 200
Limit = Annotated[int, Query(50, ge=1, le=MOST, description=f"how many at most, up to {MOST}")]
Cursor = Annotated[str, Query("", max_length=1000, description="what `next` of the page before said")]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]

__all__ = ["MOST", "Cursor", "Id", "Limit", "page"]


def page(
    found: QuerySet[Any], *, by: tuple[str, ...], limit: int, cursor: str, of: str
) -> tuple[list[Any], str | None]:
    """At most `limit` rows of `found` after `cursor`, ordered by `by`, and the cursor of the next page (None: the end).

    `by` are field names, all rising or all (with a minus) falling, the last unique. `of` names the list with its
    filters. Stop with 400 when the cursor is not one of it.
    """
    names, falls = tuple(n.lstrip("-") for n in by), by[0].startswith("-")
    rows = found.order_by(*by)
    if cursor:
        rows = _after(rows, names, _open(cursor, of=of), falls=falls)
    shown: list[Model] = list(rows[: limit + 1])
    if len(shown) <= limit:
        return shown, None
    last = shown[limit - 1]
    return shown[:limit], _sign([_plain(getattr(last, n)) for n in names], of=of)


def _after(rows: QuerySet[Any], names: tuple[str, ...], values: list[Any], *, falls: bool) -> QuerySet[Any]:
    """Behind `values` in the order of `names`: the first differs, or it is equal and the second differs ..."""
    past = "lt" if falls else "gt"
    condition = Q()
    for place, name in enumerate(names):
        equal = dict(zip(names[:place], values[:place], strict=True))
        condition |= Q(**equal, **{f"{name}__{past}": values[place]})
    return rows.filter(condition)


def _sign(values: list[Any], *, of: str) -> str:
    return signing.Signer(salt=_salt(of)).sign_object(values, compress=False)


def _open(cursor: str, *, of: str) -> list[Any]:
    try:
        found: list[Any] = signing.Signer(salt=_salt(of)).unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        words = _("This cursor does not belong to this list. Take the one its page before gave, or leave it out.")
        raise Stop(400, words, code="cursor-unknown") from None
    return found


def _salt(of: str) -> str:
    return f"hafawa.api.cursor:{of}"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
