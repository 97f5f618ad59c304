"""Reading a whole past issue from text, Word or PDF: pure Python, no Django, no database.

`reading.read_bulletin` turns bytes into a `bulletin.Bulletin`, `report.report` turns that into JSON;
`reading.propose` says what each line seems to be and `assembling.assemble` makes the issue of what a
person says; `loading` (the only module here that knows the database) writes it. See docs/importing.md.
"""
