"""How many letters a processor-second are read, threaded and stored, beside django-helpdesk in the same run?

The mixture: half English, 35% Arabic, 15% Georgian; 15% HTML, 10% with a PDF, 15% replies.
Run: .venv/bin/python benchmarks/mail_intake.py [how many, 2000]. Everything it writes is in a folder of its own.

django-helpdesk is put into an environment of its own (.venv-bench-mail, made at the first run) and asked in a child
process: the same letters, one after the other, through the function its own reader of mailboxes calls, on SQLite as it
comes, its answers to the sender rendered and sent nowhere. It stores a letter at a time; here a portion at a time. What
it does beside (a ticket's page, its notices) is not taken off, nor is what is done here beside (who wrote, whose order).
"""

# ruff: noqa: E501

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".venv-bench-mail"
PEER = ["django-helpdesk==2.6.1", "django~=5.2.0", "setuptools<80"]
CHILD = """
import json, logging, sys, time, types, warnings
warnings.filterwarnings("ignore")
from django.conf import settings
home, path = sys.argv[1:]
settings.configure(SECRET_KEY="x", USE_TZ=True, TIME_ZONE="UTC", MEDIA_ROOT=home, ROOT_URLCONF="peer_urls",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": home + "/peer.sqlite3"}},
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend", DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
        "django.contrib.humanize", "django.contrib.messages", "django.contrib.admin", "rest_framework", "helpdesk"],
    SITE_ID=1, HELPDESK_ACTIVATE_API_ENDPOINT=False, HELPDESK_TEAMS_MODE_ENABLED=False, HELPDESK_KB_ENABLED=True,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": []}}])
import django
django.setup()
from django.core.management import call_command
from django.urls import include, path as route
sys.modules["peer_urls"] = types.ModuleType("peer_urls")
sys.modules["peer_urls"].urlpatterns = [route("", include("helpdesk.urls", namespace="helpdesk"))]
call_command("migrate", verbosity=0)
from helpdesk.email import extract_email_metadata
from helpdesk.models import FollowUp, Queue, Ticket
logging.disable(logging.CRITICAL)
queue = Queue.objects.create(title="Support", slug="support", email_address="support@shop.example", allow_email_submission=True)
letters = [part.rstrip(b"\\n") for part in open(path, "rb").read().split(b"From c@example.org Thu Jan  1 00:00:00 2026\\n") if part]
quiet = logging.getLogger("quiet")
kept = 0
start = time.process_time()
for letter in letters:
    kept += extract_email_metadata(letter.decode("utf-8", "replace"), queue, quiet) is not None
took = time.process_time() - start
print(json.dumps({"letters": len(letters), "kept": kept, "seconds": took, "tickets": Ticket.objects.count(), "followups": FollowUp.objects.count()}))
"""
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
    peer = theirs(path)
    print("| | letters | conversations | read, a CPU-second | read, threaded, stored, a CPU-second |")
    print("|---|---|---|---|---|")
    print(f"| hafawa | {many} | {found} of {threads} | {many / parsing:,.0f} | {many / whole:,.0f} |")
    print(
        f"| django-helpdesk | {peer['kept']} | {peer['tickets']} of {threads} | - | {peer['kept'] / peer['seconds']:,.0f} |"
    )
    print(f"ratio: {(many / whole) / (peer['kept'] / peer['seconds']):.1f}")


def theirs(path: Path) -> dict[str, float]:
    """The same letters through the peer: how many it kept, in how many tickets, in how many processor-seconds."""
    if not (BENCH / "done").exists():
        print("making .venv-bench-mail ...", file=sys.stderr)
        uv = str(ROOT / ".tools" / "bin" / "uv")
        subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(BENCH)], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", str(BENCH / "bin" / "python"), *PEER], check=True)
        (BENCH / "done").touch()
    with tempfile.TemporaryDirectory(prefix="hafawa-bench-peer-") as home:
        command = [str(BENCH / "bin" / "python"), "-c", CHILD, home, str(path)]
        env = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
        answer = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        if answer.returncode:
            raise SystemExit(answer.stderr[-3000:])
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
