"""Recognising an article that came before: the same text, or most of it.

``fingerprint.py`` (pure) makes a sketch of a text and says what two texts share; ``index.py`` keeps the
sketches of all articles in one indexed table and looks a text up in it. Figures: docs/intake.md.
"""
