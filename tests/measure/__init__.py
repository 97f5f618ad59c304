"""Measures a PDF by the places of its own glyphs, so that print quality is a number and not a feeling."""
