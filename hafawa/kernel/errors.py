"""What a person can be told they may not or cannot do."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """A request that cannot be carried out, in words a person can act on.

    Subclass it where it is raised. The text is translatable and says what happened, what is safe and what to do.
    The web shows it, the command line prints it without a traceback. `permanent` is true when trying the same
    again cannot help.
    """

    def __init__(self, message: str | Promise, *, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent

    @property
    def message(self) -> str:
        """The words, in the language active now."""
        return str(self.args[0])

    def __str__(self) -> str:
        return self.message
