"""How quickly do inbox and conversations open, with 300,000 of a million messages, and for 50 agents at once?

    nice .venv/bin/python -m benchmarks.inbox [--conversations 300000] [--messages 1000000] [--database postgresql]
        [--processes 2] [--folder DIR]

Builds a shop through the product's own log and gathering (the last conversations wait, some are looked after by
somebody), then starts `hafawa web` with `--processes` (one) and asks it over HTTP. First one after the other, each page
by itself; then `--agents` people at once, together `--rate` requests a second for `--seconds`: half open the inbox and
its views, a third a conversation, the rest a person, a search and notes that are written. A request that could not
begin when it was due counts from when it was due. PostgreSQL is started for the
run, with its own settings but for fsync.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from benchmarks import search

NOW = search.NOW
ANSWER = {
    "en": "Thank you for writing, Layla. It leaves us today and is with you on Friday.",
    "ar": "شكراً لرسالتك. يغادرنا اليوم ويصلك يوم الجمعة.",
    "ka": "გმადლობთ წერილისთვის. დღეს გადის და პარასკევს თქვენთან იქნება.",
}
LONG = 1000  # messages of the one long conversation
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WAITING = 2000  # of the last conversations, those that wait


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="hafawa-inbox-") as folder:
        os.environ |= {
            "HAFAWA_DATA_DIR": asked.folder or f"{folder}/data",
            "DJANGO_SETTINGS_MODULE": "hafawa.config.settings",
        }
        with search.served(asked.database, Path(folder)) as url:
            os.environ["HAFAWA_DATABASE_URL"] = url
            _run(asked)


def _asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--conversations", type=int, default=300_000)
    options.add_argument("--messages", type=int, default=1_000_000)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=60, help="of each page, one after the other")
    options.add_argument("--agents", type=int, default=50)
    options.add_argument("--rate", type=float, default=20.0, help="requests a second, of all agents together")
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--processes", type=int, default=1, help="that serve pages")
    options.add_argument("--search", action="store_true", help="index the words too, and ask for some")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--folder", help="keeps the shop made here for the next run (SQLite)")
    return options.parse_args()


def _run(asked: argparse.Namespace) -> None:
    from hafawa.cli import opening

    opening.speak()
    opening.open_folder()
    print(f"| inbox on {asked.database} | |\n|---|---|")
    print(f"| conversations | {asked.conversations:,} |\n| messages | {asked.messages:,} |")
    from hafawa.conversations.models import Conversation

    if not Conversation.objects.exists():
        print(f"| made in | {search.timed(lambda: _build(asked)):.0f} s |", flush=True)
    cookies, ids = _people_at_work(asked)
    with _served(asked.processes) as port:
        _one_by_one(asked, _Browser(port, cookies[0]), ids)
        _at_once(asked, port, cookies, ids)


def _build(asked: argparse.Namespace) -> None:
    from hafawa.conversations import gather
    from hafawa.timeline import log
    from hafawa.timeline.models import Event

    search.make_people(asked.people)
    entries = _said(asked)
    while batch := list(islice(entries, search.BATCH)):
        log.append_many(batch, now=NOW)
    print(f"| gathered in | {search.timed(lambda: gather.read_on(now=NOW, limit=10**9)):.0f} s |", flush=True)
    if asked.search:
        from hafawa.search import indexing

        print(f"| indexed in | {search.timed(lambda: indexing.rebuild(now=NOW)):.0f} s |", flush=True)
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    for reader in ("flow.live", "listening.annotate"):
        log.move(reader, to=last, now=NOW)


def _said(asked: argparse.Namespace) -> Iterator[Any]:
    """Conversations one after the other, each of some messages in turn; the last ones end with a question."""
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived, MessageSent

    chance, each = random.Random(3), max(1, asked.messages // asked.conversations)
    minutes = 2 * 365 * 1440 / asked.conversations
    for n in range(asked.conversations):
        who, code = 1 + chance.randrange(asked.people), ("en", "ar", "ka")[n % 3]
        many = (
            min(LONG, asked.messages // 3)
            if n == asked.conversations - 1
            else chance.choice((each - 1, each, each + 1, each))
        )
        waits = n >= asked.conversations - min(WAITING, asked.conversations // 3)
        begins = NOW - timedelta(minutes=minutes * (asked.conversations - n) + many)
        for turn in range(max(1, many)):
            is_theirs = turn % 2 == 0 or (waits and turn == many - 1)
            kind = MessageReceived if is_theirs else MessageSent
            text = search.message(code, chance) if is_theirs else ANSWER[code]
            what = kind(channel="email", ref=f"mail:{n:016x}", text=text, subject=f"About order HF-{n}")
            yield log.Entry(what, begins + timedelta(minutes=turn), "benchmark", f"m{n}-{turn}", who)


def _people_at_work(asked: argparse.Namespace) -> tuple[list[str], list[int]]:
    """Cookies of signed-in agents, and the conversations' ids; a third of what waits is looked after by one of them."""
    from django.test import Client

    from hafawa.conversations.models import Conversation
    from hafawa.team.models import Role, Shop, User

    Shop.get()
    Shop.objects.update(name="Finjan", set_up_at=NOW, time_zone="Asia/Tbilisi")
    cookies, agents = [], []
    for n in range(max(1, asked.agents)):
        email = f"agent{n}@shop.example"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email=email, password="-" * 12, name=f"Agent {n}", role=Role.AGENT, language="en"
        )
        client = Client()
        client.force_login(user)
        agents.append(user)
        cookies.append("; ".join(f"{name}={one.value}" for name, one in client.cookies.items()))
    waiting = list(Conversation.objects.filter(state="open").order_by("-id").values_list("id", flat=True))
    for n, pk in enumerate(waiting[::3]):
        Conversation.objects.filter(pk=pk).update(assignee=agents[n % len(agents)])
    print(f"| waiting | {len(waiting):,} |", flush=True)
    return cookies, list(Conversation.objects.order_by("id").values_list("id", flat=True))


