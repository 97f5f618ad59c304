"""Work on files from outside, in a child process with bounds: time, memory, and nothing to steal.

The child gets no environment, since the site's holds secrets, and runs one file of ours that reads from
standard input and writes to standard output. It imports only what is installed, not the project.
"""

import subprocess
import sys
from pathlib import Path

# Seconds of processor time, seconds in all, bytes of memory.
CPU_SECONDS = 20
WALL_SECONDS = 40
MEMORY_BYTES = 1_500_000_000
# What a child's file ends with when its own recursion or memory ran out.
GAVE_UP = 3

_LAUNCH = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, ({cpu}, {cpu} + 1))
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class ChildExhausted(Exception):
    """The work did not end within its bounds, or the child died of it."""


class ChildFailed(Exception):
    """The child could not do the work; ``code`` is its exit status."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def run_child(file: str | Path, *arguments: str, data: bytes) -> bytes:
    """Run a file of ours on the data. Returns: its output. Raises: ChildExhausted, ChildFailed."""
    launch = _LAUNCH.format(cpu=CPU_SECONDS, memory=MEMORY_BYTES)
    command = [sys.executable, "-I", "-X", "utf8", "-c", launch, str(file), *arguments]
    try:
        child = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, check=False, timeout=WALL_SECONDS, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise ChildExhausted from error
    if child.returncode < 0 or child.returncode == GAVE_UP:
        raise ChildExhausted
    if child.returncode != 0:
        raise ChildFailed(child.returncode)
    return child.stdout
