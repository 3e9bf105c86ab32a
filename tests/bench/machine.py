"""What the numbers depend on besides the programs."""

import os
import platform
import re
import subprocess
import sys
import time
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# Above this, others were at work on the machine too.
QUIET = 1.5


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def field(file: str, name: str) -> str:
    found = re.search(rf"^{name}\s*[:=]\s*\"?([^\"\n]*)", Path(file).read_text(), re.MULTILINE)
    return found[1].strip() if found else "unknown"


def locked(name: str) -> str:
    packages = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    return next(package["version"] for package in packages if package["name"] == name)


def commit() -> str:
    changed = said("git", "status", "--porcelain", "--untracked-files=no", "--", "src-tauri", "ui", "Cargo.lock")
    return said("git", "rev-parse", "--short", "HEAD") + (" with changes" if changed else "")


def heading(programs: Path, load_before: float) -> str:
    facts = {
        "machine": f"{os.cpu_count()} cores, {field('/proc/cpuinfo', 'model name')}; "
                   f"{round(int(field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20)} GB",
        "system": f"{field('/etc/os-release', 'PRETTY_NAME')}, Linux {platform.release().partition('-')[0]}",
        "versions": f"tauri {locked('tauri')}, WebKitGTK {said('pkg-config', '--modversion', 'webkit2gtk-4.1')}, "
                    f"{' '.join(said('rustc', '--version').split()[:2])}, Python {platform.python_version()}, "
                    f"msal {version('msal')}, Node {said('node', '--version').removeprefix('v')}",
        "commit": commit(),
        "programs": ", ".join(f"{name} {(programs / name).stat().st_size / 2**20:.1f} MB"
                              for name in ("cdf-signin", "cdf-signin-desktop", "empty-window", "empty-program")),
        "command": "make bench",
        "load before": f"{load_before:.1f}" + ("" if load_before < QUIET else ": the machine was not quiet"),
    }
    lines = "\n".join(f"- {name}: {fact}" for name, fact in facts.items())
    return (f"# {time.strftime('%Y-%m-%d')}\n\n{lines}\n\n"
            "Medians, in brackets the middle half of the runs; × is the ratio of the medians. ../README.md says more.\n")
