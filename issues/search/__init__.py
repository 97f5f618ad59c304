"""Search for readers: what is public is found, by title and text, on SQLite and PostgreSQL alike.

``bigrams.py`` (pure) turns a text into the words of the index, and ``grammar.py`` what a person typed
into what is looked for: the one function for both databases. ``tables.py`` alone knows how each database
keeps the index; ``index.py`` keeps it in step with what ``issues.public`` calls public; ``finding.py`` asks
it and puts what it found in order; ``passages.py`` shows where. Why it is so, and figures: docs/search.md.
"""
