"""Templating: a template is filled with facts, every value sealed, and what comes out is read as a tree.

Values never meet a parser: they are sealed while Jinja runs and opened after Markdown has been read. No fact file, no
font and no format is known here.
"""
