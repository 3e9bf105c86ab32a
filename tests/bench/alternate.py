"""Alternating runs, so that whatever else the machine does meanwhile hits every subject alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass
class Subject:
    """Something to measure. Each run answers with numbers by name."""

    name: str
    run: Callable[[], dict[str, float]]
    runs: list[dict[str, float]] = field(default_factory=list)

    def median(self, number: str) -> float:
        return median(run[number] for run in self.runs)

    def middle_half(self, number: str) -> tuple[float, float]:
        first, _, third = quantiles((run[number] for run in self.runs), n=4, method="inclusive")
        return first, third


def alternate(subjects: list[Subject], rounds: int, warm_up: int) -> None:
    """Runs each subject once a round; a different one begins each time. The first rounds fill caches and do not count."""
    for number in range(warm_up + rounds):
        begin = number % len(subjects)
        for subject in subjects[begin:] + subjects[:begin]:
            run = subject.run()
            if number >= warm_up:
                subject.runs.append(run)


def table(subjects: list[Subject], numbers: dict[str, str], peers: list[Subject]) -> str:
    """Medians with their middle halves, and the ratios of the medians to those of the peers, as Markdown.

    `numbers` are the names of a run's numbers with their units.
    """
    head = [f"n = {len(subjects[0].runs)}"]
    for number, unit in numbers.items():
        head += [f"{number}, {unit}", *(f"× {peer.name}" for peer in peers)]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for subject in subjects:
        row = [subject.name]
        for number in numbers:
            value = subject.median(number)
            row.append("{} ({}–{})".format(*map(digits, (value, *subject.middle_half(number)))))
            row += [digits(value / peer.median(number)) for peer in peers]
        rows.append(row)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def digits(value: float) -> str:
    decimals = 3 if value < 0.1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{decimals}f}"
