"""One periodical as documented files (docs/export-format.md), and back into an empty office.

``belonging`` says which rows are a periodical's, ``records`` how a row is written, ``folder`` how files are
named and summed up; ``writing`` and ``reading`` are the two ways.
"""
