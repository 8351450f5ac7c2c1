"""Who is meant where a form asks for somebody known? By a whole key or a whole name; finding by parts is `search`'s."""

from __future__ import annotations

from hafawa.kernel.text import fold
from hafawa.people import clusters
from hafawa.people.identifiers import normal_email, normal_phone
from hafawa.people.models import Identifier, Person
from hafawa.team.models import Shop


def known_as(text: str, *, to: object) -> Person | None:
    """The one person `to` may see whose whole key or whole name `text` is; None where that is nobody, or several.

    Whoever was merged is the one they count as. Who may not see keys finds nobody by them.
    """
    text = text.replace("\0", "")  # no text in a database holds it
    typed = fold(text)
    values = {typed, normal_email(text), normal_phone(text, country=Shop.get().country)} - {"", None}
    keys = Identifier.objects.visible_to(to).filter(value__in=values)
    found = list(keys.values_list("person_id", flat=True)[:_ENOUGH])
    if typed and not found:
        named = Person.objects.visible_to(to).filter(folded_name=typed)
        found = list(named.values_list("id", flat=True)[:_ENOUGH])
    kept = set(clusters.kept_of(found).values())
    return Person.objects.visible_to(to).filter(id__in=kept).first() if len(kept) == 1 else None


_ENOUGH = 5  # to see whether there are several
