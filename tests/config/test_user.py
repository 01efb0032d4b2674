"""The user's own settings: what they mean, and every mistake with its line."""

from pathlib import Path

import pytest

from config.sources import complaint
from ferrule.config.user import BadUserSettings, read_user_settings
from ferrule.config.user_place import user_file
from ferrule.facts.responders import CommandSettings, EditsBy, ModelSettings, UserSettings

COMMAND = '[responder.coder]\nkind = "command"\nargv = ["coder", "--json"]\n'
MODEL = '[responder.big]\nkind = "model"\nmodel = "openai:gpt-x"\n'


def settled(folder: Path, text: str) -> UserSettings:
    """Give what these settings mean."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return read_user_settings({"FERRULE_USER_CONFIG": str(path)})


def refusal(folder: Path, text: str) -> str:
    """Give the words of the error that these settings end in, with the folder left out of them."""
    with pytest.raises(BadUserSettings) as told:
        settled(folder, text)
    assert (2, "--user" in told.value.hint) == (told.value.exit_code, True)
    return str(told.value).replace(f"{folder}/", "")


def test_without_a_file_the_engine_answers_alone(own_home: Path) -> None:
    """Nobody is asked whom the user has not named; the file is looked for in the folder of the system."""
    settings = read_user_settings({})

    assert ({2: ("engine",), 3: ("engine",)}, (), "") == (settings.levels, settings.responders, settings.file)
    assert own_home / "config/ferrule/config.toml" == user_file({})[0]


def test_a_file_in_the_folder_of_the_system_is_read(own_home: Path) -> None:
    """No variable has to be set."""
    path = own_home / "config/ferrule/config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[escalation]\nlevel2 = ["person"]\n')

    settings = read_user_settings({})

    assert (("person",), ("engine",), str(path)) == (settings.levels[2], settings.levels[3], settings.file)


def test_every_key_has_its_meaning(tmp_path: Path) -> None:
    """Order, routes, a program, a model."""
    order = '[escalation]\nlevel2 = ["engine", "coder"]\nlevel3 = ["big", "person"]\n'
    command = COMMAND + 'edits = "scratch"\ntimeout = "2m"\nenv = ["CODER_KEY"]\n'
    limits = "max-tokens = 9\nmax-requests = 2\nmax-cost = 1.5\nprice-in = 2\nprice-out = 8\ntimeout = 9\n"
    model = MODEL + 'models = {level3 = "openai:gpt-y"}\nbase-url = "https://a.b/v1"\nkey-variable = "MY_KEY"\n'

    settings = settled(tmp_path, f'{order}[routes]\nbackend-coordinator = "coder"\n{command}{model}{limits}')

    assert ({2: ("engine", "coder"), 3: ("big", "person")}) == settings.levels
    assert {"backend-coordinator": "coder"} == settings.routes
    assert CommandSettings("coder", ("coder", "--json"), EditsBy.SCRATCH, 120.0, ("CODER_KEY",)) == settings.named(
        "coder"
    )
    big = settings.named("big")
    assert isinstance(big, ModelSettings)
    assert ("openai:gpt-x", "openai:gpt-y") == (big.of_level(2), big.of_level(3))
    assert ("https://a.b/v1", "MY_KEY", 9.0) == (big.base_url, big.key_variable, big.timeout_s)
    assert (9, 2, 1.5, 2.0, 8.0) == (big.max_tokens, big.max_requests, big.max_cost, big.price_in, big.price_out)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[escalation]\nlevel2 = ["enginee"]', "mine.toml:2: escalation.level2: no responder 'enginee'; did you mean"),
        (f'{COMMAND}[escalation]\nlevel3 = ["codr"]', "mine.toml:5: escalation.level3: no responder 'codr'; did you"),
        ('[escalation]\nlevel2 = ["engine", "engine"]', "escalation.level2: 'engine' stands there twice"),
        ("[escalation]\nlevel2 = []", "mine.toml:2: escalation.level2: expected `array` of length >= 1"),
        ('[escalation]\nlevel4 = ["engine"]', "mine.toml:2: escalation.level4: no such key; did you mean 'level"),
        ('level2 = ["engine"]', "mine.toml:1: level2: no such key here; did you mean 'escalation.level2'?"),
        ('profile = "quick"', "mine.toml:1: profile: a setting of a workspace: it belongs into its ferrule.toml"),
        ("[responder.x]\nargv = ['a']", "mine.toml:1: responder.x: needs the key 'kind'; known: command, model"),
        ("[responder.x]\nkind = 'comand'", "mine.toml:2: responder.x.kind: no 'comand'; did you mean 'command'?"),
        ("[responder.x]\nkind = 'model'", "mine.toml:1: responder.x: needs the key 'model'"),
        ("[responder]\nx = 3", "mine.toml:2: responder.x: takes a table"),
        ("[responder.X]\nkind = 'command'\nargv = ['a']", "responder.X: a name has lower-case letters"),
        (COMMAND.replace(".coder]", ".engine]"), "responder.engine: 'engine' is a responder that ferrule brings along"),
        (COMMAND + "model = 'a:b'", "mine.toml:4: responder.coder.model: no such key; known: argv, edits"),
        (COMMAND + "edits = 'scrach'", "mine.toml:4: responder.coder.edits: no 'scrach'; did you mean 'scratch'?"),
        (COMMAND + "timeout = 'soon'", "mine.toml:4: responder.coder.timeout: takes seconds, or a text"),
        (COMMAND + "env = ['A=b']", "mine.toml:4: responder.coder.env: takes names of variables, without values"),
        (COMMAND.replace('"coder", "--json"', ""), "responder.coder.argv: expected `array` of length >= 1"),
        (COMMAND.replace('"coder", "--json"', '"coder --json"'), 'did you mean ["coder", "--json"]?'),
        (COMMAND.replace('"coder", ', '"./coder", '), "'./coder': takes a name on PATH, or an absolute path"),
        (MODEL.replace("openai:gpt-x", "gpt-x"), "responder.big.model: 'gpt-x': takes a provider and a name"),
        (MODEL + "models = {level2 = 'x'}", "mine.toml:4: responder.big.models.level2: 'x': takes a provider"),
        (MODEL + "base-url = 'a.b/v1'", "mine.toml:4: responder.big.base-url: takes an address"),
        (MODEL + "base-url = 'http://[a/v1'", "mine.toml:4: responder.big.base-url: takes an address"),
        (MODEL + "base-url = 'http://a.b/v1'\nkey-variable = 'K'", "base-url: would send the key unencrypted"),
        (MODEL + "max-cost = 1", "mine.toml:4: responder.big.max-cost: needs `price-in` and `price-out`"),
        (MODEL + "max-tokens = 0", "mine.toml:4: responder.big.max-tokens: expected `int` >= 1"),
        ("[routes]\nbackend-coordinator = 3", "mine.toml:2: routes.backend-coordinator: expected `str`, got `int`"),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Unknown names, keys of the other kind, programs with a shell's spaces, models without a provider."""
    assert said in refusal(tmp_path, text)


