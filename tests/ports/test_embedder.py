"""One suite for every embedder, and what only one behind an address can do wrong."""

import numpy as np
import pytest

from octavo.insight.engines.openai import OpenAIEmbedder
from octavo.insight.engines.static import StaticEmbedder
from octavo.insight.errors import EmbeddingsError
from octavo.insight.port import tells_apart
from tests.ports.embeddings import FAULTS, embeddings_server, meant

TEXTS = ["The ship caught fire in the harbour.", "", "A fire on a ship in the harbour.", "Parliament passed a budget."]


@pytest.fixture
def server():
    with embeddings_server() as state:
        yield state


@pytest.fixture(params=["static", "openai"])
def embedder(request):
    if request.param == "static":
        yield StaticEmbedder()
        return
    with embeddings_server() as state:
        yield OpenAIEmbedder(state.url, "test-embed", "")


def test_one_at_a_time_gives_the_vector_of_the_batch(embedder):
    batch = embedder.embed(TEXTS)
    assert batch.shape == (4, embedder.dimensions)
    assert batch.dtype == np.float32
    for row, text in zip(batch, TEXTS, strict=True):
        assert np.array_equal(row, embedder.embed([text])[0])


def test_vectors_have_length_one_and_an_empty_text_has_none(embedder):
    assert np.allclose(np.linalg.norm(embedder.embed(TEXTS), axis=1), [1, 0, 1, 1], atol=1e-5)


def test_what_means_the_same_is_nearer_than_what_does_not(embedder):
    fire, _, blaze, budget = embedder.embed(TEXTS)
    assert fire @ blaze > 0.4 > fire @ budget


def test_texts_that_have_nothing_in_common_are_near_zero_however_alike_the_model_finds_all(server):
    apart = ["cats sleep all day", "rates rise again", "the bridge is closed", "une pomme rouge", "der Wald brennt"]
    raw = np.array([meant(text) for text in apart])
    assert _between(raw / np.linalg.norm(raw, axis=1, keepdims=True)) > 0.5
    assert abs(_between(OpenAIEmbedder(server.url, "", "").embed(apart))) < 0.2


def _between(vectors):
    return np.mean((vectors @ vectors.T)[np.triu_indices(len(vectors), 1)])


def test_a_model_of_many_languages_compares_them(server):
    embedder = OpenAIEmbedder(server.url, "wide", "")
    english, german, french = embedder.embed(["ship fire harbour", "Schiff Feuer Hafen", "navire incendie port"])
    assert english @ german > 0.9
    assert english @ french > 0.9
    assert tells_apart(embedder, "de-AT")
    assert not tells_apart(StaticEmbedder(), "de-AT")


def test_a_text_that_the_server_finds_too_long_is_shortened(server):
    embedder = OpenAIEmbedder(server.url, "", "")
    embedder.embed(["warm up"])
    server.longest = 600
    assert np.linalg.norm(embedder.embed(["harbour " * 400])[0]) == pytest.approx(1, abs=1e-5)
    assert len(server.asked[-1]["input"]) <= 600


def test_the_key_and_the_models_name_are_sent_where_they_are_set(server):
    OpenAIEmbedder(server.url, "small", "secret").embed(["words"])
    assert server.asked[-1]["model"] == "small"
    assert server.keys[-1] == "Bearer secret"
    OpenAIEmbedder(server.url, "", "").embed(["words"])
    assert "model" not in server.asked[-1]
    assert server.keys[-1] is None


@pytest.mark.parametrize("fault", [*FAULTS, "hang up"])
def test_every_fault_is_an_error_that_names_the_server_and_the_next_answer_counts(server, fault):
    embedder = OpenAIEmbedder(server.url, "m", "key-to-hide")
    good = embedder.embed(["words"])
    server.fault = fault
    with pytest.raises(EmbeddingsError) as caught:
        embedder.embed(["words"])
    assert "127.0.0.1" in str(caught.value)
    assert "key-to-hide" not in str(caught.value)
    server.fault = ""
    assert np.array_equal(embedder.embed(["words"]), good)


def test_a_closed_connection_is_opened_again(server):
    embedder = OpenAIEmbedder(server.url, "m", "")
    good = embedder.embed(["words"])
    embedder._kept.sock.close()
    assert np.array_equal(embedder.embed(["words"]), good)


def test_nobody_at_the_address_is_said():
    with pytest.raises(EmbeddingsError, match="cannot be reached"):
        OpenAIEmbedder("http://127.0.0.1:9/v1", "m", "").embed(["words"])


@pytest.mark.parametrize("address", ["", "localhost:11434", "ftp://x/v1", "http://"])
def test_an_address_that_is_none_says_how_to_write_it(address):
    with pytest.raises(ValueError, match="OCTAVO_EMBEDDINGS_URL"):
        OpenAIEmbedder(address, "m", "")
