"""The public names."""

import subprocess
import sys

import briefs

AFTERWARDS = """
import pkgutil, importlib, briefs
for module in pkgutil.walk_packages(briefs.__path__, "briefs."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted({type(getattr(briefs, verb)).__name__ for verb in ("load", "build", "check", "write")}))
"""


def test_all_public_names_are_there_and_callable_verbs_stay_verbs() -> None:
    assert list(briefs.__all__) == sorted(
        briefs.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    for name in briefs.__all__:
        assert hasattr(briefs, name), name
    for verb in ("load", "build", "check", "write"):
        assert callable(getattr(briefs, verb)), f"briefs.{verb} is a module, not a verb"
        assert getattr(briefs, verb).__doc__


def test_verbs_stay_verbs_when_every_module_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", AFTERWARDS], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["function"]
