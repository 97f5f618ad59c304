"""Typesetting in the background: a request is queued, a worker takes it, a child process sets the pages."""
