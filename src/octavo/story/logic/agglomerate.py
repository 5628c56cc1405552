"""Average-linkage grouping over sparse likelihoods: merge the two nearest groups until none is near enough."""

import heapq
from collections.abc import Callable, Mapping, Sequence

Edges = Mapping[tuple[int, int], float]
Apart = Callable[[Sequence[int], Sequence[int], float], bool]


def agglomerate(
    groups: Sequence[Sequence[int]], edges: Edges, threshold: float, apart: Apart | None = None
) -> list[list[int]]:
    """Return `groups` merged while the mean likelihood between two of them is at least `threshold`; an absent edge counts 0.

    `apart` is asked of two groups about to be merged and their mean, and may say no; it is asked again when one of them has grown.
    Items are whole numbers; each stands in exactly one group. Deterministic. O(E log E) for E edges.
    """
    owner = {item: g for g, members in enumerate(groups) for item in members}
    members: list[list[int] | None] = [list(g) for g in groups]
    near: list[dict[int, float]] = [{} for _ in groups]
    for (a, b), likelihood in edges.items():
        i, j = owner[a], owner[b]
        if i != j:
            near[i][j] = near[i].get(j, 0.0) + likelihood
            near[j][i] = near[i][j]
    heap = [(-total / _pairs(members, i, j), i, j) for i, row in enumerate(near) for j, total in row.items() if i < j]
    heap = [x for x in heap if -x[0] >= threshold]
    heapq.heapify(heap)
    while heap:
        link, i, j = heapq.heappop(heap)
        if members[i] is None or members[j] is None or abs(near[i].get(j, 0.0) / _pairs(members, i, j) + link) > 1e-9:
            continue  # stale: one of the two has grown since
        if apart is not None and apart(members[i] or (), members[j] or (), -link):
            continue
        keep, gone = (i, j) if len(members[i] or ()) >= len(members[j] or ()) else (j, i)
        _absorb(members, near, keep, gone)
        for k, total in near[keep].items():
            mean = total / _pairs(members, keep, k)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, keep, k))
    return [sorted(m) for m in members if m]


def _pairs(members: list[list[int] | None], i: int, j: int) -> int:
    return len(members[i] or ()) * len(members[j] or ())


def _absorb(members: list[list[int] | None], near: list[dict[int, float]], keep: int, gone: int) -> None:
    for k, total in near[gone].items():
        near[k].pop(gone, None)
        if k != keep:
            near[keep][k] = near[keep].get(k, 0.0) + total
            near[k][keep] = near[keep][k]
    members[keep] = (members[keep] or []) + (members[gone] or [])
    members[gone], near[gone] = None, {}
