"""What a template decides by is as high as what it prints: a trial of random templates, in pairs of fact files.

The two files of a pair differ in what is SECRET alone. A paper marked OFFICIAL that differs with them has told of it
(D120), or one of the two has; what is not there in the one file cannot be told of there.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from papers import lines_of, paper

HEAD = """\
title: A test
as_of: 2026-01-15
scheme: uk
marking: OFFICIAL
sources: {s: {title: A source}}
"""
KINDS = ("memorandum", "treaty")


def facts(draw: random.Random, secret: random.Random, whole: bool = True) -> str:
    """A fact file; what is SECRET in it is drawn apart, and is left out where it is not `whole`."""
    lines = [HEAD, "organisations:\n  port: {name: Port, from: s}\n  yard: {name: Yard, from: s}\n", "agreements:\n"]
    for number in range(draw.randint(2, 4)):
        hidden = draw.random() < 0.4 and number
        kind, rank, day = draw.choice(KINDS), draw.randint(1, 5), draw.randint(10, 20)
        if hidden:
            kind, rank, day = secret.choice(KINDS), secret.randint(1, 5), secret.randint(10, 20)
        body = f", bodies: [{(secret if hidden else draw).choice(('port', 'yard'))}]" if draw.random() < 0.5 else ""
        if hidden and not whole:
            continue
        lines.append(
            f"  a{number}: {{title: Text {number}, kind: {kind}, priority: {rank}, signed: 2026-01-{day}{body}, "
            f"{'marking: SECRET, ' if hidden else ''}from: s}}\n"
        )
    lines.append("figures:\n  known: {label: Known, value: 5, from: s}\n")
    if whole:
        lines.append(f"  shut: {{label: Shut, value: {secret.randint(1, 9)}, marking: SECRET, from: s}}\n")
    return "".join(lines)


TESTS = (
    "figures.shut",
    "figures.shut and figures.shut.value > 5",
    "figures.shut and figures.shut.value is gt(figures.known.value)",
    "agreements | where(kind='treaty')",
    "agreements | where(kind='treaty') | count > 1",
    "agreements | count == 3",
    "agreements.a1",
    "not (agreements.a1 and agreements.a1.kind == 'treaty')",
    "agreements.a1.bodies and 'port' in agreements.a1.bodies",
    "agreements.a2 is defined and agreements.a2.signed and agreements.a2.kind is eq('treaty')",
)
LISTS = (
    "agreements",
    "agreements | sort('priority')",
    "agreements | sort('signed') | first(2)",
    "agreements | sort('priority') | rest(1)",
    "(agreements | sort('priority'))[1:]",
    "agreements | where(kind='treaty')",
    "agreements | unless(kind='treaty')",
    "agreements | before(agreements.a1.signed or '2026-01-15', by='signed')",
    "organisations | unnamed('agreements.bodies')",
    "organisations | unnamed",
    "(agreements | group('kind'))",
)
TURNS = (
    "Another one.",
    "{{ loop.index }} of {{ loop.length }}",
    "{% if not loop.last %}And more{% endif %}.",
    "{{ title }}",
    "{% if each.kind == 'treaty' %}A treaty.{% else %}No treaty.{% endif %}",
    "{{ 'Yes' if each.kind == 'treaty' else 'No' }}",
    "{{ mark(each) }}",
    "{% if each.kind == 'treaty' %}{{ each.title }}{% endif %}",
)


def template(draw: random.Random) -> str:
    parts = [
        "{% macro mark(one) %}{% if one.kind %}Of a kind{% else %}Of no kind{% endif %}{% endmacro %}\n# {{ title }}\n"
    ]
    for _ in range(2):
        test, items, turn = draw.choice(TESTS), draw.choice(LISTS), draw.choice(TURNS)
        parts.append(
            draw.choice(
                (
                    f"{{% if {test} %}}\nIt is so.\n{{% endif %}}\n",
                    f"{{% if {test} %}}\nIt is so.\n{{% elif figures.known %}}\nIt is not.\n{{% endif %}}\n",
                    f"{{{{ 'So' if {test} else 'Not so' }}}}\n",
                    f"{{% set found = ({test}) %}}\n{{% if found %}}\nFound.\n{{% endif %}}\n",
                    f"{{% set text %}}{{% if {test} %}}Said{{% endif %}}{{% endset %}}\n{{{{ text }}}}\n",
                    f"{{{{ ({test}) and 'Both' or 'None' }}}}\n",
                    f"{{% for each in {items} %}}\n- {turn}\n{{% endfor %}}\n",
                    f"{{% for each in {items} if {test} %}}\n- {turn}\n{{% endfor %}}\n",
                    f"There are {{{{ {items} | count }}}}.\n",
                )
            )
        )
    return "\n".join([*parts, "The end.\n"])


def made(folder: Path, text: str, body: str) -> tuple[list[str], bool]:
    """The lines of the paper, and whether it tells that its marking is too low."""
    document, problems = paper(folder, text, body)
    assert [each for each in problems if each.severity == "error" and each.code != "D120"] == [], (body, problems)
    assert document is not None
    return lines_of(document), any(each.code == "D120" for each in problems)


@pytest.mark.parametrize("seed", range(60))
def test_no_paper_differs_by_what_is_above_its_marking_unless_it_is_told(seed: int, tmp_path: Path) -> None:
    body = template(random.Random(f"template {seed}"))
    seen = [
        made(tmp_path, facts(random.Random(seed), random.Random(secret), whole), body)
        for secret, whole in ((1, True), (2, True), (0, False))
    ]
    (one, told), (other, told_too), (without, never) = seen
    assert not never, "nothing in that file is SECRET"
    assert one == other or told or told_too, body
    for lines, says in ((one, told), (other, told_too)):
        more = [line for line in dict.fromkeys(lines) if lines.count(line) > without.count(line)]
        assert not more or says, (more, body)


def test_the_trial_has_papers_that_differ_and_papers_that_may_go_out(tmp_path: Path) -> None:
    told = []
    for seed in range(40):
        body = template(random.Random(f"template {seed}"))
        told.append(made(tmp_path, facts(random.Random(seed), random.Random(1)), body)[1])
    assert 8 <= sum(told) <= 36
