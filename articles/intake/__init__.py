"""收稿: manuscripts that come in as files.

``blocks.py`` (Word's HTML or plain text → blocks), ``head.py`` (blocks → title, byline, source … and the
text) and ``reading.py`` (a file's bytes → what was read) are pure; ``services.py`` keeps and takes them;
``views.py`` is the page; ``fetching.py`` gets a picture from elsewhere, with everything that may go wrong.
"""
