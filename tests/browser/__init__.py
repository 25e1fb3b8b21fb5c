"""Journeys in a real browser, at two widths, and what they need."""
