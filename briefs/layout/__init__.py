"""Layout: what both writers must agree on, decided once from tree and theme and drawn twice.

Roles and looks, indents, levels, widths and sizes; it writes no file and knows no format.
"""
