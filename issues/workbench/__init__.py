"""我的工作台: what waits for a person, what they sent away, what is late, the issues in work.

``desk`` asks the database, ``wording`` makes sentences, ``bench`` and ``overview`` sort them for one
person and for the whole office, ``pages`` shows them. The mails say the same (issues.mail).
"""
