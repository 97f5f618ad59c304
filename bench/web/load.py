"""One measurement: wrk for a few seconds, what it got a second, and what that cost the server's processes."""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """Answers a second, and the server's processor time for each (µs)."""

    a_second: float
    microseconds: float


def measure(
    address: str, servers: Callable[[], Sequence[int]], seconds: int, headers: dict[str, str] | None = None
) -> Measured:
    """Ask for an address as often as it is answered. Raises: RuntimeError, if anything but pages came."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "30s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    before = _spent(servers())
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout  # noqa: S603
    spent = _spent(servers()) - before
    errors = re.search(r"(Non-2xx.*|Socket errors: .*(?:connect|read|write|timeout) [1-9].*)", said)
    if errors:
        raise RuntimeError(f"{address}: {errors[1]}")
    count = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    a_second = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    return Measured(a_second, 1e6 * spent / max(count, 1))


def _spent(processes: Sequence[int]) -> float:
    """Seconds of processor time that the processes have used."""
    total = 0
    for pid in processes:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICK


def children(pid: int) -> list[int]:
    """The process ids of a process's children."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
