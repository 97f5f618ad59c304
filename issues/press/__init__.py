"""From the finished pages to paper: proofs and what changed between them, preflight, release to the press.

printed.py     a PDF → the lines of its text, each with page, column and line
parts.py       those lines under the articles that they belong to
proofs.py      proofs are kept
changes.py     two proofs → the passages that changed
preflight.py   what stands against the press
soundness.py   whether files are what they should be
releases.py    付印, 撤回付印
locks.py       what is at press is not taken back to be changed

Everything here takes finished pages; how and where they are made is the business of whoever calls.
"""
