"""The site's own nginx configuration (deploy/nginx), started on this machine for measuring and testing."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError
from urllib.request import urlopen

CONFIGURATION = Path(__file__).resolve().parent.parent / "deploy" / "nginx"
_NAMES = (
    "CACHE", "CERTIFICATE", "CERTIFICATE_KEY", "CONF", "INNER", "LISTEN", "LISTEN_TLS", "UNLIMITED", "WEB",
)  # fmt: skip
# Seconds. A busy machine takes its time to start a process.
_STARTS_WITHIN = 30
_MAIN = """
{user}
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log warn;
daemon off;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf/caches.conf;
    include {folder}/conf/{site};
    {more}
}}
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def written(folder: Path, values: Mapping[str, str]) -> None:
    """Write the configuration into a folder, with the values of its ``${NAMES}``, as envsubst does."""
    folder.mkdir(parents=True, exist_ok=True)
    known = re.compile(r"\$\{(" + "|".join(_NAMES) + r")\}")
    for file in CONFIGURATION.iterdir():
        (folder / file.name).write_text(known.sub(lambda found: values[found[1]], file.read_text("utf-8")))


class Nginx:
    """nginx before web processes of this machine, for as long as the ``with`` block lasts.

    ``address`` is what readers use; ``inner`` goes into the setting PROXIES.
    """

    def __init__(
        self,
        folder: Path,
        web_ports: Sequence[int],
        *,
        unlimited: str = "127.0.0.1/32",
        more: str = "",
    ) -> None:
        """Args: unlimited: the network that rate limits leave alone; more: for nginx's http block."""
        self.folder = folder
        port, inner = free_port(), free_port()
        self.address, self.inner = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{inner}"
        cache = folder / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        values = {
            "CACHE": str(cache),
            "CONF": str(folder / "conf"),
            "INNER": f"127.0.0.1:{inner}",
            "LISTEN": f"127.0.0.1:{port}",
            "LISTEN_TLS": "",
            "CERTIFICATE": "",
            "CERTIFICATE_KEY": "",
            "UNLIMITED": unlimited,
            "WEB": " ".join(f"server 127.0.0.1:{web};" for web in web_ports),
        }
        written(folder / "conf", values)
        user = "user root;" if os.geteuid() == 0 else ""
        main = _MAIN.format(folder=folder, user=user, site="site.conf", more=more)
        (folder / "nginx.conf").write_text(main)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Nginx":
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        command = [program, "-e", f"{self.folder}/error.log", "-p", str(self.folder), "-c", "nginx.conf"]
        self._process = subprocess.Popen(command)  # noqa: S603 - our own configuration
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until and self._process.poll() is None:
            try:
                urlopen(f"{self.inner}/", timeout=1).close()  # noqa: S310 - our own address
            except HTTPError:
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__(None, None, None)
        raise RuntimeError(f"nginx did not start: {(self.folder / 'error.log').read_text()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            self._process.wait(_STARTS_WITHIN)

    @property
    def worker_ids(self) -> list[int]:
        """The process ids of its workers."""
        assert self._process is not None  # noqa: S101
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]