@pytest.mark.parametrize(
    "line",
    [
        'api-key = "sk-verysecretindeed"',
        'token = "sk-verysecretindeed"',
        'key-variable = "sk-verysecretindeed"',
        'base-url = "https://me:sk-verysecretindeed@a.b/v1"',
    ],
    ids=lambda line: line.split()[0],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(tmp_path: Path, line: str) -> None:
    """A key belongs into the environment, and an error message ends up in logs."""
    said = refusal(tmp_path, MODEL + line)

    assert "mine.toml:4" in said
    assert "verysecret" not in said
    assert "variable" in said


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:9/v1"])
def test_a_key_may_go_unencrypted_within_the_machine(tmp_path: Path, address: str) -> None:
    """A service on this machine needs no certificate."""
    assert settled(tmp_path, f'{MODEL}base-url = "{address}"\nkey-variable = "K"').responders


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends the file does it once."""
    said = refusal(tmp_path, f"{COMMAND}timout = 1\n{MODEL}max-tokens = 0\n[rotes]\n")

    assert [4, 8, 9] == [int(line.split(":")[1]) for line in said.split("\n")]


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    """A misspelt path would silently ask nobody."""
    with pytest.raises(BadUserSettings, match="FERRULE_USER_CONFIG: no such file: /no/such"):
        read_user_settings({"FERRULE_USER_CONFIG": "/no/such.toml"})


def test_no_toml_is_told(tmp_path: Path) -> None:
    """With the line, and the hint of this file."""
    assert "mine.toml:2: " in refusal(tmp_path, "\n[escalation\n")


@pytest.mark.parametrize("text", ["[escalation]\nlevel2 = []", COMMAND, MODEL, "[routes]\n", "models = 1"], ids=str)
def test_a_workspace_has_no_say_in_whom_is_asked(tmp_path: Path, own_home: Path, text: str) -> None:
    """The same keys in a workspace's file are an error that names the place where they belong."""
    said = complaint(tmp_path, text)

    assert f"not in a workspace's file: it belongs into your own, {own_home}/config/ferrule/config.toml" in said
