"""Which shapes do all schemas share? What comes in is named field by field, strict and bounded."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$"

Line = Annotated[str, StringConstraints(max_length=200)]
Name = Annotated[str, StringConstraints(max_length=300)]
Words = Annotated[str, StringConstraints(max_length=5000)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=8)]
Channel = Annotated[str, StringConstraints(max_length=30)]
Minor = Annotated[int, Field(ge=0, le=10**15, description="in minor units of the currency")]


class Sent(BaseModel):
    """What a program sends: a field that is not named here is refused, and nothing is taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True)
