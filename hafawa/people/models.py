"""Whom do we know, by what, and what matters to them?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.people.bonds import Company, CompanyMember, Household, HouseholdMember, Relation, RelationKind
from hafawa.people.proposed import Proposal, ProposalState
from hafawa.people.sameness import (
    AlikePair,
    LikenessDue,
    LikenessKey,
    LikenessMark,
    Merge,
    NotSame,
    SharedKey,
)
from hafawa.team.sight import Guarded

__all__ = [
    "AlikePair", "Audience", "Calendar", "Company", "CompanyMember", "Consent", "Detail", "DetailSource", "Household",
    "HouseholdMember", "Identifier", "IdentifierKind", "LikenessDue", "LikenessKey", "LikenessMark", "Merge", "NotSame",
    "Occasion", "Person", "Proposal", "ProposalState", "Relation", "RelationKind", "SharedKey",
]  # fmt: skip


class Person(models.Model):
    """One customer. A name is kept as they write it; `folded_name` is for finding only."""

    name = models.CharField(max_length=300, default="", blank=True)
    folded_name = models.CharField(max_length=300, default="", blank=True, db_index=True)
    first_name = models.CharField(max_length=150, default="", blank=True, help_text="what to call them, where known")
    language = models.CharField(max_length=8, default="", blank=True, help_text="BCP 47; empty is unknown")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    met_by_import_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun that met them first"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="absorbed",
        help_text="whom they count as since a merge; see people.clusters",
    )  # fmt: skip
    created_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="nobody_is_merged_into_themselves"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Someone without a name"))


class IdentifierKind(models.TextChoices):
    """What sort of key an identifier is; each is unique in its normal form."""

    EMAIL = "email", _("Email address")
    PHONE = "phone", _("Phone number")
    CUSTOMER_ID = "customer_id", _("Customer number")
    HANDLE = "handle", _("Social handle")


class Identifier(models.Model):
    """A key that finds one person. `value` is normal (lower-case email, E.164 phone, `source:number`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=IdentifierKind.choices)
    value = models.CharField(max_length=320)
    as_typed = models.CharField(max_length=320)
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )
    created_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "value"], name="identifier_once"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_not_empty"),
        ]

    def __str__(self) -> str:
        return self.as_typed


class Audience(models.TextChoices):
    """Who may meet a detail."""

    MAY_SAY = "may_say", _("May say")
    KNOW = "know", _("Know but don't say")
    NEVER_SHOW = "never_show", _("Never show")


class DetailSource(models.TextChoices):
    """How we came to know a detail."""

    SAID = "said", _("They said it")
    OBSERVED = "observed", _("We noticed it")
    TOLD = "told", _("Someone else told us")
    IMPORTED = "imported", _("It came with an import")


class Detail(models.Model):
    """Something memorable about a person or someone near them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="details")
    text = models.TextField()
    subject = models.CharField(
        max_length=200, default="", blank=True, help_text="whom it is about; empty is the person"
    )
    makes_happy = models.BooleanField(default=False)
    source = models.CharField(max_length=20, choices=DetailSource.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.KNOW)
    secret_from = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="somebody it is to be a surprise for; nothing made for them, and no words to anybody, tells of it",
    )  # fmt: skip
    learned_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    evidence_event_id = models.BigIntegerField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-learned_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "subject", "text"], name="detail_once"),
            models.CheckConstraint(
                condition=Q(secret_from__isnull=True) | ~Q(audience="may_say"), name="a_surprise_is_never_said"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Calendar(models.TextChoices):
    """Which calendar an occasion's day and month are in."""

    GREGORIAN = "gregorian", _("Gregorian")
    HIJRI = "hijri", _("Hijri")


class Occasion(models.Model):
    """A day that matters to a person. `year` with `yearly=False` is one day; with `yearly` it is the first."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="occasions")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, default="birthday", help_text="birthday, anniversary, feast, other")
    subject = models.CharField(max_length=200, default="", blank=True, help_text="whose day; empty is the person's own")
    calendar = models.CharField(max_length=20, choices=Calendar.choices, default=Calendar.GREGORIAN)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    yearly = models.BooleanField(default=True)
    lead_days = models.PositiveSmallIntegerField(default=7)
    source = models.CharField(max_length=20, choices=DetailSource.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.MAY_SAY)
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "calendar", "month", "day", "title", "subject"], name="occasion_once"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="occasion_month"),
            models.CheckConstraint(condition=Q(day__gte=1, day__lte=31), name="occasion_day"),
            models.CheckConstraint(condition=Q(yearly=True) | Q(year__isnull=False), name="occasion_once_has_year"),
        ]

    def __str__(self) -> str:
        return self.title


class Consent(models.Model):
    """One statement about being contacted. Append-only: the latest by the person, per purpose and channel, wins."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30, help_text="marketing, care or service")
    channel = models.CharField(max_length=30, default="", blank=True, help_text="empty is every channel")
    granted = models.BooleanField()
    by_person = models.BooleanField(help_text="false where staff or a file says so: it can refuse, never grant")
    wording = models.TextField(default="", blank=True)
    language = models.CharField(max_length=8, default="", blank=True)
    source = models.CharField(max_length=100)
    stated_at = models.DateTimeField()
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["stated_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(granted=False) | Q(by_person=True), name="only_the_person_grants"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}:{self.granted}"


class ConsentLogOpening(models.Model):
    """While a row of this stands, in the transaction that wrote it, statements may be taken out of the consent log.

    The database itself refuses it otherwise (triggers), and refuses to change one at any time; see `consent_log`.
    """

    why = models.CharField(max_length=40, help_text="erasure, import_undone, sample_removed")

    def __str__(self) -> str:
        return self.why


class Tombstone(models.Model):
    """A key of somebody who was erased, as a keyed hash; see `tombstones`."""

    digest = models.CharField(max_length=64, primary_key=True)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class Gift(models.Model):
    """Something one person gave another, or means to: remembered for the giver, and a secret from whom it is for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="gifts", help_text="who gives")
    recipient = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="where we know them"
    )
    recipient_name = models.CharField(max_length=200, default="", blank=True, help_text="where we do not")
    what = models.CharField(max_length=300)
    occasion = models.CharField(max_length=200, default="", blank=True, help_text="for what: a birthday, a feast")
    given_on = models.DateField(null=True, blank=True)
    is_surprise = models.BooleanField(default=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-noted_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(what=""), name="gift_is_something"),
        ]

    def __str__(self) -> str:
        return self.what
