"""What machines are told of periodicals, issues and articles: one record, several forms of it."""
