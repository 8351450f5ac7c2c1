"""How many letters a processor-second are read, threaded and stored?

The mixture peers were measured on: half English, 35% Arabic, 15% Georgian; 15% HTML, 10% with a PDF, 15% replies.
Run: .venv/bin/python benchmarks/mail_intake.py [how many, 2000]. Everything it writes is in a folder of its own.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

WORDS = {
    "en": """where order late refund thank you broken parcel invoice please help price size blue shoes very""",
    "ar": """طلب تأخر استرجاع شكرا مكسور طرد فاتورة فضلكم مساعدة سعر مقاس أزرق حذاء قسيمة توصيل أمس""",
    "ka": """შეკვეთა დაგვიანდა თანხა მადლობა გატეხილი ამანათი ანგარიში გთხოვთ დახმარება ფასი ზომა""",
}
START = datetime(2026, 1, 1, tzinfo=UTC)


def letter(place: int, chance: random.Random, roots: list[tuple[str, str, int]]) -> bytes:
    """The `place`-th letter; it may answer one of `roots` (id, subject, customer), by the same customer."""
    words = WORDS[chance.choices(["en", "ar", "ka"], [50, 35, 15])[0]].split()
    text = "\n".join(" ".join(chance.choices(words, k=12)) for _ in range(chance.randint(3, 12)))
    kind, message = chance.random(), EmailMessage()
    customer, message_id = chance.randrange(10**6), f"<{place}@mail.example.org>"
    if kind < 0.15 and roots:
        parent, subject, customer = chance.choice(roots)
        message["In-Reply-To"] = message["References"] = parent
        message["Subject"] = f"Re: {subject}"
        text += "\n\nOn Mon, Jan 5, 2026 at 9:00 AM Support <support@shop.example> wrote:\n> " + text.replace(
            "\n", "\n> "
        )
    else:
        message["Subject"] = " ".join(chance.choices(words, k=6))
        roots.append((message_id, message["Subject"], customer))
    message["From"], message["To"] = f"Customer {customer} <c{customer}@example.org>", "support@shop.example"
    message["Message-ID"], message["Date"] = message_id, format_datetime(START + timedelta(minutes=place))
    message.set_content(text)
    if 0.15 <= kind < 0.30:
        message.add_alternative(
            f"<html><body dir='auto'><p>{text}</p><script>x()</script></body></html>", subtype="html"
        )
    elif 0.30 <= kind < 0.40:
        message.add_attachment(chance.randbytes(20_000), maintype="application", subtype="pdf", filename="bill.pdf")
    return message.as_bytes()


def write(path: Path, many: int) -> int:
    """An mbox of `many` letters; the number of conversations in it."""
    chance, roots = random.Random(7), list[tuple[str, str, int]]()
    with path.open("wb") as box:
        for place in range(many):
            box.write(b"From c@example.org Thu Jan  1 00:00:00 2026\n" + letter(place, chance, roots) + b"\n\n")
    return len(roots)


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory(prefix="hafawa-bench-") as home:
        os.environ["HAFAWA_DATA_DIR"], os.environ["DJANGO_SETTINGS_MODULE"] = home, "hafawa.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        path = Path(home) / "letters.mbox"
        threads = write(path, many)
        measure(path, many=many, threads=threads)


def measure(path: Path, *, many: int, threads: int) -> None:
    from hafawa.channels.importers import runs
    from hafawa.channels.mail.boxes import pieces
    from hafawa.channels.mail.parse import read
    from hafawa.timeline.models import Event

    now = datetime(2026, 11, 22, tzinfo=UTC)
    start = time.process_time()
    read_only = sum(bool(read(piece.raw, now=now)) for piece in pieces(path))
    parsing = time.process_time() - start
    start = time.process_time()
    run = runs.receive(path, name=path.name, by=None, now=now)
    run = runs.carry_out(run, now=now)
    whole = time.process_time() - start
    found = Event.objects.values("ref").distinct().count()
    assert read_only == run.events_new == many, (read_only, run.events_new, run.rows_rejected)
    assert found == threads, (found, threads)
    print("| letters | conversations | read, a CPU-second | read, threaded, stored, a CPU-second |")
    print("|---|---|---|---|")
    print(f"| {many} | {found} of {threads} | {many / parsing:,.0f} | {many / whole:,.0f} |")
    print("Peers beside it in one run: not measured yet; that is a later piece of work.")


if __name__ == "__main__":
    main()
