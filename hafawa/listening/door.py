"""How does a text become a reading? One reader is in use; which one, is told by its version. Pure.

Another reader takes its place here by another `version`: `annotate` notices and reads everything again.
"""

from __future__ import annotations

from collections.abc import Sequence

from hafawa.listening.reading import Reader, Reading
from hafawa.listening.trained.reader import TrainedReader

READER: Reader = TrainedReader()


def read(text: str, *, language: str | None = None) -> Reading:
    """`text` as the reader in use reads it; `language` is a BCP 47 tag where the writer's is known already."""
    return READER.read(text, language=language)


def read_many(texts: Sequence[str]) -> list[Reading]:
    """`texts` as the reader in use reads each, faster than one by one."""
    return READER.read_many(texts)
