"""Who lives with whom, works where, and is whose mother? Rows; `people.models` gives them out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Household(models.Model):
    """People under one roof: one gift, one letter, one call."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=500, default="", blank=True)
    created_at = models.DateTimeField()
    people = models.ManyToManyField("people.Person", through="people.HouseholdMember", related_name="households")

    def __str__(self) -> str:
        return self.name


class HouseholdMember(models.Model):
    """Somebody of a household."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["household", "person"], name="household_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of household {self.household_id}"


class Company(models.Model):
    """Where customers work, or on whose behalf they buy. One a name, however it is spelt."""

    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    people = models.ManyToManyField("people.Person", through="people.CompanyMember", related_name="companies")

    def __str__(self) -> str:
        return self.name


class CompanyMember(models.Model):
    """Somebody of a company, with what they are there."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "person"], name="company_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at company {self.company_id}"


class RelationKind(models.TextChoices):
    """What `other` is to `person`."""

    SPOUSE = "spouse", _("Husband or wife")
    PARENT = "parent", _("Mother or father")
    CHILD = "child", _("Son or daughter")
    SIBLING = "sibling", _("Brother or sister")
    FRIEND = "friend", _("Friend")
    COLLEAGUE = "colleague", _("Colleague")
    GIVES_GIFTS_TO = "gives_gifts_to", _("Gives gifts to")
    GETS_GIFTS_FROM = "gets_gifts_from", _("Gets gifts from")
    OTHER = "other", _("Something else")


class Relation(models.Model):
    """`other` is `person`'s spouse, parent, child...: said once, read from both sides."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    words = models.CharField(max_length=100, default="", blank=True, help_text="what they call it, for `other`")
    source = models.CharField(max_length=20, help_text="models.DetailSource")
    audience = models.CharField(max_length=20, help_text="models.Audience")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="relation_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is {self.kind} of {self.person_id}"
