"""What may somebody ask of us about themselves: what holds, a copy, to be forgotten? And what do they give to whom?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.people import clusters, gifts
from hafawa.people.models import Consent, Gift, Person
from hafawa.privacy import certificate, consents, erasing, exporting, wordings
from hafawa.privacy.models import Erasure, ErasureState, PersonExport
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.privacy_forms import ConsentForm, EraseForm, ExportForm, GiftForm
from hafawa.web.reads import privacy as read
from hafawa.web.reads.seen import person_or_404


@policy(Level.VIEWER)
def person_privacy(request: HttpRequest, person_id: int) -> HttpResponse:
    """Consent, exports, erasure of one person."""
    return _page(request, _person(request, person_id))


@posts(Level.AGENT)
def consent_record(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Write down what they stated."""
    found, form = _person(request, person_id), ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, consent_form=form)
    given = dict(form.cleaned_data)
    granted = given.pop("answer") == "yes"
    consents.record(found.pk, granted=granted, by=member(request), now=clock.now(), **given)
    messages.success(request, _("Written down."))
    return redirect("web:person_privacy", person_id=found.pk)


@policy(Level.MANAGER)
def consent_csv(request: HttpRequest, person_id: int) -> StreamingHttpResponse:
    """The log of one person as CSV."""
    rows = Consent.objects.visible_to(member(request)).filter(
        person_id__in=clusters.ids_of(_person(request, person_id).pk)
    )
    return _csv(rows, name=f"consent-{person_id}.csv")


@posts(Level.MANAGER)
def export_ask(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Have a copy made in the background."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, _person(request, person_id), export_form=form)
    exporting.ask(person_id, language=form.cleaned_data["language"], by=member(request), now=clock.now())
    return redirect("web:person_privacy", person_id=_person(request, person_id).pk)


@policy(Level.MANAGER)
def export_state(request: HttpRequest, export_id: int) -> HttpResponse:
    """How far one copy is, for watching it."""
    export = get_object_or_404(PersonExport.objects.select_related("asked_by"), id=export_id)
    return render(request, "privacy/export_row.html", {"export": export})


@posts(Level.MANAGER)
def export_fetch(request: HttpRequest, export_id: int) -> FileResponse:
    """Hand the copy out; who fetched it is noted, so it is asked for with a POST."""
    export = get_object_or_404(PersonExport, id=export_id)
    path = exporting.path_of(export, by=member(request), now=clock.now())
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"person-{export.person_id}.zip")


@policy(Level.OWNER, write=Level.OWNER)
def person_erase(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """What an erasure would do; on POST, with the name typed, it is set going."""
    found, form = _person(request, person_id), EraseForm(request.POST or None)
    if (waiting := erasing.waiting_for(clusters.ids_of(found.pk))) is not None:
        return redirect("web:person_privacy", person_id=waiting.person_id or found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            erasing.ask(found.pk, **form.cleaned_data, by=member(request), now=clock.now())
        except erasing.NotConfirmed as refused:
            form.add_error("typed", refused.message)
        else:
            return redirect("web:person_privacy", person_id=found.pk)
    context = read.preview(found.pk) | {"person": found, "form": form}
    return render(request, "privacy/erase.html", context, status=422 if form.errors else 200)


@posts(Level.OWNER)
def erasure_call_off(request: HttpRequest, erasure_id: int) -> HttpResponseBase:
    """Leave them as they are."""
    erasure = get_object_or_404(Erasure, id=erasure_id)
    erasing.call_off(erasure, by=member(request), now=clock.now())
    messages.success(request, _("Called off. Nothing was erased."))
    if erasure.person_id and Person.objects.visible_to(member(request)).filter(id=erasure.person_id).exists():
        return redirect("web:person_privacy", person_id=erasure.person_id)
    return redirect("web:privacy_settings")


@policy(Level.OWNER)
def erasure_certificate(request: HttpRequest, erasure_id: int) -> HttpResponse:
    """The signed note that somebody was erased."""
    erasure = get_object_or_404(Erasure, id=erasure_id, state=ErasureState.DONE)
    response = HttpResponse(certificate.as_text(erasure.certificate), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="erasure-{erasure.pk}.json"'
    return response


@posts(Level.AGENT)
def gift_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Remember what somebody gives to whom."""
    found, form = _person(request, person_id), GiftForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        to, name = read.recipient(given.pop("recipient"), to=member(request))
        gifts.note(found, recipient=to, recipient_name=name, by=member(request), now=clock.now(), **given)
        form = GiftForm()
    return _gifts(request, found, form)


@posts(Level.AGENT)
def gift_forget(request: HttpRequest, gift_id: int) -> HttpResponseBase:
    """Forget a gift."""
    gift = Gift.objects.select_related("person").filter(id=gift_id).first()
    if gift is None:
        raise Http404
    gift.delete()
    return _gifts(request, gift.person, GiftForm())


def _gifts(request: HttpRequest, found: Person, form: GiftForm) -> HttpResponseBase:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("web:person", person_id=found.pk)
    context = {"person": found, "gifts": gifts.given_by(clusters.ids_of(found.pk)), "gift_form": form}
    return render(request, "people/gifts.html", context, status=422 if form.errors else 200)


def _person(request: HttpRequest, person_id: int) -> Person:
    return person_or_404(request, clusters.kept_id(person_id))


def _page(request: HttpRequest, found: Person, **forms: Any) -> HttpResponse:
    language = exporting.language_for(found)
    context = {
        "person": found,
        "may_erase": level_of(request) >= Level.OWNER,
        "consent_form": ConsentForm(initial={"language": language}),
        "export_form": ExportForm(initial={"language": language}),
        "offered": wordings.offered(),
        "shop_language": Shop.get().language,
        **read.person(found.pk),
        **forms,
    }
    return render(request, "privacy/person.html", context, status=422 if forms else 200)


def _csv(rows: Any, *, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(consents.log_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
