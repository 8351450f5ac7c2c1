"""What is being talked about with whom, how long somebody waits, and what the team says among itself."""

from hafawa.conversations.models.conversation import Conversation, Placement, ReplyLater, State, Tag
from hafawa.conversations.models.note import Note

__all__ = ["Conversation", "Note", "Placement", "ReplyLater", "State", "Tag"]
