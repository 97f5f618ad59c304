"""The child process that sets pages: ``python -m issues.building.child``, started by ``compositor``.

It takes commands as lines of JSON on its standard input, and answers with lines of JSON on its standard
output. It is kept for the next build, because a warm process is ten times as fast as a new one; after any
accident its parent starts another. It never asks the database. When its input ends, its parent is gone,
and so is it, in the middle of whatever it does.
"""

import hashlib
import json
import os
import pickle
import queue
import resource
import sys
import threading
import traceback
from base64 import b64decode
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

WARMED_BY = "一段文字，用来装入宋体、黑体和楷体。"


class TooManyPages(BaseException):
    """More pages than the limit; a BaseException, so that nothing on the way takes it for a bad picture."""


def main() -> None:
    """Set up, warm up, and work off commands until the input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    # Whatever a library prints goes to the log, not between the answers.
    os.dup2(2, 1)
    commands: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(commands,), daemon=True).start()

    import django

    django.setup()
    _warm_up()
    _say(answers, ready=True)
    while True:
        _obey(commands.get(), answers)


def _listen(commands: "queue.Queue[dict[str, Any]]") -> None:
    for line in sys.stdin:
        commands.put(json.loads(line))
    os._exit(0)


def _warm_up() -> None:
    """Load the fonts and fill the caches."""
    from issues.typesetting.document import Masthead, TypesetArticle, TypesetDocument, TypesetSection
    from issues.typesetting.render import typeset

    article = TypesetArticle(
        1, "article-1", WARMED_BY, f"<p>{WARMED_BY}</p>", byline=WARMED_BY, source=WARMED_BY
    )
    typeset(TypesetDocument(Masthead(WARMED_BY, 2026, 1), (TypesetSection(WARMED_BY, (article,)),)))


def _obey(command: dict[str, Any], answers: TextIO) -> None:
    from issues.typesetting.errors import TypesettingError

    _limit(command["cpu_seconds"], command["memory_mb"])
    folder = Path(command["folder"])
    try:
        orders = pickle.loads(b64decode(command["orders"]))  # noqa: S301 - our parent's pipe
        for number, order in enumerate(orders):
            _say(answers, made=number, **_set(order, folder / f"{number}.pdf", command["pages"], answers))
        _say(answers, end=True)
    except TypesettingError as error:
        _say(answers, failed="refused", sentence=str(error))
    except ValueError as error:
        _say(answers, failed="error", sentence=str(error), trace=traceback.format_exc())
    except TooManyPages:
        _say(answers, failed="pages")
    except RecursionError:
        _say(answers, failed="nesting")
    except MemoryError:
        # What is left of the memory may not do for another job.
        _say(answers, failed="memory")
        os._exit(1)
    except Exception as error:
        _say(answers, failed="error", sentence=repr(error), trace=traceback.format_exc())


def _limit(cpu_seconds: int, memory_mb: int) -> None:
    """Limits count from the start of a process: each job's seconds are put on top of those used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_within(seconds, hardest), hardest))
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_within(memory_mb * 1024 * 1024, hardest), hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _within(wanted: int, hardest: int) -> int:
    return wanted if hardest == resource.RLIM_INFINITY else min(wanted, hardest)


def _set(order: Any, path: Path, most: int, answers: TextIO) -> dict[str, Any]:
    from issues.typesetting.progress import told
    from issues.typesetting.render import typeset

    def laid_out(page: int) -> None:
        if page > most:
            raise TooManyPages
        _say(answers, page=page)

    with told(laid_out, lambda: _say(answers, writing=True)):
        result = typeset(order.document, output=order.output)
    path.write_bytes(result.pdf)
    return {
        "sha256": hashlib.sha256(result.pdf).hexdigest(),
        "pages": result.pages,
        # JSON would make words of the keys.
        "page_of": list(result.page_of.items()),
        "seconds": result.seconds,
        "flaws": [asdict(flaw) for flaw in result.flaws],
        "front_pages": result.front_pages,
    }


def _say(answers: TextIO, **news: Any) -> None:
    answers.write(json.dumps(news) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
