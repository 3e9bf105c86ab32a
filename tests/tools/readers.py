"""The rows of readers.toml, and what is installed of them."""

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PYTHONS = {"sdk-8": sys.executable, "sdk-7": os.environ.get("PYTHON_SDK_7", "")}


@dataclass(frozen=True)
class Reader:
    """A tool that reads a form of what the app writes."""

    tool: str
    package: str
    source: str
    version: str
    stays_fresh: bool
    test: str
    format: str | None = None
    snippet: str | None = None

    @property
    def form(self) -> str:
        return self.format or f"snippet {self.snippet}"


@cache
def readers() -> list[Reader]:
    rows = tomllib.loads((HERE / "readers.toml").read_text(encoding="utf-8"))["reader"]
    return [Reader(source=row.pop("from"), **row) for row in rows]


@cache
def installed(source: str, package: str) -> str:
    """The version that is there."""
    if source in PYTHONS:
        asked = f"import importlib.metadata; print(importlib.metadata.version({package!r}))"
        return _said(PYTHONS[source], "-c", asked)
    if source == "npm":
        return json.loads((HERE / "node_modules" / package / "package.json").read_text(encoding="utf-8"))["version"]
    if source == "crates":
        locked = tomllib.loads((HERE / "rust-sdk" / "Cargo.lock").read_text(encoding="utf-8"))["package"]
        return next(one["version"] for one in locked if one["name"] == package)
    return re.search(r"\d+(\.\d+)+", _said(package, "--version")).group()


def is_installed(reader: Reader) -> bool:
    there = installed(reader.source, reader.package)
    if reader.source != "system":
        return there == reader.version
    return _numbers(there) >= _numbers(reader.version)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
