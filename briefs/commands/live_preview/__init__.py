"""The live preview: a page on this machine that shows papers as they will print, while their files change.

Starlette serves it, watchfiles tells of changes; both come with the extra `preview`. No build imports anything here.
"""
