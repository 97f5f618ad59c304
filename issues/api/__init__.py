"""The archive for other programs: read-only JSON, described by an OpenAPI document.

``schemas.py`` says what an answer looks like, ``rows.py`` makes it of what ``issues.public`` lets out,
``endpoints.py`` has the addresses, ``paging.py`` and ``faults.py`` what they share; ``site.py`` puts them
together and shows how to use them. Why it is so: docs/exchange.md.
"""
