"""The sections of fact files that hold what the office itself says, plans and asks for.

What others have said or published stands in `sections_from_sources`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.model.fields import UNDER, WHO, Field, Section

OF_OUR_OWN: Mapping[str, Section] = {
    "brief": Section(
        "The paper's own header",
        {
            "to": Field("whom the paper is for"),
            "author": Field("who wrote it: a person or an office"),
            "reference": Field("the number under which it is filed"),
            "action": Field("what is asked of the reader: information, decision, signature …"),
            "deadline": Field("by when", "date"),
            "contact": Field("whom to ask"),
            "version": Field("which version this is"),
            "purpose": Field("why this paper, why now, and what the reader has to do"),
            "clearances": Field(
                "who has cleared it, and when", "entries", fields={"who": Field("who"), "when": Field("when", "date")}
            ),
            "copies": Field("who else receives it", "texts"),
            "annexes": Field("what goes with it", "texts"),
        },
        single=True,
        ours=True,
    ),
    "meetings": Section(
        "Talks that were or will be held",
        {
            "what": Field("the subject, or with whom", required=True),
            "date": Field("the day", "date"),
            "time": Field("from when, by the clock of the place"),
            "end": Field("until when"),
            "place": Field("where"),
            "with": Field("whom the reader meets", "names", to=WHO),
            "ours": Field("who is there from our side", "names", to=WHO),
            "interpreter": Field("who interprets"),
            "press": Field("what is open to the press, and what is said to it"),
            "background": Field("what went before, in short dated lines", "texts"),
        },
        ours=True,
    ),
    "programme": Section(
        "What happens when, entry by entry",
        {
            "date": Field("the day", "date", required=True),
            "time": Field("from when, by the clock of the place"),
            "end": Field("until when"),
            "zone": Field("the zone of that clock, where two meet"),
            "what": Field("what", required=True),
            "place": Field("where"),
            "who": Field("who takes part", "names", to=WHO),
            "press": Field("what is open to the press"),
            "dress": Field("what is worn"),
            "responsible": Field("who sees to it", "names", to=WHO),
            "telephone": Field("how to reach them"),
            "meeting": Field("the meeting that this is", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "points": Section(
        "What the reader may say, ask or must know",
        {
            "text": Field("the point", required=True),
            "under": Field("the heading under which it belongs", words=UNDER),
            "to": Field("to whom it is said", "names", to=WHO),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
    ),
    "objectives": Section(
        "What each side wants",
        {
            "text": Field("what is wanted", required=True),
            "side": Field("whose objective it is; ours where nothing is said", choices=("ours", "theirs")),
            "answer": Field("to theirs: what we answer"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "questions": Section(
        "What may be asked, and the answer",
        {
            "question": Field("the question", required=True),
            "answer": Field("the answer", required=True),
            "if_pressed": Field("what more may be said to whoever insists"),
            "owner": Field("who answers for it", "name", to=WHO),
            "valid_until": Field("the last day on which the answer holds", "date"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "options": Section(
        "What the reader may decide between",
        {
            "text": Field("what would be done", required=True),
            "for": Field("what speaks for it", "texts"),
            "against": Field("what speaks against it", "texts"),
            "cost": Field("what it costs"),
            "recommended": Field("`true` for the one that is recommended", "flag"),
        },
        ours=True,
    ),
    "considerations": Section(
        "What a decision must take into account",
        {
            "kind": Field(
                "the side of it",
                required=True,
                words=("legal", "money", "communications", "consultation", "parliament"),
            ),
            "text": Field("what is to be considered", required=True),
        },
        ours=True,
    ),
    "commitments": Section(
        "What was promised",
        {
            "what": Field("what", required=True),
            "owner": Field("who has promised it", "name", to=WHO),
            "due": Field("by when", "date"),
            "state": Field("how far it is", words=("open", "under way", "done", "dropped")),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "actions": Section(
        "What is to be done",
        {
            "what": Field("what", required=True),
            "who": Field("who does it", "names", to=WHO),
            "by": Field("by when", "date"),
        },
    ),
    "handout": Section(
        "What a paper for the public says in our own words",
        {
            "headline": Field("its title, instead of the file's"),
            "summary": Field("what happened and why it matters, in a few sentences"),
            "contact": Field("whom to ask for more"),
            "address": Field("where to find more"),
            "date": Field("its date", "date"),
        },
        single=True,
        ours=True,
    ),
    "gaps": Section(
        "What the sources leave open or contradict",
        {
            "what": Field("what is open", required=True),
            "why": Field("why it matters"),
        },
        ours=True,
    ),
    "other": Section("Anything else, under names of your own", free=True),
}
