"""What is amiss with the search, in words, and what to do? For `hafawa search`, and whoever else looks after it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.search import indexing, schema
from hafawa.timeline.models import ParkedEvent


def words() -> list[str]:
    """Whole sentences; none where all is well."""
    said = []
    if not schema.has_parts():
        said.append(
            _(
                "PostgreSQL refused the extension pg_trgm, so phone numbers, addresses and order numbers are found by "
                "their beginning only, not by any part. Nothing is lost. Let an administrator of the database run "
                "CREATE EXTENSION pg_trgm, then run: hafawa search --rebuild"
            )
        )
    if parked := ParkedEvent.objects.filter(reader=indexing.READER).count():
        said.append(
            ngettext(
                "{n} event could not be read for the search and was set aside. It is kept, and not found by its words.",
                "{n} events could not be read for the search and were set aside. They are kept, and not found by "
                "their words.",
                parked,
            ).format(n=parked)
        )
    return said
