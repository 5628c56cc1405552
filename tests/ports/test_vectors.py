"""One suite for every vector engine."""

import numpy as np
import pytest

from octavo.find.engines.vectors import NumpyVectors


@pytest.fixture(params=[NumpyVectors])
def vectors(request):
    return request.param()


def rows(count, dimensions=256, seed=7):
    made = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_an_empty_engine_finds_nothing(vectors):
    assert vectors.nearest(rows(1)[0], limit=5) == []


def test_a_vector_is_nearest_to_itself(vectors):
    made = rows(2000)
    vectors.add(range(1000, 3000), made)
    best, cosine = vectors.nearest(made[17], limit=3)[0]
    assert best == 1017
    assert cosine == pytest.approx(1, abs=2e-3)


def test_the_same_id_again_replaces(vectors):
    made = rows(3)
    vectors.add([1, 2], made[:2])
    vectors.add([1], made[2:])
    assert len(vectors) == 2
    assert vectors.nearest(made[2], limit=1)[0][0] == 1


def test_the_nearest_ten_are_almost_those_of_exact_search(vectors):
    made = rows(20_000)
    # neighbours as news has them: near-duplicates of each probe at several distances
    probe = rows(1, seed=3)[0]
    near = probe + 0.4 * rows(50, seed=4)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    vectors.add(range(20_000), made)
    vectors.add(range(50_000, 50_050), near.astype(np.float32))
    exact = {50_000 + i for i in np.argsort(-(near @ probe))[:10]}
    found = {key for key, _ in vectors.nearest(probe, limit=10)}
    assert len(exact & found) >= 9


def test_vectors_of_any_dimension_are_held(vectors):
    made = rows(900, dimensions=100)
    vectors.add(range(900), made)
    assert [vectors.nearest(made[n], limit=1)[0][0] for n in (0, 450, 899)] == [0, 450, 899]


def test_a_thousand_articles_of_the_same_words_are_no_trouble(vectors):
    made = rows(2)
    vectors.add(range(1000), np.repeat(made[:1], 1000, axis=0))
    vectors.add([5000], made[1:])
    assert len(vectors.nearest(made[0], limit=60)) == 60
    assert vectors.nearest(made[1], limit=1)[0][0] == 5000
