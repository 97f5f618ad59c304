"""Nothing lost: backup and restore, verification, and everything of a periodical as files.

``archive/`` is the archive's form and knows no database; ``tables``, ``sequences``, ``snapshot`` read the
database as it is, ``scratch``, ``schema``, ``loading`` make one anew; ``stores``, ``placing`` do the same
for files. ``backup``, ``restoring`` and ``drill`` put them together. ``verifying/`` holds database and files
against each other; ``exporting/`` is one periodical as files that need no software of ours.
"""
