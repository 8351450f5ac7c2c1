"""Did an older backup bring back somebody who was erased? Then they are erased again, before anybody sees them.

Called by the restore, and by every start: while the tombstones of every line of the journal are there, it is one look
at a small file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from hafawa.people import tombstones
from hafawa.people.models import Identifier, Person, Tombstone
from hafawa.privacy import erasing, journal, removing
from hafawa.privacy.journal import Line
from hafawa.privacy.subject import Subject, person_key
from hafawa.team import audit

_CHUNK = 5000


def reapply(now: datetime) -> int:
    """Erase again whom the journal names and the database does not know to be erased; how many people that were.

    Raises `JournalBroken` where the journal was changed.
    """
    missing = [line for line in journal.read() if not Tombstone.objects.filter(digest=line.mark).exists()]
    if not missing:
        return 0
    for line in missing:
        tombstones.lay([d for d in line.digests if d != line.mark], at=line.at)
    found = sorted(set(_brought_back(missing)))
    for person_id in found:
        if Person.objects.filter(id=person_id).exists():
            removing.remove(Subject.of(person_id), now=now)
    erasing.clean_files(now=now)
    with transaction.atomic():  # the marks come last: a crash on the way is begun again
        for line in missing:
            tombstones.lay([line.mark], at=line.at)
        audit.note(by=None, what="privacy.erasures_reapplied", facts={"people": len(found)}, now=now)
    return len(found)


def _brought_back(lines: Iterable[Line]) -> Iterator[int]:
    """People whose row, or whose address or number, a line names, and who were met before it."""
    dates = {d: line.at for line in lines for d in line.digests}
    people = dict(Person.objects.values_list("id", "created_at").iterator(chunk_size=_CHUNK))
    yield from {i for i, at in people.items() if tombstones.digest(*person_key(i, at)) in dates}
    keys = Identifier.objects.exclude(kind="phone").values_list("person_id", "kind", "value")
    for person_id, kind, value in keys.iterator(chunk_size=_CHUNK):
        erased_at = dates.get(tombstones.digest(kind, value))
        if erased_at is not None and people[person_id] <= erased_at:
            yield person_id
