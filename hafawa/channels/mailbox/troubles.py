"""What can stand between us and a mailbox, and in which words is it told?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused


class Trouble(Refused):
    """A mailbox could not be read; `key` says why and is kept with it, `words_for` puts it in words again."""

    key = "no_answer"


class NoServer(Trouble):
    """No such host, nobody listens there, or it may not be asked."""

    key = "no_server"


class NotEncrypted(Trouble):
    """Its certificate is not for this name, or it offers no encryption."""

    key = "not_encrypted"


class SignInRefused(Trouble):
    """The name or password is wrong, or the provider wants another kind."""

    key = "sign_in"


class SealBroken(Trouble):
    """The password kept here cannot be read any more."""

    key = "seal"


class LeaveTakenBack(Trouble):
    """The provider gives no key any more: the owner took the leave back, or it ended."""

    key = "leave"


WORDS = {
    "leave": _(
        "The provider no longer lets us in: the leave was taken back, or has ended. Sign in there again; nothing is "
        "lost, it goes on from where it was."
    ),
    "no_server": _(
        "There is no mail server at this address, or it lies in a private network. Check the server and port."
    ),
    "not_encrypted": _(
        "The server's certificate does not fit its name, or it offers no encryption. Nothing was sent to it, so the "
        "password is safe. Check the server's name."
    ),
    "sign_in": _(
        "The server refused the name or the password. Many providers want a password made for programs (an “app "
        "password”), made in your account's security settings."
    ),
    "seal": _("The password was sealed under another secret key and cannot be read any more. Type it anew."),
    "no_answer": _("The server did not answer in time, or broke off. It is tried again by itself."),
}
