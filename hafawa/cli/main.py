"""`hafawa`: the command line. Every command is one file in `commands`, read only when it is asked for."""

from __future__ import annotations

import functools
import importlib
import logging
import pkgutil
import sys
from collections.abc import Callable
from typing import Any

import click
from django.utils.translation import gettext

from hafawa.cli import commands, opening
from hafawa.kernel import trouble
from hafawa.kernel.errors import Refused

logger = logging.getLogger(__name__)
DOCTOR = "doctor"


class Commands(click.Group):
    """Finds `hafawa.cli.commands.NAME` (its `command`) when NAME is asked for.

    The data folder is opened (made and brought up to date) before a command runs, unless its module says
    `OPENS_ITSELF = True`. A refusal is shown in words, without a traceback, and ends with exit code 1.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as typed."""
        return sorted(_typed(module.name) for module in pkgutil.iter_modules(commands.__path__))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What Hafawa is for, in the person's language."""
        opening.speak()
        self.help = gettext("Hafawa: whom to answer, make right, call, thank, celebrate or reward today, and why.")
        super().format_help_text(ctx, formatter)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, in the person's language; None if there is none."""
        names = {_typed(module.name): module.name for module in pkgutil.iter_modules(commands.__path__)}
        if cmd_name not in names:
            return None
        _speak(cmd_name)
        module = importlib.import_module(f"{commands.__name__}.{names[cmd_name]}")
        command: click.Command = module.command
        if not getattr(module, "OPENS_ITSELF", False) and not hasattr(command.callback, "__wrapped__"):
            command.callback = _in_open_folder(command.callback)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; what is refused, or hindered by the machine, is said plainly."""
        try:
            return super().main(*args, **kwargs)
        except Refused as refused:
            click.echo(click.style(str(refused), fg="red"), err=True)
            sys.exit(1)
        except Exception as error:
            if words := trouble.words(error) or _of_the_machine(error):
                click.echo(click.style(words, fg="red"), err=True)
                sys.exit(1)
            if sys.stderr.isatty():
                raise
            logger.critical("the command ended by a fault", exc_info=True)  # a log is kept; a terminal is looked at
            sys.exit(1)


def _of_the_machine(error: Exception) -> str:
    """What to say where a file cannot be used, or what was typed is no text; empty where it is a bug of ours."""
    if isinstance(error, OSError) and error.filename:
        words = gettext("%(path)s cannot be used: %(error)s. See that it is there and that you may use it.")
        return words % {"path": error.filename, "error": error.strerror}
    if isinstance(error, UnicodeEncodeError) and "\ud800" <= error.object[error.start] <= "\udfff":
        return gettext("What was typed holds signs that no text has. Nothing was changed.")
    return ""


def _speak(name: str) -> None:
    """The settings read; what is wrong with them the doctor explains, everybody else is stopped by it."""
    try:
        opening.speak()
    except Refused as refused:
        if name != DOCTOR:
            raise
        opening.refusal = refused


def _typed(module_name: str) -> str:
    """`password_link` is typed `password-link`."""
    return module_name.rstrip("_").replace("_", "-")


def _in_open_folder(run: Callable[..., Any] | None) -> Callable[..., Any]:
    if run is None:
        raise TypeError("a command has something to run")

    @functools.wraps(run)
    def opened(*args: Any, **kwargs: Any) -> Any:
        opening.open_folder()
        return run(*args, **kwargs)

    return opened


@click.group(cls=Commands)
@click.version_option(package_name="hafawa")
def main() -> None:
    """Run the command asked for."""
