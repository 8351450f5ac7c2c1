"""What does the bubble on the shop's site say, in the language active now?"""

from __future__ import annotations

from django.utils.translation import gettext as _


def of_the_bubble() -> dict[str, str]:
    """Its words by key; `{…}` is filled in by the script."""
    return {
        "open": _("Write to us"),
        "close": _("Close the chat"),
        "new": _("New message"),
        "title": _("Chat with us"),
        "messages": _("Messages"),
        "write": _("Your message"),
        "send": _("Send"),
        "attach": _("Add a file"),
        "take_off": _("Take {name} off"),
        "name": _("Your name"),
        "email": _("Your email"),
        "email_why": _("So that we can answer when you are not here any more."),
        "you": _("You"),
        "sending": _("Sending…"),
        "sent": _("Sent"),
        "read": _("Seen"),
        "waits": _("Waits for a connection; it goes out by itself."),
        "not_sent": _("Not sent. {why}"),
        "again": _("Try again"),
        "typing": _("{name} is writing…"),
        "typing_we": _("Somebody is writing…"),
        "kept": _("We have it, and answer to {email}."),
        "felt": _("Did this feel personal?"),
        "yes": _("Yes"),
        "some": _("Partly"),
        "no": _("No"),
        "thanks": _("Thank you. It helps us."),
        "too_large": _("This file is larger than {most} MB."),
        "wrong_email": _("This does not look like a mail address."),
        "one_of_us": _("One of us"),
        "automatic": _("Automatic answer"),
    }


def greeting() -> str:
    """What stands first, where the shop said nothing of its own."""
    return _("Hello! How can we help? One of us reads what you write.")


def away() -> str:
    """The same while the shop is closed."""
    return _("We are closed at the moment. Leave your words and your email: we answer when we are back.")
