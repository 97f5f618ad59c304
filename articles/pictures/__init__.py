"""Pictures of articles as readers get them: in sizes and formats that suit their screen.

``stored`` is the table, ``variants`` makes smaller and lighter versions (pure), ``making`` stores them in the
background, ``sources`` says what there is of a picture when a page is shown. See docs/pictures.md.
"""

from articles.pictures.sources import SharedPicture, first_picture, with_whole_addresses

__all__ = ["SharedPicture", "first_picture", "with_whole_addresses"]