@contextlib.contextmanager
def _served(processes: int) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hafawa", "web", "--port", str(port), "--processes", str(processes)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if time.monotonic() > until:
                raise SystemExit("the server did not come up")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)


class _Browser:
    """One agent's, signed in; keeps its connection open as browsers do."""

    def __init__(self, port: int, cookie: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie, self._token = cookie, ""

    def get(self, path: str) -> None:
        """And the token that its forms would post is kept."""
        page, cookies = self._ask("GET", path, None, {})
        if not self._token and (found := TOKEN.search(page)):
            self._token = found[1]
            self._cookie = "; ".join([self._cookie, *(one.partition(";")[0] for one in cookies)])

    def note(self, conversation_id: int, text: str) -> None:
        """As the form posts it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"note": text, "csrfmiddlewaretoken": self._token})
        self._ask("POST", f"/inbox/{conversation_id}/note/", body, headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[str, list[str]]:
        try:
            answer = self._answer(method, path, body, headers)
        except ConnectionError:  # kept too long: a browser opens another
            self._line.close()
            answer = self._answer(method, path, body, headers)
        page = answer.read().decode()
        if answer.status not in (200, 302):
            raise RuntimeError(f"{path} answered {answer.status}")
        return page, answer.headers.get_all("Set-Cookie") or []

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self._line.request(method, path, body, headers | {"Cookie": self._cookie})
        return self._line.getresponse()


def _pages(asked: argparse.Namespace, ids: list[int]) -> dict[str, Any]:
    chance = random.Random(11)
    word = lambda: quote(search.surname(("en", "ar", "ka")[chance.randrange(3)], chance))  # noqa: E731
    found = {
        "inbox, whoever waits longest first": lambda: "/inbox/",
        "what I look after": lambda: "/inbox/?view=mine",
        "closed ones, newest first": lambda: "/inbox/?view=closed",
        "everything": lambda: "/inbox/?view=all",
        "a conversation": lambda: f"/inbox/{chance.choice(ids)}/",
        f"one of {min(LONG, asked.messages // 3):,} messages": lambda: f"/inbox/{ids[-1]}/",
    }
    if asked.search:
        found |= {
            "conversations by a rare word": lambda: f"/inbox/?q={word()}",
            "conversations by a common word": lambda: "/inbox/?q=order",
        }
    return found


def _one_by_one(asked: argparse.Namespace, browser: _Browser, ids: list[int]) -> None:
    print("\n| page, one after the other | n | p50 ms | p95 ms | most ms |\n|---|---|---|---|---|")
    for name, address in _pages(asked, ids).items():
        for _warm in range(3):
            browser.get(address())
        taken = []
        for _n in range(asked.rounds):
            began = time.perf_counter()
            browser.get(address())
            taken.append(1000 * (time.perf_counter() - began))
        _print(name, taken)


def _at_once(asked: argparse.Namespace, port: int, cookies: list[str], ids: list[int]) -> None:
    taken: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    begin = time.perf_counter() + 10 + asked.agents / 5
    agents = [
        threading.Thread(target=_agent, args=(n, asked, _Browser(port, cookie), ids, begin, taken, wrong))
        for n, cookie in enumerate(cookies)
    ]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()
    every = [one for times in taken.values() for one in times]
    lasted = time.perf_counter() - begin
    print(f"\n| {asked.agents} agents, {len(every) / lasted:.1f} requests a second | n | p50 ms | p95 ms | most ms |")
    print("|---|---|---|---|---|")
    for name, times in sorted(taken.items()):
        _print(name, times)
    _print("all", every)
    print(f"\nwent wrong: {len(wrong)} {wrong[:3]}")


def _agent(
    number: int, asked: argparse.Namespace, browser: _Browser, ids: list[int], begin: float,
    taken: dict[str, list[float]], wrong: list[str],
) -> None:  # fmt: skip
    chance, every = random.Random(number), asked.agents / asked.rate
    browser.get("/inbox/")
    due = begin + chance.random() * every
    recent = ids[-min(WAITING, len(ids)) :]
    while due < begin + asked.seconds:
        time.sleep(max(0.0, due - time.perf_counter()))
        what, one = chance.random(), chance.choice(recent)
        try:
            if what < 0.5:
                name = "inbox and its views"
                browser.get(chance.choice(["/inbox/", "/inbox/?view=mine", "/inbox/", "/inbox/?view=all"]))
            elif what < 0.83:
                name = "a conversation"
                browser.get(f"/inbox/{one}/")
            elif what < 0.88:
                name = "a person"
                browser.get(f"/people/{1 + chance.randrange(asked.people)}/")
            elif what < 0.92 and asked.search:
                name = "a search"
                browser.get(f"/inbox/?q={quote(search.surname('en', chance))}")
            else:
                name = "a note written"
                browser.note(one, f"Looked at it, {number}")
            taken[name].append(1000 * (time.perf_counter() - due))
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            wrong.append(repr(error))
        due += every


def _print(name: str, taken: list[float]) -> None:
    if taken:
        figures = [search.at(taken, 0.5), search.at(taken, 0.95), max(taken)]
        print(f"| {name} | {len(taken)} | {' | '.join(f'{one:.0f}' for one in figures)} |", flush=True)


if __name__ == "__main__":
    main()
