"""The sections of fact files that hold what somebody else has said or published, and who that is.

What the office itself says stands in `sections_of_our_own`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.model.fields import WHO, Field, Section

FROM_SOURCES: Mapping[str, Section] = {
    "sources": Section(
        "The documents that say what the facts say",
        {
            "title": Field("as printed on the document", required=True),
            "short": Field("the name by which the text refers to it"),
            "kind": Field("article, statement, register, interview …"),
            "publisher": Field("who published it"),
            "published": Field("when", "date"),
            "url": Field("its address"),
            "accessed": Field("when it was read there", "date"),
            "held": Field("file of a copy, as seen from the fact file: article.txt, ../sources/article.txt"),
            "counted": Field("the rule by which `at` counts in it"),
            "speaker": Field("who speaks in it, where that is one person or body", "name", to=WHO),
        },
    ),
    "organisations": Section(
        "States, ministries, companies, bodies",
        {
            "name": Field("its full name", required=True),
            "kind": Field("state, ministry, company, agency …"),
            "short": Field("its abbreviation or short name"),
            "of": Field("the organisation or state that it belongs to", "reference", to=("organisations",)),
            "also": Field("other spellings or names in use", "texts"),
        },
    ),
    "people": Section(
        "Persons",
        {
            "name": Field("as it is to be printed", required=True),
            "post": Field("the post held on the day of the facts"),
            "of": Field("the organisation or state", "reference", to=("organisations",)),
            "short": Field("the name in running text"),
            "also": Field("other spellings, names or posts in use", "texts"),
            "spoken": Field("the name as it is spoken", ours=True),
            "address": Field("how to address this person", ours=True),
            "rank": Field("the place in the order of precedence, 1 first", "number", ours=True),
            "since": Field("since when the post is held", "date"),
            "born": Field("when and, in words, where", "date"),
            "languages": Field("languages spoken", "texts"),
            "career": Field("the posts before, the last first", "texts"),
            "photo": Field("file name of a picture, beside the fact file", ours=True),
            "met": Field("when last met, and on what occasion", ours=True),
            "avoid": Field("what is not to be raised with this person", "texts", ours=True),
        },
    ),
    "visit": Section(
        "The visit or meeting",
        {
            "kind": Field("state visit, working visit, meeting …", required=True),
            "start": Field("the first day", "date", required=True),
            "end": Field("the last day", "date"),
            "place": Field("where"),
            "host": Field("who receives", "reference", to=WHO),
            "guest": Field("who comes", "reference", to=WHO),
            "previous": Field("the visit before this one", "date"),
            "occasion": Field("on what occasion"),
        },
        single=True,
    ),
    "agreements": Section(
        "Instruments that were signed or adopted",
        {
            "title": Field("the exact title", required=True),
            "kind": Field("as it is named: declaration, memorandum, roadmap …", required=True),
            "short": Field("a short title"),
            "number": Field("the number it is registered under"),
            "signed": Field("when", "date"),
            "place": Field("where"),
            "signatories": Field("the persons who signed", "references", to=("people",)),
            "bodies": Field("the organisations bound or concerned", "references", to=("organisations",)),
            "fields": Field("the fields of work that it covers", "texts"),
            "purpose": Field("what it is for"),
            "provisions": Field("what it provides", "texts"),
            "benefits": Field("who gains, and what", "texts"),
            "background": Field("what led to it"),
            "status": Field("as stated: signed, in force, ratified … ; never inferred"),
            "money": Field("sums that it commits"),
            "term": Field("how long it runs"),
            "next_step": Field("what comes next"),
            "binding": Field("whether it binds in law, as stated; never inferred"),
            "in_force": Field("when it enters or entered into force", "date"),
            "obligations": Field(
                "what each side takes on",
                "entries",
                fields={"side": Field("whose", "name", to=WHO), "what": Field("what", "texts", required=True)},
            ),
            "text_seen": Field("whether the office has seen the text, and where it is", ours=True),
            "owner": Field("who is responsible for it on our side", "name", to=WHO, ours=True),
        },
    ),
    "figures": Section(
        "Single numbers",
        {
            "label": Field("what is counted or measured", required=True),
            "value": Field("the number; words such as `over 3,000` are printed but cannot be reckoned with"),
            "unit": Field("what it is counted in"),
            "period": Field("the year or span to which it belongs"),
            "formula": Field("arithmetic over figures and series: makes a value, or checks one", "formula"),
            "digits": Field("how many decimals to print, 0 to 12; as typed, or as a formula's parts justify", "places"),
            "compare": Field("the figure it is to be held against, or a remark", "name", to=("figures",)),
        },
        either=(("value", "formula"),),
    ),
    "series": Section(
        "Numbers over time, for charts",
        {
            "label": Field("what is counted or measured", required=True),
            "unit": Field("what it is counted in"),
            "points": Field("a number for each period", "points", required=True),
        },
    ),
    "events": Section(
        "What happened, or will",
        {
            "date": Field("when", "date", required=True),
            "what": Field("what", required=True),
            "place": Field("where"),
            "who": Field("who took part", "names", to=WHO),
        },
    ),
    "statements": Section(
        "What somebody said",
        {
            "who": Field("who said it", "reference", required=True, to=WHO),
            "said": Field("in our words"),
            "quote": Field("in the speaker's own words"),
            "on": Field("when", "date"),
            "place": Field("where"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        either=(("said", "quote"),),
    ),
}
