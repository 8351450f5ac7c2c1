"""Who is the person an address names, if the one who asks may see them?"""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hafawa.people.models import Person
from hafawa.web.policy import member


def person_or_404(request: HttpRequest, person_id: int, *related: str) -> Person:
    """The person, with `related` rows fetched along; Http404 where there is nobody, or nobody for them."""
    return get_object_or_404(Person.objects.visible_to(member(request)).select_related(*related), id=person_id)
