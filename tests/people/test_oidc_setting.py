"""The setting that names identity providers is read strictly, and its faults never tell a secret."""

import json

import pytest

from octavo.people.logic.oidc import is_safe_address, is_true, providers_of

GOOD = {"id": "work", "name": "Work", "issuer": "https://id.example/", "client": "octavo", "secret": "hush hush"}


def test_a_provider_is_read_with_sensible_defaults():
    (found,) = providers_of(json.dumps([GOOD]))
    assert (found.issuer, found.scopes) == ("https://id.example", ("openid", "email", "profile"))
    assert "hush" not in repr(found)
    assert providers_of("") == providers_of("  ") == ()
    (found,) = providers_of(json.dumps([{"id": "a", "issuer": "http://127.0.0.1:9/", "client": "c"}]))
    assert found.name == "127.0.0.1"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Work!"}, {"id": ""}, {"issuer": "http://id.example"}, {"issuer": "id.example"}, {"issuer": ""}, {"client": ""},
        {"issuer": "https://id.example/?x"}, {"scopes": ["email"]}, {"scopes": "openid"}, {"colour": "red"}, {"secret": 5},
        {"issuer": "http://localhost.evil.example"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_without_telling_the_secret(change):
    with pytest.raises(ValueError, match="OCTAVO_OIDC") as caught:
        providers_of(json.dumps([GOOD | change]))
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", "{}", '["work"]', json.dumps([GOOD, GOOD])])
def test_what_is_no_list_of_different_providers_is_refused(text):
    with pytest.raises(ValueError, match="OCTAVO_OIDC"):
        providers_of(text)


def test_a_provider_elsewhere_cannot_lead_to_this_machine():
    assert is_safe_address("https://login.example/token", "https://id.example")
    assert is_safe_address("http://127.0.0.1:9/token", "http://127.0.0.1:9")
    for address in ("http://127.0.0.1/", "http://id.example/", "file:///etc/passwd", None, 5, "https://"):
        assert not is_safe_address(address, "https://id.example")


def test_only_true_is_true():
    assert is_true(True)
    assert is_true("true")
    assert not any(is_true(value) for value in (False, "false", "", None, 1, "yes", [True]))
