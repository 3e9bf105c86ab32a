"""Whole processes and what they cost."""

import os
import time
from pathlib import Path

Command = list[str | Path]


class Failed(Exception):
    """A measured program did not do its work: a number for it would mean nothing."""


def cost(command: Command, environment: dict[str, str], said: Path) -> dict[str, float]:
    """Runs it to its end: milliseconds on the clock from before its exec, and of processors' time, its ended children's included.

    What it prints goes to the file `said`.
    """
    words = [str(word) for word in command]
    to_file = (os.POSIX_SPAWN_OPEN, 1, str(said), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), to_file, (os.POSIX_SPAWN_DUP2, 1, 2)]
    started = time.perf_counter()
    process = os.posix_spawn(words[0], words, environment, file_actions=files)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if status != 0:
        raise Failed(f"{' '.join(words[:3])} ended with {os.waitstatus_to_exitcode(status)}: {said.read_text()}")
    return {"wall": wall * 1000, "CPU": (usage.ru_utime + usage.ru_stime) * 1000}


def stat(process: int) -> list[str] | None:
    """The fields of `/proc/N/stat` from the state on (proc(5)), or None when that process has ended."""
    try:
        # The name before them, in brackets, may hold anything.
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "XZ" else fields


def with_descendants(process: int) -> list[int]:
    """That process and all that came of it, as they are now."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := stat(int(folder.name)):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [process]
    for each in found:
        found += children.get(each, [])
    return found


def memory(process: int) -> float:
    """The proportional set size of a process and its descendants, in MB: shared pages are shared out, not counted twice."""
    total = 0
    for each in with_descendants(process):
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
