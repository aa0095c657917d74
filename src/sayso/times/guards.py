"""The tests that patterns name: functions of the pieces and of the first and last piece of a match."""

from __future__ import annotations

from collections.abc import Callable

from sayso.times import calendar_guards, date_guards, period_guards
from sayso.times.lexer import Piece

Guard = Callable[[list[Piece], int, int], bool]

GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        calendar_guards.holiday,
        calendar_guards.holiday_year,
        calendar_guards.hijri_year,
        calendar_guards.era_year,
        calendar_guards.zero,
        calendar_guards.zero_before,
        date_guards.calendar,
        date_guards.month_day,
        date_guards.month_year,
        date_guards.month,
        date_guards.relative_month,
        date_guards.not_decimal,
        date_guards.shared_month,
        date_guards.day_of_month,
        date_guards.dotted_date,
        date_guards.year,
        date_guards.year_in_words,
        date_guards.year_second,
        date_guards.year_in_full,
        date_guards.year_two_thousand,
        date_guards.year_apostrophe,
        date_guards.decade,
        date_guards.season_relative,
        date_guards.season,
        date_guards.quarter,
        date_guards.quarter_of_report,
        date_guards.of_report,
        date_guards.relative_weekday,
        date_guards.weekday_short,
        period_guards.relative_part,
        period_guards.relative_unit,
        period_guards.of_a_war,
        period_guards.quarter_short,
        period_guards.possessive_left_out,
        period_guards.the_day,
        period_guards.clause_end,
        period_guards.duration,
        period_guards.duration_vague,
        period_guards.set_a,
        period_guards.reference,
        period_guards.reference_noun,
        period_guards.part,
        period_guards.early_or_late,
        period_guards.clock,
        period_guards.dotted_clock,
        period_guards.noon,
    )
}
