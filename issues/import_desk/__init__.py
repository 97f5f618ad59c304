"""整期导入: the page on which a past issue is cut into sections and articles before it is imported.

``drafts`` keeps and changes what a person has uploaded, ``screen`` reads it for the templates, ``views``
answers people with and without script; ``urls`` is what the issue's admin hooks in.
"""
