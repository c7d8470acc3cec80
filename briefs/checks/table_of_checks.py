"""Every check of facts and their sources, in one table.

Each check is a function that takes an inquiry and yields problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from briefs.checks import arithmetic as reckoned
from briefs.checks import (
    bounds,
    clocks_and_tables,
    decisions,
    denials,
    figures,
    labels,
    measured,
    other_names,
    photos,
    programme,
    roles,
    speakers,
    spellings,
    table_cells,
)
from briefs.checks import citations as said
from briefs.checks import completeness as left_out
from briefs.checks import contrary_words as contrary
from briefs.checks import instrument_kinds as kinds
from briefs.checks import names_and_titles as named
from briefs.checks import numbers_and_dates as stated
from briefs.checks import repeated_figures as repeated
from briefs.checks import variants_of_names as variants
from briefs.checks import who_is_named as posts
from briefs.checks.allowances import without_allowed
from briefs.checks.inquiry import Inquiry
from briefs.model.problems import Place, Problem
from briefs.understanding.dates import day_of

SourceCheck = Callable[[Inquiry], Iterator[Problem]]
SOURCE_CHECKS: Mapping[str, SourceCheck] = {
    "S102": said.no_such_place,
    "S103": said.words_elsewhere,
    "S104": said.words_not_there,
    "S105": said.words_but_for_marks,
    "S106": stated.number_not_said,
    "S107": stated.date_not_said,
    "S108": named.name_not_said,
    "S109": named.title_not_said,
    "S110": named.title_put_together,
    "S111": named.quote_not_said,
    "S112": posts.not_named,
    "S113": posts.post_not_said,
    "S114": speakers.wrong_speaker,
    "S115": stated.number_left_out,
    "S116": stated.limit_not_said,
    "S117": said.not_as_printed,
    "S118": said.unused_source,
    "S119": said.old_source,
    "S120": kinds.kind_not_said,
    "S121": measured.other_measure,
    "S122": table_cells.other_cell,
    "S123": said.shifted,
    "S124": labels.other_thing,
    "S131": contrary.contrary_word,
    "S132": denials.negation_lost,
    "S133": bounds.other_bound,
    "S134": roles.host_or_guest,
    "S135": other_names.other_name_or_place,
    "S136": roles.other_body,
    "S201": reckoned.ends_before_it_begins,
    "S202": reckoned.after_the_facts,
    "S203": reckoned.wrong_weekday,
    "S204": reckoned.cannot_be,
    "S205": reckoned.wrong_change,
    "S206": reckoned.wrong_years_since,
    "S207": reckoned.wrong_sum,
    "S208": figures.two_values,
    "S209": figures.other_period,
    "S210": figures.with_other_years,
    "S211": reckoned.wrong_age,
    "S212": reckoned.wrong_rank,
    "S213": repeated.two_values_in_sources,
    "S214": clocks_and_tables.times_and_totals,
    "S301": spellings.two_spellings,
    "S302": spellings.other_spacing,
    "S303": spellings.other_post,
    "S304": variants.two_names,
    "S305": variants.two_titles,
    "S501": programme.ends_before,
    "S502": programme.in_two_places,
    "S503": programme.overlapping,
    "S504": programme.meeting_at_another_time,
    "S511": photos.missing_photo,
    "S521": decisions.answer_past_its_day,
    "S522": decisions.nothing_recommended,
    "S523": decisions.decision_without_a_day,
}
"""Code → check, in the order in which they are run."""
LEFT_OUT: Mapping[str, SourceCheck] = {
    "S401": left_out.numbers_left_out,
    "S402": left_out.dates_left_out,
    "S403": left_out.titles_left_out,
    "S404": left_out.names_left_out,
}
"""Those that are run where completeness is asked for; they warn only."""
ONLY_WARNING = frozenset({"S105", "S118", "S119", "S135", "S302", "S503", "S521", "S522"})
"""The checks that find nothing that is an error."""
ISO_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
MOST = 300
"""Problems told of one code in one file; more help nobody."""


def check_sources(inquiry: Inquiry, completeness: bool = False) -> list[Problem]:
    """Every problem of the facts and their sources that nobody has allowed; with what was left out, if asked for."""
    checks = [*SOURCE_CHECKS.values(), *(LEFT_OUT.values() if completeness else ())]
    unreal = set(_no_days(inquiry))
    found = [problem for check in checks for problem in _some(check(inquiry)) if problem.at not in unreal]
    whole = inquiry.texts.keys() >= inquiry.facts.sources.keys()
    return list(without_allowed(dict.fromkeys(found), inquiry.facts, SOURCE_CHECKS if whole else ()))


def errors_of(inquiry: Inquiry, codes: Collection[str]) -> list[Problem]:
    """The errors that the checks of some codes find, however many, whether or not somebody has allowed them."""
    found = (problem for code in codes if code in SOURCE_CHECKS for problem in SOURCE_CHECKS[code](inquiry))
    return list(dict.fromkeys(problem for problem in found if problem.severity == "error"))


def _no_days(inquiry: Inquiry) -> Iterator[Place]:
    """Where dates that do not exist were typed: that is told when the file is read, and there is no more to say."""
    for fact in inquiry.facts.index.values():
        if isinstance(fact.value, str) and ISO_DAY.fullmatch(fact.written) and day_of(fact.written) is None:
            yield fact.at


def _some(problems: Iterator[Problem]) -> Iterator[Problem]:
    for number, problem in enumerate(problems):
        if number == MOST:
            return
        yield problem
