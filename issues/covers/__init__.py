"""Covers of issues: page 1 of the PDF that readers get, as a picture, for as long as the PDF is public.

``making`` makes them in the background once an issue has appeared, ``showing`` is what pages ask.
See docs/pictures.md.
"""

from issues.covers.showing import CoverPicture, Source, cover_of, covers_of, social_picture, stored_file

__all__ = ["CoverPicture", "Source", "cover_of", "covers_of", "social_picture", "stored_file"]
