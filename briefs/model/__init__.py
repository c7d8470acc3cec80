"""The nouns of the house: problems, facts, cited values, the tree, themes, templates, the vocabulary, markings.

Frozen plain values; nothing here opens a file, and no Jinja, Markdown, Word or PDF is known.
"""
