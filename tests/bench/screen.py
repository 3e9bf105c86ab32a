"""A screen without a screen, whose pixels can be watched from outside: no program has to help to be measured."""

import mmap
import os
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

# Far above what anything here needs; only a window that never comes runs into it.
LIMIT = 60
SIZE = (1280, 900)


def wait_until(what: str, done: Callable[[], bool], pause: float) -> None:
    end = time.monotonic() + LIMIT
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(pause)


class Screen:
    """An X server that draws into a mapped file. Use it with `with`."""

    def __enter__(self) -> "Screen":
        self._folder = tempfile.TemporaryDirectory(prefix="cdf-signin-screen-")
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "{}x{}x24".format(*SIZE), "-nolisten", "tcp",
             "-fbdir", self._folder.name],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        with open(Path(self._folder.name) / "Xvfb_screen0", "rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # X11/XWDFile.h: 25 numbers, most significant byte first; the colours, twelve bytes each; the pixels.
        header = struct.unpack(">25I", self._pixels[:100])
        self._start, self._line = header[0] + header[19] * 12, header[12]
        return self

    def __exit__(self, *_: object) -> None:
        self._pixels.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def region(self, left: int, top: int, width: int, height: int) -> "Region":
        starts = (self._start + (top + row) * self._line + left * 4 for row in range(height))
        return Region(self._pixels, [slice(start, start + width * 4) for start in starts])


class Region:
    """A part of the screen. A picture of it is its rows, four bytes a pixel."""

    def __init__(self, pixels: mmap.mmap, rows: list[slice]) -> None:
        self._pixels, self._rows = pixels, rows

    def picture(self) -> list[bytes]:
        return [self._pixels[row] for row in self._rows]

    def shows(self, picture: list[bytes]) -> bool:
        return all(self._pixels[row] == wanted for row, wanted in zip(self._rows, picture))

    def is_blank(self) -> bool:
        first = self._pixels[self._rows[0]]
        return first == first[:4] * (len(first) // 4) and self.shows([first] * len(self._rows))

    def settled(self, what: str, quiet: float = 2.0) -> list[bytes]:
        """Waits until something is drawn that then stays, and answers with a picture of it."""
        last, since = self.picture(), time.monotonic()

        def has_settled() -> bool:
            nonlocal last, since
            if not self.shows(last) or self.is_blank():
                last, since = self.picture(), time.monotonic()
            return time.monotonic() - since > quiet

        wait_until(f"{what} draws something that stays", has_settled, 0.02)
        return last


def save(picture: list[bytes], file: Path) -> None:
    """As PNG, for people to look at."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def colours(row: bytes) -> bytes:
        rgb = bytearray(len(row) // 4 * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        return bytes(rgb)

    size = struct.pack(">IIBBBBB", len(picture[0]) // 4, len(picture), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + colours(row) for row in picture))
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
