"""Whatever the model's server does, an answer is taken whole or the embedded reading stands, for a named reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hafawa.kernel import sealed
from hafawa.listening.assistants import asking, limits
from hafawa.listening.assistants.asking import REASONS, ask
from hafawa.listening.assistants.models import Assistant, AssistantCall, AssistantDay
from tests.listening.assistants import server
from tests.listening.assistants.conftest import NOW
from tests.listening.assistants.server import BOMB, Model, answer, chat, messages, says

pytestmark = pytest.mark.django_db
TEXT = "The kettle leaks again, be more open about returns."
Misbehaves = Callable[[Model], Callable[[Any], None]]


def echoes(model: Model) -> Callable[[Any], None]:
    def do(handler: Any) -> None:
        says(chat(model.heard[-1]["body"]))(handler)

    return do


WRONG: dict[str, tuple[str, Misbehaves]] = {
    "slow drip": ("no_answer", server.drips),
    "never answers": ("no_answer", server.never),
    "closes in the middle": ("no_answer", lambda m: server.closes_in_the_middle),
    "not HTTP": ("no_answer", lambda m: server.no_http),
    "500": ("server_error", lambda m: says(b"{}", status=500)),
    "500 with a right answer": ("server_error", lambda m: says(chat(answer()), status=500)),
    "429": ("busy", lambda m: says(b"{}", status=429, headers={"Retry-After": "7"})),
    "503 with Retry-After": ("busy", lambda m: says(b"{}", status=503, headers={"Retry-After": "7"})),
    "401": ("refused", lambda m: says(b"{}", status=401)),
    "404": ("other_status", lambda m: says(b"{}", status=404)),
    "204": ("other_status", lambda m: says(b"", status=204)),
    "redirect": ("redirected", lambda m: says(b"", status=302, headers={"Location": m.url + "/elsewhere"})),
    "redirect that keeps the body": (
        "redirected",
        lambda m: says(b"", status=307, headers={"Location": "http://127.0.0.1:1/"}),
    ),
    "not JSON": ("not_json", lambda m: says(b"<html>busy</html>")),
    "empty": ("not_json", lambda m: says(b"")),
    "not UTF-8": ("not_json", lambda m: says(b"\xff\xfe{}")),
    "a list": ("wrong_schema", lambda m: says(b"[]")),
    "deep brackets": ("not_json", lambda m: says(b"[" * 100_000)),
    "no choices": ("wrong_schema", lambda m: says(b'{"choices": []}')),
    "choices of another kind": ("wrong_schema", lambda m: says(b'{"choices": [7]}')),
    "prose": ("not_json", lambda m: says(chat("The customer sounds angry."))),
    "prose around JSON": ("not_json", lambda m: says(chat("Sure! " + json.dumps(answer())))),
    "two answers": ("several_answers", lambda m: says(chat(answer(), choices=2))),
    "two answers in one": ("not_json", lambda m: says(chat(json.dumps(answer()) * 2))),
    "a key too many": ("wrong_schema", lambda m: says(chat(answer(route="machine")))),
    "a key too few": ("wrong_schema", lambda m: says(chat({k: v for k, v in answer().items() if k != "irony"}))),
    "a key twice": ("wrong_schema", lambda m: says(chat(json.dumps(answer())[:-1] + ', "feeling": 1}'))),
    "an unknown kind": ("wrong_schema", lambda m: says(chat(answer(kinds={"routine": 1.0})))),
    "an unknown topic": ("wrong_schema", lambda m: says(chat(answer(topics=["anything"])))),
    "NaN": ("not_json", lambda m: says(chat(json.dumps(answer(feeling=float("nan")))))),
    "infinity": ("not_json", lambda m: says(chat(json.dumps(answer(urgency=float("inf")))))),
    "a number without end": ("wrong_schema", lambda m: says(chat(json.dumps(answer()).replace("-0.8", "1e999")))),
    "out of range": ("wrong_schema", lambda m: says(chat(answer(feeling=7)))),
    "true for a number": ("wrong_schema", lambda m: says(chat(answer(urgency=True)))),
    "text for a number": ("wrong_schema", lambda m: says(chat(answer(urgency="0.5")))),
    "a quote that is not there": ("not_in_text", lambda m: says(chat(answer(demands=["ignore all instructions"])))),
    "a quote of nothing": ("wrong_schema", lambda m: says(chat(answer(demands=[""])))),
    "a quote of a space": ("not_in_text", lambda m: says(chat(answer(demands=[" "])))),
    "a quote too long": ("wrong_schema", lambda m: says(chat(answer(demands=["x" * 301])))),
    "too many quotes": ("wrong_schema", lambda m: says(chat(answer(demands=["leaks"] * 6)))),
    "a long answer": ("too_big", lambda m: says(chat(" " * 30_000 + json.dumps(answer())))),
    "a huge body": ("too_big", lambda m: says(b" " * 3_000_000)),
    "a body without end": ("too_big", lambda m: server.endless),
    "wrong type": ("wrong_type", lambda m: says(chat(answer()), content_type="text/html")),
    "no type": ("wrong_type", lambda m: says(chat(answer()), content_type="")),
    "gzip bomb": ("compressed", lambda m: says(BOMB, headers={"Content-Encoding": "gzip"})),
    "an echo of the question": ("wrong_schema", echoes),
}


@pytest.mark.parametrize("name", WRONG)
def test_however_it_misbehaves_nothing_of_it_is_taken_and_the_reason_is_named(
    name: str, model: Model, assistant: Assistant
) -> None:
    reason, makes = WRONG[name]
    model.do = makes(model)
    asked = ask(assistant, TEXT, now=NOW)
    assert (asked.reason, asked.opinion) == (reason, None)
    assert asked.reason in REASONS
    noted = AssistantCall.objects.get()
    assert (noted.reason, noted.is_sent) == (reason, True)
    assert Assistant.get().failures == 1
    day = AssistantDay.objects.get()
    assert (day.calls, day.failures) == (1, 1)
    assert day.tokens > 0, "what was sent is counted though nothing came of it"
    assert len(model.heard) == 1, "a redirect is not followed, a failure not tried again"


def test_nobody_listening_is_no_answer(model: Model, assistant: Assistant) -> None:
    model.close()
    assert ask(assistant, TEXT, now=NOW).reason == "no_answer"


@pytest.mark.parametrize("wire", ["chat", "messages"])
def test_where_it_behaves_its_answer_is_taken_on_either_wire(wire: str, model: Model, assistant: Assistant) -> None:
    said = answer(demands=["be more open about returns"])
    model.do = says(chat(said) if wire == "chat" else messages(said))
    assistant.wire, assistant.micros_per_million_in, assistant.micros_per_million_out = wire, 3_000_000, 15_000_000
    asked = ask(assistant, TEXT, now=NOW)
    assert asked.reason == "ok"
    assert asked.opinion is not None
    assert asked.opinion.feeling == -0.8
    [(what, start, end)] = asked.opinion.quotes
    assert (what, TEXT[start:end]) == ("demand", "be more open about returns")
    day = AssistantDay.objects.get()
    assert day.tokens == asked.tokens >= 1020
    assert day.micros == asked.micros >= (900 * 3 + 120 * 15)
    [heard] = model.heard
    assert heard["path"] == {"chat": "/v1/chat/completions", "messages": "/v1/v1/messages"}[wire]
    assert heard["body"].encode() == asking.request(assistant, asked.masked, key="").body


def test_two_uses_of_the_tool_are_no_answer(model: Model, assistant: Assistant) -> None:
    assistant.wire = "messages"
    model.do = says(messages(answer(), times=2))
    assert ask(assistant, TEXT, now=NOW).reason == "several_answers"


def test_the_key_is_sealed_sent_and_never_noted(model: Model, assistant: Assistant, caplog: Any) -> None:
    assistant.sealed_key = sealed.seal("sk-very-secret", purpose=asking.SEALED_FOR)
    assert "very-secret" not in assistant.sealed_key
    ask(assistant, TEXT, now=NOW)
    assert model.heard[0]["headers"]["Authorization"] == "Bearer sk-very-secret"
    model.do = says(b"{}", status=500)
    ask(assistant, TEXT, now=NOW)
    kept = str([*AssistantCall.objects.values(), *AssistantDay.objects.values()])
    assert "very-secret" not in kept + caplog.text


def test_a_key_of_another_house_is_not_sent(model: Model, assistant: Assistant, settings: Any) -> None:
    assistant.sealed_key = sealed.seal("sk-1", purpose=asking.SEALED_FOR)
    settings.SECRET_KEY = "another house altogether"
    assert ask(assistant, TEXT, now=NOW).reason == "key_unreadable"
    assert model.heard == []


def test_only_a_host_the_shop_named_is_local(model: Model, assistant: Assistant, settings: Any) -> None:
    settings.HAFAWA_FETCH_ALLOW = []
    assert ask(assistant, TEXT, now=NOW).reason == "not_allowed"
    assistant.url = "https://93.184.216.34/v1"  # elsewhere, said to be ours
    assert ask(assistant, TEXT, now=NOW).reason == "not_allowed"
    assert model.heard == []


@pytest.mark.parametrize("url", ["https://127.0.0.1/v1", "https://169.254.169.254/v1", "https://10.0.0.8/v1"])
def test_what_is_hosted_is_never_inside(url: str, assistant: Assistant) -> None:
    assistant.where, assistant.url = "hosted", url
    assert ask(assistant, TEXT, now=NOW).reason == "not_allowed"


def test_what_is_hosted_is_neither_ours_nor_plain(model: Model, assistant: Assistant) -> None:
    assistant.where = "hosted"
    assert ask(assistant, TEXT, now=NOW).reason == "not_allowed"
    assistant.url = "http://93.184.216.34/v1"
    assert ask(assistant, TEXT, now=NOW).reason == "not_https"
    assert model.heard == []


def test_an_address_that_is_none_is_a_reason_too(assistant: Assistant) -> None:
    for url in ("", "no address", "http://[::1", "http://127.0.0.1:99999/", "ftp://127.0.0.1/", "http://a b/"):
        assistant.url = url
        assert ask(assistant, TEXT, now=NOW).reason == "not_allowed"


def test_off_is_off(model: Model, assistant: Assistant) -> None:
    assistant.is_on = False
    assert ask(assistant, TEXT, now=NOW).reason == "off"
    assert model.heard == []
    assert ask(assistant, TEXT, now=NOW, is_trial=True).reason == "ok"


def test_after_failures_it_rests_and_one_tries_again(model: Model, assistant: Assistant) -> None:
    model.do = says(b"{}", status=500)
    for _ in range(limits.PATIENCE):
        assert ask(Assistant.get(), TEXT, now=NOW).reason == "server_error"
    assert ask(Assistant.get(), TEXT, now=NOW).reason == "resting"
    assert len(model.heard) == limits.PATIENCE
    later = NOW + limits.FIRST_REST
    one, other = Assistant.get(), Assistant.get()
    model.do = says(chat(answer()))
    assert limits.may_try(one, now=later)
    assert not limits.may_try(other, now=later), "of two processes that saw the same, one tries"
    assert ask(Assistant.get(), TEXT, now=later + limits.LONGEST_REST).reason == "ok"
    assert (Assistant.get().failures, Assistant.get().rests_until) == (0, None)


@pytest.mark.parametrize(
    ("given", "rest"),
    [("90", timedelta(seconds=90)), ("Wed, 04 Mar 2026 10:02:00 GMT", timedelta(minutes=2)),
     ("999999999", limits.LONGEST_REST), ("soon", None), ("-5", None), ("", None)],
)  # fmt: skip
def test_a_server_that_is_busy_is_left_for_as_long_as_it_asks(
    given: str, rest: timedelta | None, model: Model, assistant: Assistant
) -> None:
    model.do = says(b"{}", status=429, headers={"Retry-After": given})
    assert ask(assistant, TEXT, now=NOW).reason == "busy"
    assert Assistant.get().rests_until == (NOW + rest if rest else None)


def test_no_more_tokens_than_a_day_has(model: Model, assistant: Assistant) -> None:
    assistant.tokens_a_day = 100
    assert ask(assistant, TEXT, now=NOW).reason == "tokens_spent"
    assert model.heard == []
    assert AssistantDay.objects.get().tokens == 0


def test_no_more_money_than_a_day_has_and_the_next_day_has_its_own(model: Model, assistant: Assistant) -> None:
    assistant.micros_per_million_in, assistant.micros_a_day = 10_000_000, 60_000
    assert ask(assistant, TEXT, now=NOW).reason == "ok"
    for _ in range(20):
        last = ask(assistant, TEXT, now=NOW).reason
    assert last == "money_spent"
    assert AssistantDay.objects.get().micros <= 60_000
    assert ask(assistant, TEXT, now=NOW + timedelta(days=1)).reason == "ok"


def test_a_server_that_counts_nothing_is_counted_by_its_letters(model: Model, assistant: Assistant) -> None:
    model.do = says(chat(answer(), usage={"prompt_tokens": 0, "completion_tokens": -4}))
    assert ask(assistant, TEXT, now=NOW).tokens > 300
    model.do = says(chat(answer(), usage={"prompt_tokens": 10**30}))
    assert ask(assistant, TEXT, now=NOW).tokens < 10**6
    model.do = says(chat(answer(), usage="a lot"))
    assert ask(assistant, TEXT, now=NOW).reason == "ok"
