"""Who was found to be one and the same, who was said not to be, and who may be? Rows; `people.models` gives them out.

`Merge`, `NotSame` and `SharedKey` are kept for good; the rest is derived, carries a version and can be made anew.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Merge(models.Model):
    """One person counts as another since somebody said so, until somebody took it back. Appended, never deleted."""

    absorbed = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="merges_away")
    kept = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="merges_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    why = models.JSONField(default=list, blank=True, help_text="the reasons shown then: keys and facts")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merged_once"),
            models.CheckConstraint(condition=~Q(absorbed=F("kept")), name="merge_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.kept_id}"


class NotSame(models.Model):
    """Somebody said that these two are not one. Kept under the ids they had then; readers ask whole clusters."""

    low = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["low", "high"], name="not_same_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} is not {self.high_id}"


class SharedKey(models.Model):
    """A key that came along with this person and is somebody else's: a sign of a household, or of one person twice."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="shared_keys")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=320)
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="shared_key_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "value"], name="shared_key_value")]

    def __str__(self) -> str:
        return f"{self.kind} of another, with {self.person_id}"


class LikenessKey(models.Model):
    """Under which keys a person is looked up when someone like them is sought. Derived, see `people.likely`."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="likeness_key_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["key", "person"], name="likeness_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.person_id}"


class LikenessDue(models.Model):
    """Somebody whose likeness has to be looked at again: renamed, or with keys taken back."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"look again at {self.person_id}"


class LikenessMark(models.Model):
    """How far the looking has come, in one row (id 1): ids of people, identifiers and shared keys."""

    version = models.CharField(max_length=40, default="")
    people_through = models.BigIntegerField(default=0)
    keys_through = models.BigIntegerField(default=0)
    shared_through = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="likeness_mark_once"),
        ]

    def __str__(self) -> str:
        return f"looked at people up to {self.people_through}"


class AlikePair(models.Model):
    """Two people worth looking at side by side: the `same` person, or one `household`. Derived; it joins nobody."""

    low = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=20, help_text="same, household")
    score = models.SmallIntegerField()
    reasons = models.JSONField(default=list)
    version = models.CharField(max_length=40)
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["low", "high"], name="alike_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="alike_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-score", "id"], name="alike_score")]

    def __str__(self) -> str:
        return f"{self.low_id} ~ {self.high_id}: {self.score}"
