"""`hafawa`: the command line. Every command says what it did and where."""

from __future__ import annotations

import os

import click


@click.group()
@click.version_option(package_name="hafawa")
def main() -> None:
    """Hafawa: whom to answer, make right, call, thank, celebrate or reward today, and why."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
