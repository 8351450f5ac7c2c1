"""What would the sample shop have as files? Orders, reviews, mail and contacts, as an owner would bring them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path

from hafawa.demo.crowd import crowd
from hafawa.demo.shop import CAST
from hafawa.demo.story import Story
from hafawa.demo.tell import CURRENCY, ZONE, Told, numbers, tell
from hafawa.kernel.csv_out import rows
from hafawa.kernel.money import from_minor
from hafawa.timeline.events import DeliveryArrived, MessageReceived, MessageSent, OrderPlaced, ReviewPosted

US = "hello@finjan.example"
ORDER_COLUMNS = (
    "Order number", "Order date", "Customer name", "Email", "Phone", "Item", "Total", "Currency",
    "Promised delivery", "Delivered at",
)  # fmt: skip
REVIEW_COLUMNS = ("Order number", "Email", "Customer name", "Rating", "Review", "Date")

Tale = tuple[Story, list[Told]]


def write(folder: Path, *, now: datetime, seed: int = 7, people: int = 340) -> list[Path]:
    """Write orders.csv, reviews.csv, mailbox.mbox and contacts.vcf into `folder`; the same for one date and seed."""
    stories = [*CAST, *crowd(people=people, seed=seed)]
    today = now.astimezone(ZONE).date()
    refs = numbers(stories)
    tales = [(story, tell(story, today=today, refs=refs)) for story in stories]
    folder.mkdir(parents=True, exist_ok=True)
    written = {
        "orders.csv": "".join(rows(ORDER_COLUMNS, _orders(tales))).encode(),
        "reviews.csv": "".join(rows(REVIEW_COLUMNS, _reviews(tales))).encode(),
        "mailbox.mbox": b"".join(_mailbox(tales)),
        "contacts.vcf": "".join(_card(story) for story in stories).encode(),
    }
    for name, content in written.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in written]


def _orders(tales: list[Tale]) -> Iterator[tuple[object, ...]]:
    placed = []
    for story, told in tales:
        arrived = {t.what.ref: t.occurred_at for t in told if isinstance(t.what, DeliveryArrived)}
        placed += [(t.occurred_at, story, t.what, arrived) for t in told if isinstance(t.what, OrderPlaced)]
    for at, story, order, arrived in sorted(placed, key=lambda row: row[2].ref):
        yield (
            order.ref,
            _minute(at),
            story.name,
            story.email,
            story.phone.replace("+", "00", 1),
            "; ".join(item["name"] for item in order.items),
            from_minor(order.amount_minor or 0, currency=CURRENCY),
            CURRENCY,
            order.due_at.date() if order.due_at else "",
            _minute(arrived[order.ref]) if order.ref in arrived else "",
        )


def _reviews(tales: list[Tale]) -> Iterator[tuple[object, ...]]:
    posted = [(t.occurred_at, story, t.what) for story, told in tales for t in told if isinstance(t.what, ReviewPosted)]
    for at, story, review in sorted(posted, key=lambda row: (row[0], row[1].key)):
        yield review.ref, story.email, story.name, review.score, review.text, at.date()


def _mailbox(tales: list[Tale]) -> Iterator[bytes]:
    letters = []
    for story, told in tales:
        last: dict[str, str] = {}
        for t in told:
            if isinstance(t.what, MessageReceived | MessageSent) and t.what.channel == "email":
                letters.append(
                    (t.occurred_at, story.key, _letter(story, t.what, t.occurred_at, last.get(t.what.ref, "")))
                )
                last[t.what.ref] = t.what.message_id
    for at, _key, letter in sorted(letters, key=lambda row: row[:2]):
        body = letter.as_bytes(policy=SMTP.clone(linesep="\n")).replace(b"\nFrom ", b"\n>From ")
        yield f"From {letter['X-Sender']} {at:%a %b %d %H:%M:%S %Y}\n".encode() + body + b"\n"


def _letter(story: Story, what: MessageReceived | MessageSent, at: datetime, answers: str) -> EmailMessage:
    letter = EmailMessage()
    them = formataddr((story.name, story.email))
    if isinstance(what, MessageSent):
        sender, letter["From"], letter["To"] = US, formataddr((f"{what.by} · Finjan", US)), them
    else:
        sender, letter["From"], letter["To"] = story.email, them, US
    letter["Subject"] = what.subject or {"ar": "رسالة", "ka": "წერილი"}.get(story.language, "A question")
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{what.message_id}>"
    letter["X-Sender"] = sender
    if answers:
        letter["In-Reply-To"] = letter["References"] = f"<{answers}>"
    if isinstance(what, MessageSent) and what.is_sales:
        letter["List-Unsubscribe"] = f"<mailto:{US}?subject=stop>"
        letter["Precedence"] = "bulk"
    letter.set_content(what.text)
    return letter


def _card(story: Story) -> str:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(story.name)}",
        f"N:;{_escaped(story.name)};;;",
        f"EMAIL:{story.email}",
    ]
    if story.phone:
        lines.append(f"TEL:{story.phone}")
    lines += [f"NOTE:{_escaped(d.text)}" for d in story.details if d.audience != "never_show"]
    return "\r\n".join([*lines, "END:VCARD", ""])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _minute(at: datetime | date) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
