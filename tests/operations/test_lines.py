"""A line of the log: what is named comes out, nothing else does."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from typing import Any

import pytest

from hafawa.operations import lines, request_ids

CANARY = "canary.bird@example.com"


def said(form: str, *, name: str = "hafawa.x", message: Any = "done", args: Any = (), **more: Any) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(lines.formatter(form))
    exc_info = sys.exc_info() if more.pop("fault", False) else None
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, args, exc_info)
    vars(record).update(more)
    handler.emit(record)
    return out.getvalue()


def test_json_is_one_object_a_line_in_a_set_order() -> None:
    found = json.loads(said("json", route="web:today", status=200, duration_ms=1.5, user=3))
    assert list(found) == ["time", "level", "logger", "message", "route", "status", "duration_ms", "user"]
    assert (found["logger"], found["message"], found["status"]) == ("hafawa.x", "done", 200)


def test_text_says_the_same() -> None:
    assert said("text", route="web:today", user=3).rstrip().endswith("INFO hafawa.x: done route=web:today user=3")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_has_no_name_here_stays_inside(form: str) -> None:
    found = said(form, request=f"<Request {CANARY}>", sql="SELECT 1", params=(CANARY,), email=CANARY, task=7)
    assert CANARY not in found
    assert "SELECT" not in found
    assert "7" in found


@pytest.mark.parametrize("form", ["text", "json"])
def test_others_speak_in_their_template_alone(form: str) -> None:
    found = said(form, name="django.request", message="Bad thing: %s for %s", args=("a plain word", CANARY))
    assert "Bad thing" in found
    assert "plain word" not in found
    assert CANARY not in found


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_sentence_others_put_together_themselves_is_withheld_and_its_place_said(form: str) -> None:
    found = said(form, name="uvicorn.error", message=f"plain words of {CANARY}")
    assert "plain words" not in found
    assert "test_lines.py:1" in found


def test_a_warning_says_its_kind_and_place_without_its_words() -> None:
    words = "/usr/lib/python3.11/x.py:3: RuntimeWarning: plain words\n  f('plain words')"
    found = said("text", name="py.warnings", message=words)
    assert "RuntimeWarning at x.py:3" in found
    assert "plain words" not in found


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_says_its_kind_and_place_but_not_its_words(form: str) -> None:
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(f"no number for {CANARY} and words of theirs") from error
    except RuntimeError:
        found = said(form, message="it broke", fault=True)
    assert "RuntimeError" in found
    assert "ValueError" in found
    assert "test_lines.py" in found
    assert CANARY not in found
    assert "words of theirs" not in found


class Unsayable:
    """What cannot even be turned into text."""

    def __str__(self) -> str:
        raise LookupError(CANARY)


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_said_is_said_to_have_been_there(form: str) -> None:
    def break_it() -> None:
        raise ValueError(Unsayable())

    try:
        break_it()
    except ValueError:
        found = said(form, message="it broke", fault=True)
    assert "a line could not be said" in found
    assert CANARY not in found


def test_a_fault_nobody_catches_goes_into_the_log_without_its_words() -> None:
    code = f"""
import django; django.setup()
import logging, os, threading
from hafawa.cli.supervisor import fork

class Late:
    def __del__(self):
        raise LookupError("{CANARY}")

def break_everywhere():
    thread = threading.Thread(target=int, args=["{CANARY}"])
    thread.start(); thread.join()
    late = Late(); del late
    logging.getLogger("other").error("a line of %d", "{CANARY}")

os.waitpid(fork(break_everywhere), 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_settings())
    assert "a thread ended by a fault" in done.stderr
    assert "nothing can catch it" in done.stderr
    assert "LookupError" in done.stderr
    assert CANARY not in done.stderr


def _settings() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}


def test_an_exception_given_as_the_message_is_only_named() -> None:
    assert CANARY not in said("json", name="ninja", message=ValueError(CANARY))


def test_what_our_own_sentences_are_filled_with_is_redacted() -> None:
    found = said("text", message="read %s of %s by %s", args=(3, "orders.csv", CANARY))
    assert "read 3 of orders.csv by [address]" in found
    assert "[number]" in said("text", message="for %s", args=("995599123456",))


def test_a_fact_that_is_no_plain_word_is_redacted() -> None:
    assert CANARY not in said("json", route=f"x {CANARY}", function={"a": CANARY})


def test_the_id_of_the_request_stands_in_each_line_said_during_it() -> None:
    given = request_ids.of("0f8fad5b-d9cb-469f-a165-70867728950e")
    token = request_ids.current.set(given)
    try:
        assert json.loads(said("json"))["request_id"] == given
    finally:
        request_ids.current.reset(token)


@pytest.mark.parametrize("given", ["", CANARY, "995599123456", "4111111111111111", "x" * 32, "a b", "0" * 31])
def test_an_id_that_is_none_is_not_taken_over(given: str) -> None:
    assert request_ids.of(given) != given
    assert len(request_ids.of(given)) == 32
