"""Secrets do not reach a screen, a log or the history."""

import pytest

from ferrule.process.redact import mask

_BEGIN, _END = "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abcdef123456", "Authorization: ***"),
        ('"authorization": "Basic dXNlcjpwdw=="', '"authorization": "***"'),
        ("curl -H bearer abcdef123456", "curl -H bearer ***"),
        ("CARGO_REGISTRIES_MINE_TOKEN=abc", "CARGO_REGISTRIES_MINE_TOKEN=***"),
        ("AWS_SECRET_KEY='abc' make", "AWS_SECRET_KEY='***' make"),
        ('token = "abcdef"', 'token = "***"'),
        ("https://user:pass@host/x", "https://***@host/x"),
        ("ghp_0123456789abcdefghij", "***"),
        ("github_pat_0123456789abcdefghij", "***"),
        ("AKIAIOSFODNN7EXAMPLE", "***"),
        ("cio" + "a1" * 16, "***"),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeKKF2", "***"),
        (f"{_BEGIN}\nabc\n{_END}", f"{_BEGIN}***{_END}"),
    ],
)
def test_known_shapes_are_masked(text: str, shown: str) -> None:
    """Headers, assignments, addresses with passwords and known kinds of tokens are masked; the rest stays."""
    assert f"before {shown} after" == mask(f"before {text} after", {})


@pytest.mark.parametrize(
    "text",
    [
        "error[E0308]: mismatched types",
        "const API_KEY: &str = KEY;",
        "let token: Token = parse(key);",
        "src/token.rs:10:5",
        "https://docs.rs/serde/1.0/serde",
        "#[derive(PartialEq)] struct Secret;",
        "running 12 tests",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    """What merely speaks of keys and tokens is not touched."""
    assert text == mask(text, {})


@pytest.mark.parametrize("name", ["MY_TOKEN", "X_KEY", "A_SECRET", "DB_PASSWORD", "CARGO_REGISTRIES_MINE_TOKEN"])
def test_values_of_secret_variables_are_masked_wherever_they_stand(name: str) -> None:
    """The value of a secret-like variable is masked even where its name is not near."""
    assert mask("panicked at hunter2hunter2!", {name: "hunter2hunter2"}) == "panicked at ***!"


def test_a_secret_within_a_secret_leaves_nothing() -> None:
    """The longer value is masked first, so that no end of it stays readable."""
    env = {"A_TOKEN": "abcdefgh", "B_TOKEN": "abcdefgh-and-more"}

    assert mask("abcdefgh-and-more abcdefgh", env) == "*** ***"


def test_short_values_and_other_variables_stay() -> None:
    """Masking `1` or a path would make logs unreadable and protect nothing."""
    assert mask("1 /usr/bin", {"A_KEY": "1", "PATH": "/usr/bin"}) == "1 /usr/bin"
