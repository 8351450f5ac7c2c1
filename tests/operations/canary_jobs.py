"""Tasks that break with customers' words in their mouth."""

from __future__ import annotations

import logging
import warnings
from datetime import UTC, datetime


def raise_words(name: str, email: str) -> None:
    logging.getLogger("some.library").warning("could not write to %s <%s>", name, email)
    warnings.warn(f"odd value of {name} <{email}>", RuntimeWarning, stacklevel=1)
    raise ValueError(f"{name} <{email}> wrote something unheard of")


def break_a_constraint(name: str, email: str) -> None:
    from hafawa.team.models import User

    User.objects.create(email=email, name=name, password="x", joined_at=datetime.now(UTC))


def end_badly(name: str, email: str) -> None:
    raise SystemExit(f"{name} {email}")
