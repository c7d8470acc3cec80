"""A value is changed where it stands in a fact file, and nothing else in the file is."""

from pathlib import Path

import pytest

from briefs.factfiles.edits import NotEditedError, edited, fields_of, read

FACTS = Path(__file__).parent.parent / "facts" / "mongolia-kazakhstan-2024.yaml"
HEAD = "title: A harbour\nas_of: 2026-05-04\n"
WAYS = {
    "plain in a flow map": (
        "figures:\n  ships: {label: ships,   value: 41, from: us}  # counted twice\n",
        "figures.ships.value",
        {"value": "43"},
        "figures:\n  ships: {label: ships,   value: 43, from: us}  # counted twice\n",
    ),
    "text that needs quotes where none were": (
        "figures:\n  ships: {label: ships, value: 41, from: us}\n",
        "figures.ships.label",
        {"value": "ships, # and: {all}"},
        'figures:\n  ships: {label: "ships, # and: {all}", value: 41, from: us}\n',
    ),
    "double quotes stay": (
        'points:\n  jobs: {text: "Work for 300.", under: line, from: us}\n',
        "points.jobs.text",
        {"value": 'Work for "400" & more.\\'},
        'points:\n  jobs: {text: "Work for \\"400\\" & more.\\\\", under: line, from: us}\n',
    ),
    "single quotes stay": (
        "points:\n  jobs:\n    text: 'It''s work.'   # so far\n    from: us\n",
        "points.jobs.text",
        {"value": "It's no work."},
        "points:\n  jobs:\n    text: 'It''s no work.'   # so far\n    from: us\n",
    ),
    "a block of lines stays one": (
        "points:\n  jobs:\n    text: |\n      One.\n      Two.\n    from: us\n",
        "points.jobs.text",
        {"value": "One.\nThree.\n"},
        "points:\n  jobs:\n    text: |\n      One.\n      Three.\n    from: us\n",
    ),
    "a use comes to a flow map": (
        "figures:\n  ships: {label: ships, value: 41, from: us}\n",
        "figures.ships.value",
        {"use": "background"},
        "figures:\n  ships: {label: ships, value: 41, from: us, use: background}\n",
    ),
    "a use comes to a block map, behind its comments": (
        "figures:\n  ships:\n    label: ships\n    value: 41\n    from: us  # ours\n\n"
        "  # more\n  quays: {label: quays, value: 2}\n",
        "figures.ships.value",
        {"use": "background"},
        "figures:\n  ships:\n    label: ships\n    value: 41\n    from: us  # ours\n    use: background\n\n"
        "  # more\n  quays: {label: quays, value: 2}\n",
    ),
    "a use goes again": (
        "figures:\n  ships:\n    label: ships\n    use: background\n    value: 41\n",
        "figures.ships.value",
        {"use": ""},
        "figures:\n  ships:\n    label: ships\n    value: 41\n",
    ),
    "value, place and use at once": (
        "sources:\n  a: {title: A}\nfigures:\n  ships: {label: ships, value: 41, from: {source: a, at: 2}}\n",
        "figures.ships.value",
        {"value": "42", "at": "3", "use": "background"},
        "sources:\n  a: {title: A}\nfigures:\n"
        "  ships: {label: ships, value: 42, from: {source: a, at: 3}, use: background}\n",
    ),
    "a mark of the byte order, and what follows it": (
        "# first\nfigures:\n  ships: {label: ships, value: 41}\n",
        "figures.ships.value",
        {"value": "43"},
        "# first\nfigures:\n  ships: {label: ships, value: 43}\n",
    ),
    "letters beyond the first plane, and tabs of Windows' line ends": (
        "points:\r\n  sun: {text: 🌞 Нар, from: us}\r\n",
        "points.sun.text",
        {"value": "🌞🌞 نور"},
        "points:\r\n  sun: {text: 🌞🌞 نور, from: us}\r\n",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_exactly_the_characters_of_the_value_are_replaced(way: str) -> None:
    before, fact, changes, after = WAYS[way]
    head = "\ufeff" + HEAD if "byte order" in way else HEAD
    facts, _ = read(head + before, "f.yaml")
    assert edited(head + before, facts.index[fact], changes, "f.yaml").text == head + after


REFUSED = {
    "another fact says the same words": (
        "figures:\n  ships: {label: &l ships, value: 41}\n  boats: {label: *l, value: 2}\n",
        "figures.ships.label",
        {"value": "x"},
    ),
    "a formula's value": (
        "figures:\n  a: {label: a, value: 1}\n  b: {label: b, formula: a + 1}\n",
        "figures.b.value",
        {"value": "3"},
    ),
    "a source that is not there": ("figures:\n  a: {label: a, value: 1}\n", "figures.a.value", {"source": "x"}),
}


@pytest.mark.parametrize("way", REFUSED)
def test_what_would_change_more_is_refused(way: str) -> None:
    before, fact, changes = REFUSED[way]
    facts, _ = read(HEAD + before, "f.yaml")
    with pytest.raises(NotEditedError):
        edited(HEAD + before, facts.index[fact], changes, "f.yaml")


def test_any_text_of_the_article_is_changed_on_its_own_lines() -> None:
    text = FACTS.read_text(encoding="utf-8")
    facts, _ = read(text, "f.yaml")
    for each in list(facts.index.values())[::301]:
        values = [field.text for field in fields_of(text, each) if field.name == "value"]
        if not values or each.id.endswith(("date", "signed", "start", "end", "published")) or each.id == "as_of":
            continue
        new = f"{values[0]}: {{new}} # text"
        try:
            after = edited(text, each, {"value": new}, "f.yaml").text
        except NotEditedError:
            continue  # a reference, whose name must be a record's
        old_lines, new_lines = text.split("\n"), after.split("\n")
        changed = [n for n, (a, b) in enumerate(zip(old_lines, new_lines, strict=False)) if a != b]
        assert len(old_lines) - len(new_lines) == 0, each.id
        assert len(changed) == 1, each.id
