"""Secrets do not reach a screen, a log or the history."""

import json
import time
from urllib.parse import quote

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
        ("PGPASSWORD=hunter2", "PGPASSWORD=***"),
        ("X-Api-Key: v", "X-Api-Key: ***"),
        ('{"X-Auth-Token": "v"}', '{"X-Auth-Token": "***"}'),
        ("DEPLOY_KEY: value", "DEPLOY_KEY: ***"),
        ("aws_secret_access_key = value", "aws_secret_access_key = ***"),
        ("api_token = 0123456789abcdef0123", "api_token = ***"),
        ('{"my_token":"a b c d"}', '{"my_token":"***"}'),
        (r"{\"my_token\":\"abcdef\"}", r"{\"my_token\":\"***\"}"),
        ('{"accessToken": "abcdef"}', '{"accessToken": "***"}'),
        ('X_TOKEN="Bearer abc def"', 'X_TOKEN="***"'),
        (r'X_TOKEN="a\"b c"', 'X_TOKEN="***"'),
        ("X_TOKEN=Bearer abc", "X_TOKEN=***"),
        ("password=hunter2", "password=***"),
        ("?token=abc&x=1", "?token=***&x=1"),
        ("https://token@host/x", "https://***@host/x"),
        ("postgres://user:p@ss@host/db", "postgres://***@host/db"),
        (r"\nghp_0123456789abcdefghij", r"\n***"),
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
        "fn token(&self) -> &str",
        "let key: u32 = 5;",
        "password: String,",
        "https://docs.rs/serde@1",
        "ssh://git@github.com/a/b",
        "static DEPLOY_KEY: OnceLock<String> = OnceLock::new();",
        "self.api_key = api_key;",
        "if api_key == other_key {",
        "let secret_key = read_key(path)?;",
        "Config { api_token: token.clone() }",
        "A_KEY => 1,",
        "expected one of `!` or `::`, found token: `}`",
        'key: "value"',
        "authorization: String,",
        'X_TOKEN=*** and "my_token":"***"',
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    """What merely speaks of keys and tokens is not touched."""
    assert text == mask(text, {})


@pytest.mark.parametrize("name", ["MY_TOKEN", "X_KEY", "A_SECRET", "DB_PASSWORD", "CARGO_REGISTRIES_MINE_TOKEN"])
def test_values_of_secret_variables_are_masked_wherever_they_stand(name: str) -> None:
    """The value of a secret-like variable is masked even where its name is not near."""
    assert mask("panicked at hunter2hunter2!", {name: "hunter2hunter2"}) == "panicked at ***!"


def test_headers_with_cookies_are_masked_to_their_end() -> None:
    """A cookie has several parts; all of them are masked, and the next line is not."""
    text = 'Cookie: v\nSet-Cookie: a=b; Path=/\n"cookie": "a=b"\nnext'

    assert mask(text, {}) == 'Cookie: ***\nSet-Cookie: ***\n"cookie": "***"\nnext'


def test_a_secret_is_masked_however_it_is_written() -> None:
    """Quotes and backslashes change in JSON, in JSON within JSON and in addresses: no form of the value stays."""
    value = 'hun"ter\\2 é'
    once = json.dumps(value)[1:-1]
    forms = [value, once, json.dumps(once)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1], quote(value, safe="")]

    assert ["***"] * len(forms) == [mask(form, {"MY_TOKEN": value}) for form in forms]


def test_each_line_of_a_long_secret_is_masked() -> None:
    """A key of several lines may be printed line by line."""
    key = f"{_BEGIN}\nMIIEvQIBADANBgkqhkiG\n{_END}"

    assert mask("read MIIEvQIBADANBgkqhkiG", {"DEPLOY_KEY": key}) == "read ***"


@pytest.mark.parametrize("name", ["PGPASSWORD", "APIKEY", "DB_PASSPHRASE"])
def test_names_without_an_underscore_count(name: str) -> None:
    """The libpq variable has no underscore before its last word."""
    assert mask("hunter2hunter2", {name: "hunter2hunter2"}) == "***"


_NASTY = [
    *("a.b.c.d.", "-eyJ", "eyJaaaaaaaa.", "://a:", "https://a", "a:b@", "authorization: ", "bearer ", "-----BEGIN "),
    *("-----BEGIN PRIVATE KEY-----", 'token="', "token='", 'TOKEN=\\"', "API_KEY: ", "A_KEY=", "_KEY", "a_key = a"),
    *('"cookie": "', "sk-", "x-a-key: ", "a", "A_", " ", "\\", '"', "password='a\""),
]


@pytest.mark.parametrize("piece", _NASTY)
def test_the_time_to_mask_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Eight times the text takes about eight times as long, whatever it repeats; a square would take 64 times."""
    short, long = (piece * (size // len(piece)) for size in (25_000, 200_000))

    assert seconds(long) < 25 * max(seconds(short), 0.001)


def seconds(text: str) -> float:
    """Give the least processor time of three that masking this text takes."""
    times = []
    for _ in range(3):
        began = time.process_time()
        mask(text, {})
        times.append(time.process_time() - began)
    return min(times)


def test_a_secret_within_a_secret_leaves_nothing() -> None:
    """The longer value is masked first, so that no end of it stays readable."""
    env = {"A_TOKEN": "abcdefgh", "B_TOKEN": "abcdefgh-and-more"}

    assert mask("abcdefgh-and-more abcdefgh", env) == "*** ***"


def test_short_values_and_other_variables_stay() -> None:
    """Masking `1` or a path would make logs unreadable and protect nothing."""
    assert mask("1 /usr/bin", {"A_KEY": "1", "PATH": "/usr/bin"}) == "1 /usr/bin"
