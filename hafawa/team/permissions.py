"""Who may do what? Levels, from everyone up to the owner; a level includes those below it."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """What is asked of the one who comes: nothing, or a role of at least so much."""

    ANYONE = 0
    VIEWER = 1
    AGENT = 2
    MANAGER = 3
    OWNER = 4


class AtTheMachine:
    """Who types `hafawa ...` on the machine: they hold the data folder itself, so nothing is kept from them."""

    pk = None


AT_THE_MACHINE = AtTheMachine()
_LEVEL_OF = {"viewer": Level.VIEWER, "agent": Level.AGENT, "manager": Level.MANAGER, "owner": Level.OWNER}


def level_of(user: object) -> Level:
    """What `user` (a `team.User`, which stands on this module) may do; no active member of the team is anyone."""
    if isinstance(user, AtTheMachine):
        return Level.OWNER
    return _LEVEL_OF.get(getattr(user, "role", ""), Level.ANYONE) if getattr(user, "is_active", False) else Level.ANYONE
