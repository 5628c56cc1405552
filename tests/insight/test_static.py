import sys

import numpy as np

from octavo.insight.engines.static import StaticEmbedder

TEXTS = [
    "The ferry burned in the harbour.",
    "",
    "A vessel caught fire at the port.",
    "The parliament passed the budget.",
]


def test_one_at_a_time_gives_the_vector_of_the_batch():
    embedder = StaticEmbedder()
    batch = embedder.embed(TEXTS)
    assert batch.shape == (4, 256)
    assert batch.dtype == np.float32
    for row, text in zip(batch, TEXTS, strict=True):
        assert np.array_equal(row, embedder.embed([text])[0])


def test_vectors_have_length_one_and_an_empty_text_has_none():
    norms = np.linalg.norm(StaticEmbedder().embed(TEXTS), axis=1)
    assert np.allclose(norms, [1, 0, 1, 1], atol=1e-5)


def test_likeness_of_meaning_shows():
    fire, _, blaze, budget = StaticEmbedder().embed(TEXTS)
    assert fire @ blaze > fire @ budget


def test_the_package_that_would_download_is_never_imported():
    StaticEmbedder().embed(["words"])
    assert "wordllama" not in sys.modules
