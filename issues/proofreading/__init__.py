"""What is proofread: files and issues turned into the manuscripts of ``articles.proofreading``."""
