"""Prints what the readers' site answers a second, as ratios; see docs/speed.md.

``python -m bench.web [--rounds N] [--seconds N] [--database URL]``. Without a URL in an SQLite file of its
own; a database that is named must be empty.
"""

import argparse
import gzip
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from bench.issue import ROOT
from bench.nginx import Nginx, free_port
from bench.web import content, servers
from bench.web.load import Measured, measure

GZIP = {"Accept-Encoding": "gzip"}


@dataclass
class Target:
    """Something that is asked, and what came of it in each round."""

    address: str
    processes: Callable[[], Sequence[int]]
    headers: dict[str, str] = field(default_factory=dict)
    rounds: list[Measured] = field(default_factory=list)

    @property
    def best(self) -> float:
        """Answers a second in the least disturbed round."""
        return max(one.a_second for one in self.rounds)

    @property
    def cost(self) -> float:
        """The server's processor time for one, µs, likewise."""
        return min(one.microseconds for one in self.rounds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.web")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--years", type=int, default=40, help="of the archive, 252 articles each")
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        _run(folder, options)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, options: argparse.Namespace) -> None:
    os.environ["DATABASE_URL"] = options.database or f"sqlite:///{folder}/db.sqlite3"
    os.environ.update(servers.production(folder), DJANGO_SETTINGS_MODULE="bulletin.settings")
    os.environ["MEDIA_ROOT"], os.environ["PRESS_ROOT"] = str(folder / "media"), str(folder / "press")
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    content.fill(options.years)
    pages = content.addresses()
    connections.close_all()
    with ExitStack() as stack:
        site = stack.enter_context(servers.ours(folder))
        names = {"home": pages.home, "article": pages.article, "search": pages.search}
        bodies = {name: _fetch(site.address + path) for name, path in names.items()}
        rival = stack.enter_context(servers.wagtail(folder, _equal(bodies)))
        files, file_port = _files(folder, bodies)
        nginx = stack.enter_context(Nginx(folder / "nginx", [site.port], more=files))
        print(", ".join(f"{name} {len(body) / 1000:.1f} kB" for name, body in bodies.items()))
        _first_and_again("gunicorn", site.address, pages.many)
        _first_and_again("nginx", nginx.address, pages.many)
        targets = _targets(names, site, rival, nginx, file_port)
        for _ in range(options.rounds):
            # One after the other in each round: what else the machine does falls on all alike.
            for target in targets.values():
                target.rounds.append(
                    measure(target.address, target.processes, options.seconds, target.headers)
                )
        _report(targets)
    print(f"load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")


def _targets(
    names: dict[str, str], site: servers.Gunicorn, rival: servers.Gunicorn, nginx: Nginx, file_port: int
) -> dict[str, Target]:
    targets = {}
    for name, path in names.items():
        own = site.address + path
        with urlopen(own) as answer:  # noqa: S310
            known = {"If-None-Match": answer.headers["ETag"]}
        targets[f"{name}, gunicorn"] = Target(own, site.processes)
        targets[f"{name}, gunicorn, 304"] = Target(own, site.processes, known)
        targets[f"{name}, nginx"] = Target(nginx.address + path, lambda: nginx.worker_ids)
        targets[f"{name}, nginx, gzip"] = Target(nginx.address + path, lambda: nginx.worker_ids, GZIP)
        file = f"http://127.0.0.1:{file_port}/{name}.html"
        targets[f"{name}, file"] = Target(file, lambda: nginx.worker_ids)
        targets[f"{name}, file, gzip"] = Target(file, lambda: nginx.worker_ids, GZIP)
        targets[f"{name}, Wagtail"] = Target(f"{rival.address}/{name}/", rival.processes)
    return targets


def _report(targets: dict[str, Target]) -> None:
    print(f"{'':24}{'a second':>10}{'µs each':>10}")
    for name, target in targets.items():
        print(f"{name:24}{target.best:10.0f}{target.cost:10.0f}")
    for page in ("home", "article", "search"):
        for one, other, aim in (
            ("gunicorn", "Wagtail", 3.0), ("nginx", "file", 0.6), ("nginx, gzip", "file, gzip", 0.6),
            ("gunicorn, 304", "gunicorn", 5.0),
        ):  # fmt: skip
            first, second = targets[f"{page}, {one}"], targets[f"{page}, {other}"]
            ratio = first.best / second.best
            print(
                f"{page}: {one} / {other}: {ratio:.2f} (aim at least {aim:g}: "
                f"{'held' if ratio >= aim else 'missed'}; by processor time {second.cost / first.cost:.2f})"
            )


def _first_and_again(where: str, address: str, many: Sequence[str]) -> None:
    """Articles that nobody asked for yet, one after the other, and once more."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        for path in many:
            _fetch(address + path)
        taken.append((time.perf_counter() - start) / len(many) * 1_000)
    print(f"{where}: an article for the first time {taken[0]:.1f} ms, again {taken[1]:.1f} ms")


def _fetch(address: str) -> bytes:
    with urlopen(Request(address), timeout=60) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def _equal(bodies: dict[str, bytes]) -> dict[str, str]:
    """Rich text that makes a Wagtail page as large as ours: its frame has about 1.5 kB."""
    paragraph = f"<p>{'文' * 100}</p>"
    return {
        name: paragraph * max((len(body) - 1_500) // len(paragraph.encode()), 1)
        for name, body in bodies.items()
    }


def _files(folder: Path, bodies: dict[str, bytes]) -> tuple[str, int]:
    """The same bytes as files, and the server that nginx has for them."""
    root, port = folder / "files", free_port()
    root.mkdir()
    for name, body in bodies.items():
        (root / f"{name}.html").write_bytes(body)
        (root / f"{name}.html.gz").write_bytes(gzip.compress(body, 6))
    return f"server {{ listen 127.0.0.1:{port}; root {root}; gzip_static on; }}", port


if __name__ == "__main__":
    main()
