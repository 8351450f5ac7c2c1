"""What reads text that strangers wrote, and pieces that make such readers slow."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from hafawa.channels.importers import amounts, columns, dates, erased, scores
from hafawa.channels.mail import addresses, headers, html_shown, html_text, invitations, links, order_refs
from hafawa.channels.mail import dates as mail_dates
from hafawa.kernel import text as texts
from hafawa.listening.assistants import masking
from hafawa.listening.tone.draft import read_draft
from hafawa.listening.tone.remark import DraftFacts
from hafawa.operations.redaction import redacted
from hafawa.people import blocking, identifiers, names, naming, transliteration
from hafawa.privacy import mentions, redacting
from hafawa.search import folding, mark, sounds
from hafawa.web.reads import message as message_reads

ZONE = ZoneInfo("Asia/Tbilisi")
NAMED = mentions.pattern(["layla@example.org", "Layla Haddad", "+995555000001"])
assert NAMED is not None
WORK: dict[str, Callable[[str], object]] = {
    "amounts": lambda t: amounts.amount(t, decimal="."),
    "currency": amounts.currency_in,
    "decimals": lambda t: amounts.possible_decimals([t]),
    "dates": lambda t: dates.moment(t, order="dmy", zone=ZONE),
    "date-orders": lambda t: dates.possible_orders([t]),
    "has-time": dates.has_time,
    "scores": lambda t: scores.score(t, most=5),
    "columns": columns.plain,
    "erased": lambda t: list(erased.cell_keys([t], country="GE")),
    "addresses": addresses.read,
    "headers": lambda t: headers.read(t.encode("utf-8", "replace")),
    "decoded": headers.decoded,
    "parameters": headers.parameters,
    "html": html_text.text_of,
    "html-shown": html_shown.cleaned,
    "invitations": lambda t: invitations.read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{t}".encode("utf-8", "replace")),
    "link": links.link,
    "message-numbers": lambda t: [m[0] for m in message_reads._NUMBER.finditer(t)],
    "links-in-words": lambda t: list(links.in_words(t)),
    "order-refs": lambda t: order_refs.order_ref(t, t),
    "instant": mail_dates.instant,
    "draft": lambda t: read_draft(t, facts=DraftFacts(message=t, recent=(t,), secrets=(t,))),
    "masking": lambda t: masking.mask(t, names=("Layla Haddad", "ნინო")),
    "fold": texts.fold,
    "direction": texts.direction,
    "log-lines": redacted,
    "email": identifiers.normal_email,
    "customer-number": lambda t: identifiers.normal_customer_id(t, source="till"),
    "invisible": texts.without_invisible,
    "phone": lambda t: identifiers.normal_phone(t, country="GE"),
    "first-name": names.first_name,
    "differ": lambda t: names.differ(t, t[:-1]),
    "naming": lambda t: naming.naming(t[:300], t[1:301]),
    "blocking": lambda t: blocking.keys(t[:300], [t[:300]]),
    "reads-as": lambda t: [transliteration.reads_as(a, t[:300]) for a in ("ع" * 13, "و" * 13, "عبدالرحمن", t[:13])],
    "skeletons": lambda t: transliteration.skeletons(t[:300]),
    "tokens": folding.tokens,
    "name-tokens": folding.name_tokens,
    "sounds": lambda t: sounds.keys(t[:300]),
    "said": lambda t: sounds.said(t[:300]),
    "mark": lambda t: mark.snippet(t, mark.sought(["where", "order"])),
    "mentions": lambda t: mentions.masked(t, NAMED),
    "phrases": lambda t: list(redacting._phrases(t)),
    "redacted": lambda t: redacting._ADDRESS.sub("x", redacting._NUMBER.sub("x", t)),
}
PIECES = (
    "a", "1", " ", "@", "a@", "a.", ".", "-", "1.", "1,", "1 ", "+1", "(", "<", "<a ", "<a>", "=?", "=?a?q?", '"', "\\", "\n", "\r\n ",
    "1-", "12:", "Jan ", "#", "order ", "№1", "ა", "ل", "ال", "ـ", "é", "e\u0301", "\u0301", "Layla ", "Layla@", "+995", "x'", "%", "&#",
    "&", "<!--", "ch", "sh", "gh", "[", "*0", ";a=", "عبد", "/", "a1", "\u202e",
    "\u0315\u0300", "\u0344", "\u064b\u0651", "ع", "عا", "يو", "\u200b", "\ufe0f", "👩\u200d",
)  # fmt: skip
