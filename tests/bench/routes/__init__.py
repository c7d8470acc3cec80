"""The routes that people would take instead of `briefs`, one a module, each as its competent users would go.

Each has `make`, which turns a brief (plain texts, `brief.py`) into a file's bytes, and may have `prepare` for what is
made once. None imports anything of `briefs`, nor of another route that it does not build on.
"""
