#!/usr/bin/env python3
"""Writes the table of tools into README.md, from what the command line offers and what the tests have seen.

    readers.py PROGRAM [--check]       with --check nothing is written: it fails when the table is another
"""

import difflib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))

from readers import Reader, readers  # noqa: E402

README = ROOT / "README.md"
BEGIN, END = "<!-- the tools: written by .dev/readers.py -->\n", "<!-- the end of the tools -->\n"
FRESH = {"reread": "yes, it reads the file anew", "restart": "when started again", "itself": "yes, it gets tokens itself"}


def offered(program: str) -> list[dict]:
    """All that the app writes or gives away, each with the name that readers.toml has for it."""
    formats = [{**form, "form": form["format"]} for form in answer(program, "write", "--format", "list")]
    snippets = [{**form, "form": f"snippet {form['snippet']}"} for form in answer(program, "snippet", "--for", "list")]
    return formats + snippets


def answer(program: str, *words: str) -> list[dict]:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CDF_SIGNIN_HOME": home}
        return json.loads(subprocess.run([program, *words, "--json"], env=environment, capture_output=True, check=True).stdout)


def rows(form: dict, seen: list[Reader]) -> list[list[str]]:
    """A row for each tool that was seen reading it, or one that says that none was."""
    fresh, name = FRESH[form["freshness"]], f"`{form['form']}`"
    for reader in seen:
        if reader.stays_fresh != form["stays_fresh"]:
            sys.exit(f"readers.toml: {reader.tool} with {name}: stays_fresh is {form['stays_fresh']} for the program")
    tested = [[reader.tool, name, fresh, tested_with(reader)] for reader in seen]
    return tested or [[form["title"], name, fresh, "format checked only" if "format" in form else "never run"]]


def tested_with(reader: Reader) -> str:
    return f"{reader.version} or newer" if reader.source == "system" else reader.version


def table(program: str) -> str:
    forms = offered(program)
    unknown = {reader.form for reader in readers()} - {form["form"] for form in forms}
    if unknown:
        sys.exit(f"readers.toml: the program does not offer {', '.join(sorted(unknown))}")
    lines = [["tool", "format", "stays fresh", "tested version"], ["---"] * 4]
    for form in forms:
        lines += rows(form, [reader for reader in readers() if reader.form == form["form"]])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def main(program: str, *options: str) -> int:
    old = README.read_text(encoding="utf-8")
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"README.md has no table of the tools between {BEGIN.strip()} and {END.strip()}")
    new = f"{before}{BEGIN}{table(program)}{END}{after}"
    if "--check" in options:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "README.md", "as it would be written"))
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
