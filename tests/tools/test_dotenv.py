"""python-dotenv, which the Toolkit reads its `.env` with: it finds our keys, and all others as before."""

import random
import string

from dotenv import dotenv_values

from hand_off import HandOff

OURS = {"CDF_CLUSTER", "CDF_PROJECT", "CDF_URL", "LOGIN_FLOW", "CDF_TOKEN"}
ODD = string.ascii_letters + string.digits + " #=$%&{}[]()<>|;:,./~^*!?@+-_äø€"


class Dotenv(HandOff):
    def test_a_thousand_keys_read_as_before(self) -> None:
        for seed in range(3):
            with self.subTest(seed=seed):
                file = self.work / f"{seed}.env"
                file.write_bytes(odd_file(random.Random(seed), 1000).encode())
                before = dotenv_values(file, interpolate=False)
                self.assertGreater(len(before), 990)
                self.write("dotenv", file.name)
                after = dotenv_values(file, interpolate=False)
                self.assertEqual(after["CDF_TOKEN"], self.token())
                self.assertEqual(after["LOGIN_FLOW"], "token")
                self.assertEqual(others(after), others(before))


def others(values: dict[str, str | None]) -> list[tuple[str, str | None]]:
    """The keys that are not ours, in the file's order."""
    return [(key, value) for key, value in values.items() if key not in OURS]


def odd_file(chance: random.Random, keys: int) -> str:
    line_end = chance.choice(["\n", "\r\n"])
    lines = [odd_line(chance, f"KEY_{number}", line_end) for number in range(keys)]
    for key in chance.sample(sorted(OURS), 3):  # some of ours are there from before, quoted in some way
        lines.insert(chance.randrange(len(lines)), odd_line(chance, key, line_end))
    return line_end.join(lines) + chance.choice(["", line_end])


def odd_line(chance: random.Random, key: str, line_end: str) -> str:
    """An assignment as people write them: bare, in quotes with escapes or over lines, exported, with a note behind."""
    text = "".join(chance.choices(ODD, k=chance.randrange(12)))
    bare = text.strip().lstrip("#").replace(" #", "")
    quoted = chance.choice([text, f"{text}{line_end}CDF_TOKEN=not a setting{line_end}", rf"{text}\" \\", ""])
    value = chance.choice([bare, f'"{quoted}"', f"'{quoted}'", f'"{quoted}" # note', ""])
    written = f"{chance.choice(['', '', 'export ', '  '])}{key}{chance.choice(['=', ' = '])}{value}"
    return chance.choice(["", f"# {text}{line_end}", line_end]) + written
