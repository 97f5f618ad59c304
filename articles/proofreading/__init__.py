"""Proofreading (校对): what eyes miss, pointed at; never a word changed. Pure: no queries, no Django."""
