"""Run the worker that typesets in the background (排版服务), until it is told to end."""

import logging
import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from issues.building import compositor
from issues.building.pulse import Pulse
from issues.management.base import OfficeCommand

POLL_SECONDS = 0.5


class Command(OfficeCommand):
    help = "排版服务：在后台逐个完成排版任务；可以同时运行几个，按 Ctrl+C 结束"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="做完排着的任务就结束")
        parser.add_argument(
            "--with-parent", metavar="PID", type=int, help="启动它的进程（PID）没有了，它也随之结束"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # Its messages are in English, and all about what we ask of it.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        logging.getLogger("django_tasks").setLevel(logging.ERROR)
        name = get_random_string(32)
        worker = Worker(
            queue_names=["default"],
            interval=POLL_SECONDS,
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        compositor.kept().start()

        def still_wanted() -> bool:
            # Told, not asked for here: a parent that died at once would otherwise be taken for init.
            return options["with_parent"] in (None, os.getppid())

        try:
            with Pulse(name, still_wanted, lambda: os.kill(os.getpid(), signal.SIGTERM)):
                worker.run()
        finally:
            compositor.kept().stop()
