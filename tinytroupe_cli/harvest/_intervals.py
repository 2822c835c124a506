"""How sure a share or a mean is: intervals, and what weights take from them.

Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927). The effective number of a weighted sample: L. Kish, "Survey Sampling"
(1965), section 11.7.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist

LEVEL = 0.95
"""How often intervals made like this hold what they estimate, where nothing else is said."""
STEPS = 200
"""How often a root is approached at most."""


def wilson(share: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """The ends of the score interval of a share of n; n may be an effective one."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    spread = share * (1 - share) / n + z * z / (4 * n * n)
    reach = z / (1 + z * z / n) * math.sqrt(max(spread, 0.0))  # a weighted 1 may be a hair above
    # The ends of none and of all are known, and rounding would miss them.
    low = 0.0 if share <= 0 else max(0.0, middle - reach)
    high = 1.0 if share >= 1 else min(1.0, middle + reach)
    return low, high


def student(mean: float, sd: float, n: float, level: float = LEVEL) -> tuple[float, float] | None:
    """The ends of the t interval of a mean; None where n leaves no degree of freedom."""
    if n <= 1:
        return None
    reach = t_quantile((1 + level) / 2, n - 1) * sd / math.sqrt(n)
    return mean - reach, mean + reach


def effective(weights: Iterable[float]) -> float:
    """As how many unweighted people so weighted ones count: Kish's (sum w)^2 / sum w^2."""
    known = [*weights]
    squares = math.fsum(weight * weight for weight in known)
    return math.fsum(known) ** 2 / squares if squares else 0.0


def t_quantile(probability: float, degrees: float) -> float:
    """The quantile of Student's t; degrees of freedom need not be whole.

    Args:
        probability: above 0.5 and below 1.
        degrees: above 0.
    """
    # The normal quantile lies below, and beyond it the tail falls less and less steeply: Newton's
    # steps come closer from below and never overshoot.
    guess = NormalDist().inv_cdf(probability)
    for _ in range(STEPS):
        step = (_t_tail(guess, degrees) - (1 - probability)) / _t_density(guess, degrees)
        guess += step
        if step <= 1e-12 * guess:
            break
    return guess


def _t_density(t: float, degrees: float) -> float:
    log = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)
    log -= math.log(degrees * math.pi) / 2 + (degrees + 1) / 2 * math.log1p(t * t / degrees)
    return math.exp(log)


def _t_tail(t: float, degrees: float) -> float:
    """P(T > t) for t > 0."""
    return _beta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz's method)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log + a * math.log(x) + b * math.log1p(-x)) / a if x > 0 else 0.0
    c, d, found = 1.0, 0.0, 1.0
    for step in range(2 * STEPS):
        half = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        else:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        d = 1 / ((1 + term * d) or 1e-300)
        c = (1 + term / c) or 1e-300
        found *= c * d
        if step and abs(1 - c * d) < 1e-15:
            break
    return front * (found - 1)
