"""`hafawa run`: one command starts, restarts and ends everything."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import psutil

Terminal = Any  # tests/cli/conftest.py


def test_it_says_its_address_first_and_ready_when_the_first_page_answers(bare: Terminal) -> None:
    bare.start("run")
    bare.wait(lambda: "ready" in bare.said())
    assert bare.said().splitlines()[0] == f"http://127.0.0.1:{bare.port}/"
    assert _status(bare) < 400


def test_sigterm_ends_all_its_processes_with_a_clean_exit(terminal: Terminal) -> None:
    process, children = _running(terminal)
    process.terminate()
    assert process.wait(30) == 0
    assert not any(_alive(child) for child in children)
    assert "Traceback" not in terminal.said()


def test_ctrl_c_ends_all_its_processes_with_a_clean_exit(terminal: Terminal) -> None:
    process, children = _running(terminal)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 0
    assert not any(_alive(child) for child in children)
    assert "Traceback" not in terminal.said()


def test_killed_outright_it_leaves_no_process_behind(terminal: Terminal) -> None:
    process, children = _running(terminal)
    process.kill()
    process.wait()
    terminal.wait(lambda: not any(_alive(child) for child in children))


def test_a_killed_web_or_worker_is_started_again(terminal: Terminal) -> None:
    process, children = _running(terminal)
    for child in children:
        child.kill()
    terminal.wait(lambda: len(_new(process, children)) == 2 and _status(terminal) < 400)


def test_neither_parent_nor_web_loads_the_analytical_engine(terminal: Terminal) -> None:
    """numpy they have, for the reader: loaded once, before the fork, and shared."""
    process, children = _running(terminal)
    for one in (psutil.Process(process.pid), *children):
        loaded = {Path(m.path).name for m in one.memory_maps()}
        assert not [name for name in loaded if name.startswith(("_duckdb", "libarrow", "_fblas", "_ufuncs"))]


def test_a_port_in_use_is_refused_in_words(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", terminal.port)):
        refused = terminal.run("run", "--port", str(terminal.port))
    assert refused.returncode == 1
    assert f"Port {terminal.port}" in refused.stderr
    assert "--port" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_half_an_upload_is_not_taken_for_a_whole_one(terminal: Terminal) -> None:
    _running(terminal)
    connection = http.client.HTTPConnection("127.0.0.1", terminal.port, timeout=20)
    connection.putrequest("POST", "/")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", "1000000")
    connection.endheaders(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf')
    connection.close()
    assert _status(terminal) < 400


def _running(terminal: Terminal) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    process = terminal.start("run")
    terminal.wait(lambda: "ready" in terminal.said())
    terminal.wait(lambda: len(_group_leaders(process)) == 2)
    return process, _group_leaders(process)


def _group_leaders(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Web and worker; not the passing child that does a task, nor who listens for mail."""
    return [p for p in psutil.Process(process.pid).children() if p.name() in ("hafawa web", "hafawa worker")]


def _new(process: subprocess.Popen[str], old: list[psutil.Process]) -> set[int]:
    return {p.pid for p in _group_leaders(process) if _alive(p)} - {p.pid for p in old}


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _status(terminal: Terminal) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", terminal.port, timeout=20)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status
