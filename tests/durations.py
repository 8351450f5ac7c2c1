"""Which files of the tests take longest? Told at the end of a run, so that growth is seen on the day it comes; of all
files with --durations=0.

By the clock, and in seconds of the processor: those of the tests themselves and of the processes they started and
waited for. Only the second can be compared between machines that do other things as well.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

WORTH_TELLING = 60  # seconds by the clock that all tests take together
FILES = 10


@dataclass
class Spent:
    """Seconds, and on how many tests."""

    tests: int = 0
    clock: float = 0.0
    processor: float = 0.0


class Durations:
    """Measures where tests run, sums up and tells where they are reported."""

    def __init__(self) -> None:
        self.files: dict[str, Spent] = defaultdict(Spent)
        self.used = _processor()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report: pytest.TestReport = yield  # type: ignore[assignment]
        used = _processor()
        report.processor_seconds, self.used = used - self.used, used  # type: ignore[attr-defined]
        return report  # type: ignore[return-value]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        spent = self.files[report.nodeid.partition("::")[0]]
        spent.tests += report.when == "call"
        spent.clock += report.duration
        spent.processor += getattr(report, "processor_seconds", 0.0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        whole = sum(spent.clock for spent in self.files.values())
        if whole < WORTH_TELLING:
            return
        processor = sum(spent.processor for spent in self.files.values())
        terminalreporter.section("slowest files")
        terminalreporter.write_line(f"{'clock':>9} {'processor':>10} {'tests':>6}")
        slowest = sorted(self.files.items(), key=lambda item: -item[1].clock)
        for name, spent in slowest[: None if terminalreporter.config.option.durations == 0 else FILES]:
            terminalreporter.write_line(f"{spent.clock:7.1f} s {spent.processor:8.1f} s {spent.tests:6}  {name}")
        tests = sum(spent.tests for spent in self.files.values())
        terminalreporter.write_line(f"{whole:7.1f} s {processor:8.1f} s {tests:6}  in {len(self.files)} files")


def _processor() -> float:
    """Of this process and of those it waited for."""
    return sum(os.times()[:4])


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Durations(), "durations of files")
