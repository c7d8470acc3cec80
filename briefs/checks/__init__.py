"""Check what was filled and read: problems out, nothing changed.

It reads facts and trees; it opens no file and writes nothing.
"""
