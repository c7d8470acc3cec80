"""Statements and quotations with their speakers, over people and bodies that are drafted already.

Who speaks in a sentence is found by `checks.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot
from briefs.checks.speakers import Voice, voices
from briefs.drafting.candidate import Candidate, quoted
from briefs.language import grammar_of, per_language
from briefs.understanding.words import tokens

FEWEST = 4
"""Words of a quotation."""
LONGEST = 320


def statements_in(inquiry: Inquiry, spot: Spot, who: Mapping[str, Candidate]) -> Iterator[Candidate]:
    """What a paragraph lets people say; `who` has the candidates by the ids that the inquiry knows."""
    text = spot.passage
    heard = voices(inquiry, spot)
    for number, (begin, end) in enumerate(text.sentences):
        voice = heard[number] if number < len(heard) else Voice()
        quotes = [(at, words) for at, words in text.quotes if begin <= at < end and _is_speech(spot, at, words)]
        speaker = (by_post(spot, begin, end, who) if quotes else None) or who.get(voice.who)
        if speaker is None:
            continue
        for at, words in quotes:
            said = words.rstrip(",").rstrip()
            named = speaker.spot is spot or speaker.text("name").split()[-1] in text.text
            head = None if named else speaker.spot
            says = quoted(spot, at, at + len(said), 70)
            yield Candidate("statements", said, {"who": speaker, "quote": said}, spot, says, head=head)
        if not quotes and voice.sure:
            yield from _told(spot, begin, end, speaker)


def by_post(spot: Spot, begin: int, end: int, who: Mapping[str, Candidate]) -> Candidate | None:
    """Who speaks in a sentence that names nobody but a post that one alone holds: the Prime Minister said."""
    own = spot.passage.text[begin:end]
    for at, words in spot.passage.quotes:
        if begin <= at < end:
            own = own.replace(words, " ")
    people = [each for each in who.values() if each.section == "people"]
    named = {token.text for token in tokens(own)}
    if any(_is_named(each.text("name").split()[-1], own, named) for each in people):
        return None
    folded = own.casefold()
    held = [each for each in people if each.text("post") and each.text("post").casefold() in folded]
    return held[0] if len(held) == 1 else None


def _is_named(last: str, own: str, words: set[str]) -> bool:
    """Whether a text has a last name as a word of its own; `words` are the text's."""
    if last.isalpha():
        return last in words
    return last in own and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", own) is not None


def _is_speech(spot: Spot, at: int, words: str) -> bool:
    """Whether words in quotation marks are somebody's, and not a title or a name."""
    text = spot.passage
    before, after = text.text[:at].rstrip(' “«„"'), text.text[at + len(words) :].lstrip('”»" ')
    framed = (
        before.endswith((":", ","))
        or after.startswith((",", "—", "–"))
        or words.rstrip().endswith((",", ".", "!", "?"))
    )
    if len(words.split()) < (FEWEST - 1 if framed else FEWEST):
        return False
    titled = re.compile(grammar_of(text.tag).titled or "(?!)", re.IGNORECASE)
    if not titled.search(words):
        return True
    ends = words.rstrip().endswith((",", ".", "!", "?"))
    return ends and not is_title(words, text.tag)


def is_title(words: str, tag: str) -> bool:
    """Whether words are set as a title is: with capitals, but for the small ones among them."""
    own = [word for word in re.findall(r"[^\W\d_]+", words) if word.casefold() not in grammar_of(tag).links]
    return bool(sum(word[0].isupper() for word in own) > len(own) * 0.6)


@per_language(maxsize=16)
def _stating(tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){grammar_of(tag).stating or '(?!)'}", re.IGNORECASE)


def _told(spot: Spot, begin: int, end: int, speaker: Candidate) -> Iterator[Candidate]:
    """What stands behind `said that`; of a sentence with two such verbs, two statements."""
    text = spot.passage
    found = list(_stating(text.tag).finditer(text.text, begin, end))
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else end
        said = text.text[match.end() : stop].strip(" ,;.")
        if number + 1 < len(found):
            said = re.sub(r"\s+(?:and|и)(?:\s+\w+)?$", "", said)
        if len(said.split()) < 3 or len(said) > LONGEST:
            continue
        start = text.text.index(said, match.end())
        yield Candidate(
            "statements", said, {"who": speaker, "said": said}, spot, quoted(spot, start, start + len(said))
        )
