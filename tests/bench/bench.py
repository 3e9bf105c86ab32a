"""Measures `cdf-signin` and the app against peers, prints the tables and keeps them. Started by `.dev/bench.sh`.

    bench.py PROGRAMS [--keep] [--rounds N] [PART…]

PROGRAMS is a folder with cdf-signin, cdf-signin-desktop, cdf-signin-test-browser, empty-program and empty-window;
pictures of what the windows drew are put there. README.md beside this file tells how to read the tables.
"""

import argparse
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))

import login_command
import machine
import token_command
import window
from local_provider import LocalProvider
from surroundings import Home

ROUNDS = {"token": 100, "login": 40, "window": 15}
TITLES = {
    "token": "A fresh token out of the vault",
    "login": "A whole sign-in",
    "window": "The window",
}


def measure(part: str, home: Home, provider: LocalProvider, rounds: int) -> str:
    if part == "token":
        return token_command.measure(home, provider, rounds)
    if part == "login":
        return login_command.measure(home, provider, rounds)
    return window.measure(home, provider, rounds, pictures=home.programs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", type=Path)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--keep", action="store_true", help="write results/YYYY-MM-DD.md")
    parser.add_argument("--rounds", type=int)
    options = parser.parse_intermixed_args()
    if unknown := set(options.parts) - set(ROUNDS):
        parser.error(f"there is no part named {', '.join(sorted(unknown))}; parts: {', '.join(ROUNDS)}")

    programs = options.programs.resolve()
    load_before = os.getloadavg()[0]
    text = ""
    with LocalProvider() as provider, Home(programs) as home:
        for part in options.parts or ROUNDS:
            print(f"Measuring: {part}", file=sys.stderr)
            table = measure(part, home, provider, options.rounds or ROUNDS[part])
            print(f"{table}\n")
            text += f"\n## {TITLES[part]}\n\n{table}\n"
    if options.keep:
        file = HERE / "results" / f"{time.strftime('%Y-%m-%d')}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(machine.heading(programs, load_before) + text)
        print(f"Kept in {file.relative_to(HERE.parent.parent)}", file=sys.stderr)


if __name__ == "__main__":
    main()
