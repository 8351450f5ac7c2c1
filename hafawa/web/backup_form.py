"""What may an owner decide about backups, and what is said when it cannot be?"""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.backups import envelope, files
from hafawa.backups.errors import WrongKey
from hafawa.backups.models import BackupPlan, Often

FIELDS = ("often", "at", "folder", "keep_last", "keep_weeks", "keep_months", "recipient")


class BackupPlanForm(forms.Form):
    """How often, where to, how many, and for whose eyes."""

    often = forms.ChoiceField(label=_("How often"), choices=Often.choices)
    at = forms.TimeField(label=_("At"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    folder = forms.CharField(
        label=_("Folder"), required=False, max_length=1000,
        widget=forms.TextInput({"dir": "ltr", "spellcheck": "false"}),
        help_text=_("Another disk is best. Empty is “backups” in the data folder: that only helps against mistakes."),
    )  # fmt: skip
    keep_last = forms.IntegerField(label=_("Newest to keep"), min_value=1, max_value=1000)
    keep_weeks = forms.IntegerField(label=_("Weeks of which one is kept"), min_value=0, max_value=520)
    keep_months = forms.IntegerField(label=_("Months of which one is kept"), min_value=0, max_value=240)
    recipient = forms.CharField(
        label=_("Encrypt to"), required=False, max_length=4000,
        widget=forms.TextInput({"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("An age or SSH public key. Only who has its secret half can open them: keep it somewhere else."),
    )  # fmt: skip

    def clean_recipient(self) -> str:
        """One that can be written to."""
        words = str(self.cleaned_data["recipient"]).strip()
        if words:
            try:
                envelope.check_recipient(words)
            except WrongKey as wrong:
                raise ValidationError(wrong.message) from wrong
        return words

    def clean_folder(self) -> str:
        """A whole path, and not among what is backed up."""
        words = str(self.cleaned_data["folder"]).strip()
        if not words:
            return ""
        path, home = Path(words), Path(settings.HAFAWA_DATA_DIR)
        if not path.is_absolute():
            raise ValidationError(_("Write the whole path, from the first stroke on: /mnt/backups."))
        is_among = path.resolve().is_relative_to(home) and not path.resolve().is_relative_to(home / files.BACKUPS)
        if is_among or home.is_relative_to(path.resolve()):
            raise ValidationError(_("That is where the data itself lies. Choose a folder of its own."))
        return words

    def plan(self) -> BackupPlan:
        """The plan as it would be kept."""
        return BackupPlan(id=1, **{name: self.cleaned_data[name] for name in FIELDS})
