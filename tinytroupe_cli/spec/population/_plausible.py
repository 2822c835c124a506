"""What goes with which age: nobody of ten is married, few of eighty have a job.

For an attribute about which no table says how it goes with age, these curves stand in: weights by
age, rough shapes drawn by hand, of which only the proportions between ages count, since raking
brings every value to its given share. Where a curve is zero, the combination does not occur.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

Points = tuple[tuple[int, float], ...]
"""Age -> weight; straight lines between, level outside."""

_SCHOOL: Points = ((4, 0), (6, 1), (17, 1), (20, 0.6), (25, 0.2), (30, 0.06), (40, 0.02), (60, 0))
_WORK: Points = (
    (14, 0), (15, 0.04), (18, 0.3), (22, 0.65), (30, 0.85), (54, 0.85), (60, 0.65), (65, 0.3),
    (70, 0.13), (80, 0.04), (90, 0),
)  # fmt: skip
_GROWN: Points = ((15, 0), (16, 1))

_MARITAL = re.compile(r"marital|marriage|relationship")
_EMPLOYMENT = re.compile(r"employ|work|activity|labou?r|economic_status")
_EDUCATION = re.compile(r"educat|school|degree|qualification")
_HOUSEHOLD = re.compile(r"household(?!_(?:income|size))|living|family_(?:status|situation)")
_OPINION = re.compile(r"opinion|politic|party|vote|voting")
_OCCUPATION = re.compile(r"occupation|industry|profession|job")

_CURVES: tuple[tuple[re.Pattern[str], str, Points], ...] = (
    (_MARITAL, r"never|single|unmarried|not married",
     ((0, 1), (17, 1), (25, 0.75), (35, 0.3), (50, 0.15), (70, 0.07), (100, 0.05))),
    (_MARITAL, r"divorced|separated",
     ((19, 0), (20, 0.01), (30, 0.07), (45, 0.17), (60, 0.2), (75, 0.15), (100, 0.06))),
    (_MARITAL, r"widow",
     ((24, 0), (25, 0.002), (45, 0.02), (60, 0.08), (75, 0.25), (85, 0.5), (100, 0.75))),
    (_MARITAL, r"married|spouse|civil|partner|cohabit|union",
     ((17, 0), (18, 0.01), (22, 0.1), (30, 0.5), (40, 0.65), (65, 0.65), (80, 0.45), (100, 0.1))),
    (_EMPLOYMENT, r"retire|pension",
     ((49, 0), (50, 0.01), (55, 0.06), (60, 0.25), (65, 0.75), (70, 0.95), (100, 1))),
    (_EMPLOYMENT, r"student|trainee|pupil|school|training|apprentice", _SCHOOL),
    (_EMPLOYMENT, r"unemployed|looking for work|jobless|seeking",
     ((14, 0), (15, 0.04), (25, 0.09), (60, 0.06), (65, 0.01), (70, 0))),
    (_EMPLOYMENT, r"not in|out of|outside|inactive|not working|not employed",
     ((0, 1), (15, 1), (20, 0.45), (25, 0.2), (55, 0.25), (65, 0.75), (75, 0.97), (100, 1))),
    (_EMPLOYMENT, r"homemaker|home|housew|carer|caring",
     ((15, 0), (16, 0.01), (25, 0.1), (60, 0.09), (80, 0.04), (100, 0.01))),
    (_EMPLOYMENT, r"unable|disab|sick|invalid",
     ((15, 0), (16, 0.01), (40, 0.04), (60, 0.1), (67, 0.03), (100, 0.03))),
    (_EMPLOYMENT, r"employ|full|part|work|business|farm|herd|freelance|job|wage", _WORK),
    (_EDUCATION, r"still|in school|in training|student", _SCHOOL),
    (_EDUCATION, r"no |none|less than|below|without|primary|incomplete|under|some high|lower",
     ((0, 1), (15, 1), (20, 0.3), (40, 0.3), (60, 0.5), (80, 0.9), (100, 1))),
    (_EDUCATION, r"doctor|phd", ((25, 0), (26, 0.1), (35, 1), (60, 1), (100, 0.5))),
    (_EDUCATION, r"master(?!.*craft)|postgraduate|graduate or prof|advanced",
     ((22, 0), (23, 0.2), (30, 1), (50, 0.9), (80, 0.5), (100, 0.4))),
    (_EDUCATION, r"some college|some univ|associate|vocation|technic|appren|craft|profess|college",
     ((17, 0), (18, 0.2), (22, 0.8), (30, 1), (60, 1), (100, 0.6))),
    (_EDUCATION, r"bachelor|universit|tertiary|higher|degree|graduate(?! of)(?<!school graduate)",
     ((20, 0), (21, 0.15), (25, 0.9), (40, 1), (60, 0.7), (80, 0.45), (100, 0.3))),
    (_EDUCATION, r"secondary|high school|school",
     ((15, 0), (16, 0.1), (18, 0.8), (20, 1), (60, 1), (100, 0.6))),
    (_HOUSEHOLD, r"parents",
     ((0, 1), (17, 1), (20, 0.8), (25, 0.45), (30, 0.15), (40, 0.05), (60, 0.02), (75, 0))),
    (_HOUSEHOLD, r"single parent|lone parent|one parent",
     ((0, 0.3), (17, 0.3), (18, 0.02), (30, 0.2), (45, 0.2), (60, 0.05), (80, 0))),
    (_HOUSEHOLD, r"alone|single|one.person|by (?:him|her|them)self",
     ((16, 0), (17, 0.01), (20, 0.15), (25, 0.3), (50, 0.28), (75, 0.6), (100, 0.8))),
    (_HOUSEHOLD, r"couple.*(?:without|no ) ?child|couple alone|couple only",
     ((17, 0), (18, 0.02), (25, 0.3), (33, 0.25), (42, 0.15), (60, 0.6), (80, 0.5), (100, 0.2))),
    (_HOUSEHOLD, r"couple|child|nuclear",
     ((0, 1), (17, 0.9), (18, 0.1), (25, 0.25), (38, 0.8), (50, 0.6), (60, 0.12), (80, 0.01),
      (90, 0))),
    (_HOUSEHOLD, r"shared|friend|colleague|roommate|flatmate|other",
     ((15, 0), (16, 0.02), (20, 0.4), (30, 0.2), (45, 0.06), (100, 0.03))),
    (_OPINION, r"", _GROWN),
    (_OCCUPATION, r"", ((14, 0), (15, 0.1), (20, 1), (64, 1), (75, 0.1), (90, 0))),
)  # fmt: skip


@cache
def curve(attribute: str, value: str) -> Points | None:
    """The curve of a value over age, or None where nothing is known."""
    name, label = attribute.casefold(), value.casefold()
    for about, word, points in _CURVES:
        if about.search(name) and re.search(word, label):
            return points
    return None


@cache
def weight(points: Points, age: int) -> float:
    """The weight of an age on a curve."""
    at = bisect_right(points, age, key=lambda point: point[0])
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (left, low), (right, high) = points[at - 1], points[at]
    return low + (high - low) * (age - left) / (right - left)
