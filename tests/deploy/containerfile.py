"""What does a Containerfile say, step by step? Read as an engine reads it, without one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Stage:
    """One `FROM` and what follows it: (instruction, words) in order."""

    image: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, instruction: str) -> list[str]:
        return [words for name, words in self.steps if name == instruction]

    def last(self, instruction: str) -> str:
        return self.all(instruction)[-1]

    @property
    def environment(self) -> dict[str, str]:
        return dict(re.findall(r"(\w+)=(\S+)", " ".join(self.all("ENV"))))

    def command(self, instruction: str) -> list[str]:
        """The words of a JSON form: `["hafawa"]`."""
        words = self.last(instruction)
        found: list[str] = json.loads(words[words.index("[") :])
        return found


def read(path: Path) -> list[Stage]:
    """The stages; ValueError for a line that is no instruction."""
    text = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", path.read_text()))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = re.fullmatch(r"([A-Z]+)\s+(.+)", line)
        if found is None or (not stages and found[1] != "FROM"):
            raise ValueError(line)
        if found[1] == "FROM":
            stages.append(Stage(found[2].split()[0]))
        else:
            stages[-1].steps.append((found[1], found[2].strip()))
    return stages
