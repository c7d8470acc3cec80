"""Understand running text: its words, names, numbers and dates, in every language that has a grammar.

Fact files, sources and problems are not known here.
"""
