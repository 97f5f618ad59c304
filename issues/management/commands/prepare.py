"""Make the site ready to be served: tables, and in a new database the sample issue and sample staff."""

import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from accounts.roles import Role
from accounts.sample_staff import create_sample_staff
from issues.building.keeping import all_or_nothing, keep
from issues.building.kinds.press import VARIANTS
from issues.management.base import OfficeCommand
from issues.models import Issue, PressFileVariant
from issues.press.releases import release
from issues.press.soundness import Finished
from issues.publishing import publish
from issues.sample import load_sample_issue
from issues.services import Refused
from issues.typesetting.inspection import Flaw
from issues.typesetting.manuscript import document_of
from issues.typesetting.output import Output
from issues.typesetting.render import typeset
from periodicals.models import Periodical

# Seconds in which the worker may end the build that it is at.
WORKER_ENDS_WITHIN = 10


class Command(OfficeCommand):
    help = "建表；新数据库中载入样刊，开发环境下另建示例人员"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--serve", metavar="PORT", type=int, help="随后在本机这个端口上打开网站和排版服务"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["serve"]
        if port:
            _check_free(port)
        self._prepare()
        if port:
            site = f"http://127.0.0.1:{port}/"
            self.stdout.write(f"读者网站 {site}    编务后台 {site}admin/    按 Ctrl+C 结束")
            os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
            with self._worker():
                # In the same process and without the reloader, which would load everything twice.
                call_command("runserver", str(port), use_reloader=False, skip_checks=True)

    @contextmanager
    def _worker(self) -> Iterator[None]:
        """The worker beside the server: when one of the two ends, the other does."""
        # SIGTERM as Ctrl+C does: with the worker, not without it.
        signal.signal(signal.SIGTERM, _end)
        worker = subprocess.Popen(  # noqa: S603 - this command itself
            [sys.executable, sys.argv[0], "work", "--with-parent", str(os.getpid())],
            # A group of its own: Ctrl+C is for us, and we tell it.
            start_new_session=True,
        )
        ending, died = threading.Event(), threading.Event()

        def watch() -> None:
            worker.wait()
            if not ending.is_set():
                died.set()
                os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield
        except SystemExit as ended:
            if died.is_set():
                raise CommandError("排版服务意外停止，网站随之关闭；请重新执行 make run。") from ended
            raise
        finally:
            ending.set()
            worker.terminate()
            try:
                worker.wait(WORKER_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                # What it was at is done anew at the next start.
                worker.kill()

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0, skip_checks=True)
        if not settings.DEBUG or User.objects.exists() or Periodical.objects.exists():
            return
        self.stdout.write("新数据库：载入样刊并排版 …")
        with all_or_nothing():
            accounts = create_sample_staff()
            actor = next(a.user for a in accounts if a.role == Role.RESPONSIBLE_EDITOR)
            issue = load_sample_issue(actor=actor)
            self._press(issue, actor)
        self.stdout.write("示例人员（口令只显示这一次）：")
        for account in accounts:
            self.stdout.write(
                f"  {account.role.value:　<4}  {account.user.full_name}  "
                f"用户名 {account.user.username:<10} 口令 {account.password}"
            )
        self.stdout.write("忘记口令时：.venv/bin/python manage.py changepassword 用户名")

    def _press(self, issue: Issue, actor: User) -> None:
        """Release the sample issue and publish it from the released files, as a real one."""
        try:
            _release(issue, actor)
            publish(issue, actor=actor)
        except Refused as refused:
            # With other fonts it may come to other pages; the site is to open all the same.
            self.stderr.write(f"样刊没有付印，直接发布：{refused}")
            publish(issue, actor=actor, comment="样刊")


def _release(issue: Issue, actor: User) -> None:
    """付印, as the press's build does it, but here: there is no worker yet, and nobody else at work."""
    document = document_of(issue)
    with TemporaryDirectory() as folder:
        files: list[Finished] = []
        flaws: tuple[Flaw, ...] = ()
        for variant in VARIANTS:
            result = typeset(document, output=Output(variant))
            path = Path(folder) / f"{variant.value}.pdf"
            path.write_bytes(result.pdf)
            files.append(
                Finished(
                    PressFileVariant(variant.value), path, sha256(result.pdf).hexdigest(), result.pages,
                    result.page_of, result.front_pages,
                )
            )  # fmt: skip
            flaws = flaws or result.flaws
        release(issue, files, document=document, flaws=flaws, actor=actor, keep=keep)


def _end(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CommandError(f"端口 {port} 不能使用，请换一个，如 make run PORT={port + 1}") from error
