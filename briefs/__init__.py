"""Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts."""

__version__ = "0.1.0"
