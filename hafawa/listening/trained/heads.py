"""Which questions does the trained reader answer of a message? Each head gives the chance that it is so. Pure."""

from __future__ import annotations

from hafawa.listening.reading import EMOTIONS, KINDS

#: positive against negative, where it is either; neutral against all that feels; steps of anger; and the rest.
HEADS = ("positive", "neutral", "annoyed", "angry", "furious", "urgent", "ironic", "answer", *EMOTIONS, *KINDS)
