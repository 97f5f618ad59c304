"""Prints what comparing two versions of 30,000 characters takes, in seconds of the processor.

``python -m bench.comparison``
"""

import os
import time


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bulletin.settings")
    import django

    django.setup()
    from tests.articles.comparison.bodies import compared
    from tests.articles.comparison.long_texts import CASES

    for name, make in CASES.items():
        old, new = make()
        times = []
        for _ in range(3):
            start = time.process_time()
            compared(old, new)
            times.append(time.process_time() - start)
        print(f"{name:28} {min(times):.2f}")


if __name__ == "__main__":
    main()
