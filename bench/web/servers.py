"""What is measured: our site and a stock Wagtail site, each under gunicorn with two workers."""

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.issue import ROOT
from bench.nginx import free_port
from bench.web.load import children

WORKERS = 2
_STARTS_WITHIN = 60
# Kept between runs: it takes a minute to install.
_WAGTAIL = ROOT / "var" / "bench" / "wagtail"
_RELEASE = "wagtail==8.0.1"
_BODY = """
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

class HomePage(Page):
    body = RichTextField(blank=True)
    content_panels = Page.content_panels + [FieldPanel("body")]
"""
_TEMPLATE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}{% endblock %}
"""
_PAGES = """
import sys
from home.models import HomePage
home = HomePage.objects.get()
for name in sys.stdin.read().split("\\0"):
    title, _, body = name.partition("\\n")
    home.add_child(instance=HomePage(title=title, slug=title, body=body))
"""


class Gunicorn:
    """A site under gunicorn, for as long as the ``with`` block lasts."""

    def __init__(self, python: Path, application: str, folder: Path, environment: dict[str, str]) -> None:
        """Args: folder: where it is started; environment: beside the present one."""
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [
            str(python), "-m", "gunicorn", application, "--workers", str(WORKERS),
            "--bind", f"127.0.0.1:{self.port}", "--log-level", "error",
        ]  # fmt: skip
        self._folder, self._environment = folder, environment

    def __enter__(self) -> "Gunicorn":
        self._process = subprocess.Popen(  # noqa: S603
            self._command, cwd=self._folder, env=os.environ | self._environment
        )
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until and self._process.poll() is None:
            try:
                urlopen(f"{self.address}/nowhere/", timeout=30).close()  # noqa: S310
            except HTTPError:
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__(None, None, None)
        raise RuntimeError(f"{' '.join(self._command)} did not start")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            self._process.terminate()
        self._process.wait(_STARTS_WITHIN)

    def processes(self) -> list[int]:
        """Master and workers."""
        return [self._process.pid, *children(self._process.pid)]


def ours(folder: Path) -> Gunicorn:
    """Our site as in production, on the database of this process."""
    return Gunicorn(Path(sys.executable), "bulletin.wsgi", ROOT, production(folder))


def production(folder: Path) -> dict[str, str]:
    """Settings as in production, for loopback."""
    return {
        "DEBUG": "false", "HTTPS": "false", "SECRET_KEY": "0123456789" * 6, "ALLOWED_HOSTS": "127.0.0.1",
        "STATIC_ROOT": str(folder / "static"), "LOG_LEVEL": "ERROR",
    }  # fmt: skip


def wagtail(folder: Path, bodies: dict[str, str]) -> Gunicorn:
    """A site that ``wagtail start`` made, with a page for each body, at ``/<name>/``."""
    python = _WAGTAIL / "bin" / "python"
    if not (_WAGTAIL / "installed").exists():
        print("installing Wagtail …", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(_WAGTAIL)], folder)
        _run([str(python), "-m", "pip", "install", "-q", _RELEASE, "gunicorn"], folder)
        (_WAGTAIL / "installed").touch()
    site = folder / "wagtail"
    site.mkdir()
    _run([str(_WAGTAIL / "bin" / "wagtail"), "start", "rival", str(site)], folder)
    (site / "home" / "models.py").write_text(_BODY)
    (site / "home" / "templates" / "home" / "home_page.html").write_text(_TEMPLATE)
    local = f'SECRET_KEY = "{"0123456789" * 6}"\nALLOWED_HOSTS = ["*"]\n'
    (site / "rival" / "settings" / "local.py").write_text(local)
    environment = {"DJANGO_SETTINGS_MODULE": "rival.settings.production"}
    for command in (["makemigrations", "home"], ["migrate"], ["collectstatic", "--noinput"]):
        _run([str(python), "manage.py", *command, "-v0"], site, environment)
    given = "\0".join(f"{name}\n{body}" for name, body in bodies.items())
    _run([str(python), "manage.py", "shell", "-v0", "-c", _PAGES], site, environment, given)
    return Gunicorn(python, "rival.wsgi", site, environment)


def _run(
    command: list[str], folder: Path, environment: dict[str, str] | None = None, given: str = ""
) -> None:
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env=_clean() | (environment or {}), input=given, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])}: {done.stderr[-2000:]}")


def _clean() -> dict[str, str]:
    """Our own settings are none of Wagtail's business."""
    return {name: value for name, value in os.environ.items() if not re.match(r"DJANGO_|DATABASE_", name)}
