"""Draft fact files: candidates by rule from the texts of sources, each with its place and words.

Reading and writing files is for `project`.
"""
