"""Why does the embedded reading stand, in a sentence, where the language model's answer was not taken?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    "ok": _("Its answer was taken."),
    "off": _("It is turned off."),
    "confidential": _("The message is confidential. Nothing was sent."),
    "no_consent": _("The person has not agreed that a language model reads their messages. Nothing was sent."),
    "resting": _("It failed several times, so it is left alone for a while. Nothing was sent."),
    "tokens_spent": _("The tokens of the day are spent. Nothing was sent."),
    "money_spent": _("The money of the day is spent. Nothing was sent."),
    "key_unreadable": _("The kept key cannot be read with this house's key. Type it in again. Nothing was sent."),
    "not_allowed": _("Its address may not be asked: look at HAFAWA_FETCH_ALLOW and where it runs. Nothing was sent."),
    "not_https": _("What leaves the house goes by https only. Nothing was sent."),
    "no_answer": _("It did not answer in time, broke off, or nobody was there."),
    "too_big": _("Far more came back than was asked for."),
    "redirected": _("It pointed to another address. That was not followed."),
    "refused": _("It does not accept the key."),
    "busy": _("It is busy and asked to be left alone for a while."),
    "server_error": _("It reported a fault of its own."),
    "other_status": _("It answered that it cannot do this. Look at the address and the name of the model."),
    "compressed": _("It sent something packed, which was not asked for and not opened."),
    "wrong_type": _("It sent something that is not JSON."),
    "not_json": _("Its answer is not JSON."),
    "wrong_schema": _("Its answer does not have the form asked for."),
    "several_answers": _("It gave several answers at once."),
    "not_in_text": _("It quoted words that do not stand in the message."),
    "broke": _("Something broke that nobody foresaw; the log has it."),
}
