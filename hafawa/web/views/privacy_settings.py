"""How long is what kept, who was erased, and with which words are people asked?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.people import export
from hafawa.people.models import Detail, Identifier
from hafawa.privacy import consents, retention, terms, wordings
from hafawa.privacy.models import Erasure, Removal, Terms, Wording
from hafawa.privacy.retention_kinds import KINDS
from hafawa.team import audit
from hafawa.team.models import LANGUAGES
from hafawa.team.permissions import Level
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.privacy_forms import RetentionForm, TermsForm, WordingForm

LATEST = 50


@policy(Level.MANAGER)
def privacy_settings(request: HttpRequest) -> HttpResponse:
    """Retention, terms, erasures, wordings."""
    return _page(request)


@posts(Level.MANAGER)
def retention_try(request: HttpRequest) -> HttpResponse:
    """What would go, counted; nothing is changed."""
    form = RetentionForm(request.POST)
    would = retention.dry_run(form.months(), now=clock.now()) if form.is_valid() else None
    return _page(request, retention_form=form, would=would)


@posts(Level.OWNER)
def retention_keep(request: HttpRequest) -> HttpResponseBase:
    """Keep each kind so long from now on."""
    form = RetentionForm(request.POST)
    if not form.is_valid():
        return _page(request, retention_form=form)
    retention.keep(form.months(), by=member(request), now=clock.now())
    messages.success(request, _("Kept. What is older goes in the night, and each time it is written down here."))
    return redirect("web:privacy_settings")


@posts(Level.OWNER)
def terms_keep(request: HttpRequest) -> HttpResponseBase:
    """Wait so long before an erasure, keep an export so long."""
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _page(request, terms_form=form)
    terms.keep(**form.cleaned_data, by=member(request), now=clock.now())
    messages.success(request, _("Kept."))
    return redirect("web:privacy_settings")


@posts(Level.MANAGER)
def wording_add(request: HttpRequest) -> HttpResponseBase:
    """Offer words to ask with."""
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, wording_form=form)
    wordings.add(**form.cleaned_data, by=member(request), now=clock.now())
    messages.success(request, _("Kept."))
    return redirect("web:privacy_settings")


@posts(Level.MANAGER)
def wording_retire(request: HttpRequest, wording_id: int) -> HttpResponseBase:
    """Offer them no longer."""
    wordings.retire(get_object_or_404(Wording, id=wording_id), by=member(request), now=clock.now())
    return redirect("web:privacy_settings")


@posts(Level.MANAGER)
def consent_log(request: HttpRequest) -> StreamingHttpResponse:
    """The whole consent log as CSV. Posted, because it leaves a note."""
    audit.note(by=member(request), what="privacy.consent_log_taken", now=clock.now())
    return _file(consents.log_csv(), name="consent-log.csv")


@posts(Level.MANAGER)
def details_taken(request: HttpRequest) -> StreamingHttpResponse:
    """All that is remembered about people as CSV. Posted, because it leaves a note."""
    audit.note(by=member(request), what="people.details_taken", now=clock.now())
    details = Detail.objects.visible_to(member(request)).select_related("person")
    keys = Prefetch("person__identifiers", Identifier.objects.visible_to(member(request)))
    return _file(export.details_csv(details.prefetch_related(keys).order_by("id")), name="details.csv")


def _file(lines: Iterable[str], *, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest, *, would: list[retention.Would] | None = None, **forms: Any) -> HttpResponse:
    now_kept = Terms.get()
    context = {
        "may_erase": level_of(request) >= Level.OWNER,
        "retention_form": RetentionForm(initial=retention.months()),
        "terms_form": TermsForm(
            initial={"erase_after_hours": now_kept.erase_after_hours, "export_days": now_kept.export_days}
        ),
        "wording_form": WordingForm(),
        "would": would,
        "removals": [(KINDS[r.kind].title, r) for r in Removal.objects.all()[:LATEST] if r.kind in KINDS],
        "erasures": list(Erasure.objects.select_related("asked_by")[:LATEST]),
        "offered": [(consents.PURPOSE_WORDS[o.purpose], dict(LANGUAGES)[o.language], o) for o in wordings.offered()],
        **forms,
    }
    has_errors = any(getattr(form, "is_bound", False) and form.errors for form in forms.values())
    return render(request, "privacy/settings.html", context, status=422 if has_errors else 200)
