"""Mail to the staff: one digest a day; at once a returned article, a deadline today, and press matters.

``digest`` and ``urgent`` say what there is to tell, ``letters`` writes it, ``posting`` sends each once,
``rounds`` is what the job (``manage.py send_mail``) does each time it runs.
"""
