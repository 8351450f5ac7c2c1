"""What are tables and happenings called, for somebody who reads about themselves or about an erasure?"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

TABLES = {
    "people.Person": _("Who they are"),
    "people.Identifier": _("Addresses and numbers"),
    "people.Detail": _("Things worth remembering"),
    "people.Occasion": _("Days that matter"),
    "people.Consent": _("Statements about being contacted"),
    "people.Gift": _("Gifts"),
    "people.Proposal": _("Proposed from what they wrote, to be kept or not"),
    "people.Relation": _("How they are related to others"),
    "people.HouseholdMember": _("Households they are part of"),
    "people.CompanyMember": _("Where they work"),
    "people.SharedKey": _("Addresses and numbers they share"),
    "people.Merge": _("Records merged with theirs"),
    "people.AlikePair": _("Who may be the same person"),
    "people.NotSame": _("Who is not the same person"),
    "people.LikenessKey": _("Marks by which doubles are found"),
    "people.LikenessDue": _("Searches for doubles that wait"),
    "timeline.Event": _("Messages, reviews, notes and other events"),
    "timeline.ParkedEvent": _("Events set aside"),
    "channels.ChatFile": _("Files sent in the chat"),
    "channels.ChatVisitor": _("Browsers they wrote in the chat from"),
    "channels.FilledIn": _("Names filled in by imports"),
    "channels.RejectedRow": _("Rows that could not be read"),
    "listening.Annotation": _("Readings of words"),
    "listening.Correction": _("What the team said of readings"),
    "listening.Voice": _("What they asked us to change"),
    "listening.TakenUp": _("Who is answering them in public"),
    "listening.Example": _("Words of theirs kept as examples"),
    "listening.ShadowCheck": _("What the team said of routine questions"),
    "assistants.AssistantCall": _("When a language model was asked about them"),
    "themes.Mention": _("Which topics they spoke of"),
    "themes.Placement": _("What the team said about those topics"),
    "automatic.Decision": _("Whether a rule answered them"),
    "boundaries.Boundary": _("Boundaries the team keeps to with them"),
    "calls.Callback": _("Calls promised or asked for"),
    "calls.CallNote": _("Notes after calls"),
    "channels.Outgoing": _("Mail to them on its way"),
    "composing.Draft": _("Answers begun and not sent"),
    "composing.DraftFile": _("Files put into answers to them"),
    "composing.Mention": _("Colleagues named in notes about them"),
    "composing.Use": _("Saved replies they were sent"),
    "surveys.Asked": _("What they were asked"),
    "timeline.ConfidentialEvent": _("What is kept confidential of them"),
    "conversations.Conversation": _("Conversations"),
    "conversations.Note": _("What the team noted beside conversations"),
    "conversations.Placement": _("Messages moved to another conversation"),
    "analytics.Standing": _("How they stand"),
    "playbooks.Suggestion": _("Suggestions"),
    "playbooks.Outcome": _("What came of suggestions"),
    "privacy.PersonExport": _("Exports made for them"),
    "mentions": _("Mentions in what is about others, blacked out"),
}
EVENTS = {
    "order.placed": _("Order placed"),
    "order.cancelled": _("Order cancelled"),
    "order.refunded": _("Money given back"),
    "delivery.promised": _("Delivery promised"),
    "delivery.arrived": _("Parcel arrived"),
    "message.received": _("Message from you"),
    "message.sent": _("Message from us"),
    "call.made": _("We called"),
    "call.received": _("You called"),
    "review.posted": _("Review"),
    "review.answered": _("Our answer to a review"),
    "mention.posted": _("Public mention"),
    "survey.answered": _("Answer to a question of ours"),
    "promise.made": _("Promise made"),
    "promise.kept": _("Promise kept"),
    "promise.withdrawn": _("Promise withdrawn"),
    "answer.waived": _("Closed: no answer needed"),
    "waiver.withdrawn": _("Opened again: it needs an answer"),
    "contact.made": _("We were in touch"),
    "gesture.given": _("Something given"),
    "strike.noted": _("Something that went wrong"),
    "strike.repaired": _("Put right"),
    "note.written": _("Note of the team"),
}


def table(label: str) -> str:
    """What the rows of table `label` are, in the language active now."""
    return gettext(TABLES[label]) if label in TABLES else label


def event(kind: str) -> str:
    """What happened, in the language active now."""
    return gettext(EVENTS[kind]) if kind in EVENTS else kind
