"""How does the team note who is around a person, and take it back?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core import signing
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.people import belonging, clusters
from hafawa.people.models import Person
from hafawa.search import queries
from hafawa.team.permissions import Level
from hafawa.web.forms import CompanyForm, NearForm
from hafawa.web.policy import level_of, member, posts
from hafawa.web.reads.seen import person_or_404
from hafawa.web.typed import number
from hafawa.web.views.people import beside

_SALT = "hafawa.removed-bond"
_MOST = 8


@posts(Level.AGENT)
def near_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Note somebody near them. Where several people are meant by the words, they are offered to choose from."""
    found = person_or_404(request, person_id)
    form = NearForm(request.POST)
    meant = _meant(request, form, found) if form.is_valid() else []
    if form.is_valid() and len(meant) != 1:
        form.add_error("who", _nobody() if not meant else _several())
    if not form.is_valid():
        return beside(request, found, "around", near_form=form, meant=meant)
    said, now = form.cleaned_data, clock.now()
    if said["kind"] == "household":
        belonging.live_together(found, meant[0], now=now)
    else:
        kind, rest = said["kind"], {k: said[k] for k in ("words", "source", "audience")}
        belonging.relate(found, meant[0], kind, by=member(request), now=now, **rest)
    return beside(request, found, "around")


@posts(Level.AGENT)
def company_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Note where they work."""
    found = person_or_404(request, person_id)
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return beside(request, found, "around", company_form=form)
    belonging.works_at(found, form.cleaned_data["company"], role=form.cleaned_data["role"], now=clock.now())
    return beside(request, found, "around")


@posts(Level.AGENT)
def around_remove(request: HttpRequest, person_id: int, what: str, row_id: int) -> HttpResponseBase:
    """Take it off; the notice can bring it back."""
    found = person_or_404(request, person_id)
    may_see_all = level_of(request) >= Level.MANAGER
    took = belonging.remove(what, row_id, ids=clusters.ids_of(found.pk), may_see_all=may_see_all)
    removed = asdict(took) | {"page": person_id}
    values = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in removed["values"].items()}
    kept = signing.dumps(removed | {"values": values}, salt=_SALT, compress=True)
    return beside(request, found, "around", removed=kept)


@posts(Level.AGENT)
def around_restore(request: HttpRequest) -> HttpResponseBase:
    """Bring back what was taken off a moment ago."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404 from error
    if "created_at" in kept["values"]:
        kept["values"]["created_at"] = datetime.fromisoformat(kept["values"]["created_at"])
    found = person_or_404(request, kept["page"])
    belonging.restore(belonging.Removed(kept["what"], kept["values"]))
    return beside(request, found, "around")


def _meant(request: HttpRequest, form: NearForm, found: Person) -> list[Person]:
    """Whom the words mean: the one chosen from those offered, or all they find but the person themselves."""
    chosen = request.POST.get("chosen", "")
    if (one := number(chosen)) is not None:
        return list(Person.objects.visible_to(member(request)).filter(id=one, merged_into__isnull=True))
    return [p for p in queries.people(form.cleaned_data["who"], user=member(request), limit=_MOST) if p.pk != found.pk]


def _nobody() -> str:
    return _("Nobody by that name or number is here. Try fewer letters, or bring them in first.")


def _several() -> str:
    return _("Several people are meant by that. Choose one below.")
