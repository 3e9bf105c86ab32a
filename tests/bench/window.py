"""The desktop window: from its exec to the drawn list of profiles, and its memory."""

import os
import signal
import time
from pathlib import Path

from alternate import Subject, alternate, table
from local_provider import LocalProvider
from process import memory, stat, with_descendants
from screen import Screen, save, wait_until
from surroundings import Home

# Where the app lists its profiles and the empty window has its one word; no time that is counted down stands there.
# Without a window manager a window's corner is the screen's.
LIST = (0, 0, 200, 700)
# What a window still does after it has drawn belongs to its memory.
REST = 2.0


class Window:
    """A program with a window, on the screen."""

    def __init__(self, screen: Screen, program: Path, environment: dict[str, str], said: Path) -> None:
        self.region = screen.region(*LIST)
        self.program, self.said = program, said
        self.environment = {**environment, "DISPLAY": screen.display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
                            # A virtual display has no graphics card. The second line is what the app does itself.
                            "LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}

    def learn(self, picture: Path) -> None:
        """Lets it draw once, and takes what stays for what is waited for. The picture is for people to look at."""
        process = self._start()
        self.drawn = self.region.settled(str(self.program))
        save(self.drawn, picture)
        self._end(process)

    def run(self) -> dict[str, float]:
        wait_until("the screen is empty", self.region.is_blank, 0.02)
        started = time.perf_counter()
        process = self._start()
        wait_until(f"{self.program} draws what it drew before", lambda: self.region.shows(self.drawn), 0.0005)
        wall = time.perf_counter() - started
        time.sleep(REST)
        total = memory(process)
        self._end(process)
        return {"first drawn": wall * 1000, "memory (PSS)": total}

    def _start(self) -> int:
        to_file = (os.POSIX_SPAWN_OPEN, 1, str(self.said), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        return os.posix_spawn(self.program, [str(self.program)], self.environment,
                              file_actions=[to_file, (os.POSIX_SPAWN_DUP2, 1, 2)])

    def _end(self, process: int) -> None:
        """The web view's own processes go when their program does: the next run must not share the machine with them."""
        all_of_it = with_descendants(process)
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        wait_until("the web view's processes end", lambda: not any(map(stat, all_of_it)), 0.02)


def measure(home: Home, provider: LocalProvider, rounds: int, pictures: Path) -> str:
    def app(name: str, profiles: int) -> tuple[str, Path, dict[str, str]]:
        environment = home.environment("keyring", name)
        for number in range(1, profiles + 1):
            home.add_profile(environment, f"plant-{number:03}", provider)
        # One is signed in, as on most days: so the app has to ask the keyring before it can draw the list.
        home.cdf_signin(environment, "login", "plant-001")
        return name, home.programs / "cdf-signin-desktop", environment

    with Screen() as screen:
        subjects = []
        for name, program, environment in [
            ("empty window", home.programs / "empty-window", home.environment("keyring")),
            app("app, 2 profiles", 2),
            app("app, 200 profiles", 200),
        ]:
            window = Window(screen, program, environment, home.said)
            window.learn(pictures / f"{name.replace(', ', '-').replace(' ', '-')}.png")
            subjects.append(Subject(name, window.run))
        alternate(subjects, rounds, warm_up=2)
    return table(subjects, {"first drawn": "ms", "memory (PSS)": "MB"}, peers=[subjects[0]])
