"""The public names."""

import briefs


def test_all_public_names_are_there_and_callable_verbs_stay_verbs() -> None:
    assert list(briefs.__all__) == sorted(
        briefs.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    for name in briefs.__all__:
        assert hasattr(briefs, name), name
    for verb in ("load", "build", "check", "write"):
        assert callable(getattr(briefs, verb)), f"briefs.{verb} is a module, not a verb"
        assert getattr(briefs, verb).__doc__
