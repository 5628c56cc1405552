"""Which comments come first: the share of votes in favour, as it surely is at least."""

from math import sqrt

_Z = 1.96  # 95% sure


def standing(ups: int, downs: int) -> float:
    """Return the lower bound (0–1) of the share of readers who find a comment useful (Wilson 1927); 0 without votes.

    One vote of one is worth less than nine of ten: few votes prove little.
    """
    n = ups + downs
    if n == 0:
        return 0.0
    share = ups / n
    middle = share + _Z * _Z / (2 * n)
    spread = _Z * sqrt((share * (1 - share) + _Z * _Z / (4 * n)) / n)
    return max(0.0, (middle - spread) / (1 + _Z * _Z / n))
