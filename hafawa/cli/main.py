"""`hafawa`: the command line. Every command is one file in `commands`, read only when it is asked for."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import sys
from collections.abc import Callable
from typing import Any

import click
from django.utils.translation import gettext

from hafawa.cli import commands, opening
from hafawa.kernel.errors import Refused


class Commands(click.Group):
    """Finds `hafawa.cli.commands.NAME` (its `command`) when NAME is asked for.

    The data folder is opened (made and brought up to date) before a command runs, unless its module says
    `OPENS_ITSELF = True`. A refusal is shown in words, without a traceback, and ends with exit code 1.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as typed."""
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What Hafawa is for, in the person's language."""
        opening.speak()
        self.help = gettext("Hafawa: whom to answer, make right, call, thank, celebrate or reward today, and why.")
        super().format_help_text(ctx, formatter)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, in the person's language; None if there is none."""
        names = {module.name.rstrip("_"): module.name for module in pkgutil.iter_modules(commands.__path__)}
        if cmd_name not in names:
            return None
        opening.speak()
        module = importlib.import_module(f"{commands.__name__}.{names[cmd_name]}")
        command: click.Command = module.command
        if not getattr(module, "OPENS_ITSELF", False) and not hasattr(command.callback, "__wrapped__"):
            command.callback = _in_open_folder(command.callback)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; what is refused is said plainly."""
        try:
            return super().main(*args, **kwargs)
        except Refused as refused:
            click.echo(click.style(str(refused), fg="red"), err=True)
            sys.exit(1)


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
