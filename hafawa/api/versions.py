"""Which state of a thing does a program hold? Its ETag tells; with If-Match it is changed only if it is still so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from ninja import Header

from hafawa.api.problems import Stop

IfMatch = Annotated[
    str,
    Header(
        "",
        alias="If-Match",
        max_length=1000,
        description="the ETag it was read with: where somebody changed it since, nothing is done and 412 says so",
    ),
]


def tag(shown: Mapping[str, Any]) -> str:
    """The ETag of what is shown: it changes when any of it does."""
    text = json.dumps(shown, sort_keys=True, cls=DjangoJSONEncoder)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def refuse_changed(if_match: str, now: str) -> None:
    """Stop with 412 where `if_match` names states, and the one of `now` is none of them.

    A tag made weak (`W/`) by whoever packed the answer on its way still names the state: it is of what is shown.
    """
    wanted = [one.strip().removeprefix("W/") for one in if_match.split(",") if one.strip()]
    if wanted and "*" not in wanted and now not in wanted:
        raise Stop(
            412,
            _("Somebody changed it since you read it. Nothing was changed: read it again, then send your change anew."),
            code="changed-meanwhile",
            headers={"ETag": now},
        )
