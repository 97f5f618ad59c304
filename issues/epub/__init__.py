"""A public issue as an e-book (EPUB 3.2), for reading without the net.

``book.py`` asks what readers may read; ``chapter.py`` makes an article a page of XHTML; ``pictures.py``
brings its pictures into the book; ``binding.py`` puts all of it into one file, the same bytes from the same
text; ``shelf.py`` keeps that file until the text is another. Why it is so: docs/exchange.md.
"""
