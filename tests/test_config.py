"""Settings: which source wins, what a file may say, and that the documents agree."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tinytroupe_cli import config
from tinytroupe_cli.config import (
    HONOURED,
    NOT_OBEYED,
    SECTIONS,
    UNUSED,
    Settings,
    find_config,
    load_settings,
)
from tinytroupe_cli.errors import ConfigError

ROOT = Path(__file__).parents[1]


def load(folder: Path, text: str = "", env: dict[str, str] | None = None, **flags: Any) -> Settings:
    """The settings with a config.ini of that text."""
    (folder / "config.ini").write_text(text, encoding="utf-8")
    return load_settings(folder, env=env or {}, flags=flags)


def test_without_anything_the_defaults_hold():
    """Nothing named means no model, so that the offline engine may speak."""
    settings = load_settings(Path("/"), env={})
    assert settings == Settings()
    assert not settings.names_a_model
    assert settings.origin("model") == "default"


def test_exports_are_there():
    """What is exported can be had."""
    assert all(hasattr(config, name) for name in config.__all__)


def test_import_is_light():
    """Importing the settings loads no pydantic and nothing of the floors above."""
    code = "import sys, tinytroupe_cli.config; print('pydantic' in sys.modules, len(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("False")


def test_the_later_source_wins(tmp_path: Path):
    """Flags win over the environment, it wins over the file; each value knows where it is from."""
    text = "[OpenAI]\n# ours\nMODEL=small\nBASE_URL=http://file/v1\nTIMEOUT=7\n[Budget]\nMAX_COST=3"
    env = {"OPENAI_BASE_URL": "http://env/v1", "TROUPE_MODEL": "large", "TROUPE_DB": "e.db"}
    settings = load(tmp_path, text, env, base_url="http://flag/v1", max_cost=0.5, max_calls=None)
    assert (settings.model, settings.base_url) == ("large", "http://flag/v1")
    assert (settings.timeout_s, settings.max_cost, settings.database) == (7.0, 0.5, "e.db")
    assert settings.origin("timeout_s") == f"{tmp_path / 'config.ini'}:5"
    assert settings.origin("model") == "$TROUPE_MODEL"
    assert settings.origin("base_url") == "command line"
    assert settings.origin("max_calls") == "default"


def test_the_nearest_file_upward_is_read(tmp_path: Path):
    """config.ini is looked for from a folder upward, and its folder is the project."""
    deep = tmp_path / "project" / "scenarios" / "deep"
    deep.mkdir(parents=True)
    (tmp_path / "config.ini").write_text("[OpenAI]\nMODEL=far\n")
    (tmp_path / "project" / "config.ini").write_text("[OpenAI]\nMODEL=near\n")
    settings = load_settings(deep, env={})
    assert (settings.model, settings.project) == ("near", tmp_path / "project")
    assert find_config(tmp_path) == tmp_path / "config.ini"


@pytest.mark.parametrize(
    ("text", "env", "named"),
    [
        ("", {}, False),
        ("[OpenAI]\nAPI_TYPE=openai\nTIMEOUT=9", {}, False),
        ("[OpenAI]\nMODEL=small", {}, True),
        ("[OpenAI]\nMODEL=NONE", {}, False),
        ("[OpenAI]\nAPI_TYPE=ollama", {}, True),
        ("[OpenAI]\nAPI_KEY_VARIABLE=OTHER_KEY", {}, True),
        ("", {"OPENAI_API_KEY": "x"}, True),
        ("", {"OPENAI_API_KEY": ""}, False),
        ("", {"OPENAI_BASE_URL": "http://here/v1"}, True),
        ("", {"AZURE_OPENAI_ENDPOINT": "https://here"}, True),
        ("[OpenAI]\nAPI_TYPE=azure", {"AZURE_OPENAI_KEY": "x"}, True),
    ],
)
def test_whether_a_model_is_named(tmp_path: Path, text: str, env: dict[str, str], named: bool):
    """A model, a key or an address, wherever it stands, counts as naming one."""
    assert load(tmp_path, text, env).names_a_model is named


@pytest.mark.parametrize(
    ("text", "env", "api", "variable"),
    [
        ("", {"OPENAI_API_KEY": "s3"}, "openai", "OPENAI_API_KEY"),
        ("[OpenAI]\nAPI_TYPE=Azure", {"AZURE_OPENAI_KEY": "s3"}, "azure", "AZURE_OPENAI_KEY"),
        (
            "[OpenAI]\nAPI_TYPE=azure",
            {"AZURE_OPENAI_API_KEY": "s3", "AZURE_OPENAI_KEY": "s4", "OPENAI_API_KEY": "s5"},
            "azure",
            "AZURE_OPENAI_API_KEY",
        ),
        (
            "",
            {"AZURE_OPENAI_ENDPOINT": "https://here", "AZURE_OPENAI_KEY": "s3"},
            "azure",
            "AZURE_OPENAI_KEY",
        ),
        (
            "",
            {"AZURE_OPENAI_ENDPOINT": "https://here", "OPENAI_API_KEY": "s3"},
            "openai",
            "OPENAI_API_KEY",
        ),
        ("[OpenAI]\nAPI_KEY_VARIABLE=MINE", {"OPENAI_API_KEY": "s3"}, "openai", "MINE"),
        ("[OpenAI]\nAPI_TYPE=azure", {"OPENAI_API_KEY": "s3"}, "azure", None),
    ],
)
def test_the_key_is_known_by_its_variable(
    tmp_path: Path, text: str, env: dict[str, str], api: str, variable: str | None
):
    """Settings tell where the key is and never hold it."""
    settings = load(tmp_path, text, env)
    assert (settings.api_type, settings.key_variable) == (api, variable)
    assert "s3" not in repr(settings)


def test_azure_takes_either_address(tmp_path: Path):
    """A BASE_URL with API_TYPE=azure is the resource's address."""
    settings = load(tmp_path, "[OpenAI]\nAPI_TYPE=azure\nBASE_URL=https://mine.example")
    assert settings.azure_endpoint == "https://mine.example"
    settings = load(tmp_path, "[OpenAI]\nAPI_TYPE=azure\nAZURE_ENDPOINT=https://b.example")
    assert settings.azure_endpoint == "https://b.example"


def test_ollama_is_a_compatible_endpoint(tmp_path: Path):
    """TinyTroupe's API_TYPE=ollama becomes an address, its own unless another is given."""
    settings = load(tmp_path, "[OpenAI]\nAPI_TYPE=ollama\nMODEL=phi")
    assert (settings.api_type, settings.base_url) == ("openai", "http://localhost:11434/v1")
    settings = load(tmp_path, "[OpenAI]\nAPI_TYPE=ollama\nBASE_URL=http://box:1/v1")
    assert settings.base_url == "http://box:1/v1"


def test_values_are_read_as_what_they_are(tmp_path: Path):
    """Numbers, switches in any usual spelling, comments behind values, prices by model's name."""
    settings = load(
        tmp_path,
        """\ufeff[OPENAI]
        model = gpt-5-mini   ; the cheap one
        Temperature = 0.3
        FREQ_PENALTY=-0.5    # a little
        MAX_ATTEMPTS=
        rpm=500
        [simulation]
        RAI_HARMFUL_CONTENT_PREVENTION=off
        RAI_COPYRIGHT_INFRINGEMENT_PREVENTION=Yes
        [Prices]
        My-Model:latest = 0.25, 0.025, 2
        [Logging]
        LOGLEVEL=debug
        """.replace("        ", ""),
    )
    assert (settings.model, settings.temperature, settings.rpm) == ("gpt-5-mini", 0.3, 500)
    assert settings.extra == {"frequency_penalty": -0.5}
    assert settings.max_attempts == 6
    assert (settings.guard_harmful_content, settings.guard_copyright) == (False, True)
    assert settings.prices == {"My-Model:latest": (0.25, 0.025, 2.0)}
    assert settings.log_level == "DEBUG"
    assert settings.notices == ()


def test_a_database_in_the_file_is_beside_it(tmp_path: Path):
    """DATABASE is reckoned from the folder of the config.ini, wherever the command is given."""
    deep = tmp_path / "deep"
    deep.mkdir()
    load(tmp_path, "[Store]\nDATABASE=runs/all.db")
    assert load_settings(deep, env={}).database == str(tmp_path / "runs" / "all.db")
    assert load_settings(deep, env={}, flags={"database": "x.db"}).database == "x.db"
    assert load(tmp_path, "[Store]\nDATABASE=/abs/all.db").database == "/abs/all.db"


def test_thinking_longer_needs_more_room(tmp_path: Path):
    """A reasoning effort raises the completion limit, unless the limit is given."""
    assert load(tmp_path, "[OpenAI]\nREASONING_EFFORT=high").max_completion_tokens == 12_000
    text = "[OpenAI]\nREASONING_EFFORT=high\nMAX_COMPLETION_TOKENS=2000"
    assert load(tmp_path, text).max_completion_tokens == 2_000
    assert load(tmp_path, "[OpenAI]\nREASONING_EFFORT=minimal").max_completion_tokens == 1_500


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("[OpenAI]\nTEMPERATURE=hot", 2, "[OpenAI] TEMPERATURE: 'hot'", "0 to 2"),
        ("[OpenAI]\n\nTEMPERATURE=3", 3, "3.0", "0 to 2"),
        ("[OpenAI]\nTOP_P=0", 2, "TOP_P: 0.0", "above 0"),
        ("[OpenAI]\nTIMEOUT=nan", 2, "nan", "above 0"),
        ("[OpenAI]\nTIMEOUT=inf", 2, "inf", "above 0"),
        ("[OpenAI]\nMAX_ATTEMPTS=2.5", 2, "'2.5'", "whole number"),
        ("[OpenAI]\nCONCURRENCY=0", 2, "0", "from 1 on"),
        ("[OpenAI]\nAPI_TYPE=opnai", 2, "'opnai'", "openai, azure or ollama"),
        ("[OpenAI]\nCACHE_API_CALLS=maybe", 2, "'maybe'", "True or False"),
        ("[OpenAI]\nMAX_CONCURRENT_MODEL_CALLS=few", 2, "'few'", "whole number"),
        ("[OpenAI]\nBASE_URL=localhost:8000", 2, "cannot be used", "http://"),
        ("[OpenAI]\nBASE_URL=http://[::1", 2, "cannot be used", "http://"),
        ("[Budget]\nMAX_COST=$5", 2, "'$5'", "a number above 0"),
        ("[Prices]\nmine=1, 2", 2, "[Prices] mine: '1, 2'", "0.25, 0.025, 2"),
        ("[Prices]\nmine=1, 2, -3", 2, "no price", "dollars"),
        ("[Logging]\nLOGLEVEL=LOUD", 2, "'LOUD'", "WARNING"),
        ("\nMODEL=x", 2, "'MODEL=x' stands before any [Section]", "[Section]"),
        ("[OpenAI]\nMODEL=x\nMODEL=y", 3, "'MODEL' stands in [OpenAI] twice", "once"),
        ("[OpenAI]\n[OpenAI]", 2, "[OpenAI] stands there twice", "once"),
        ("[OpenAI]\nMODEL x", 2, "'MODEL x", "KEY=value"),
    ],
)
def test_what_cannot_be_used_says_where(
    tmp_path: Path, text: str, line: int, message: str, hint: str
):
    """An unusable value or line is an error with file and line, what is wrong and what to do."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'config.ini'}:{line}: ")
    assert message in str(caught.value)
    assert hint in (caught.value.hint or "")
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_text(tmp_path: Path):
    """A file in another encoding is an error that says so."""
    (tmp_path / "config.ini").write_bytes("[OpenAI]\nMODEL=é".encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(tmp_path, env={})


@pytest.mark.parametrize(
    ("flags", "env", "where"),
    [
        ({"max_cost": -1.0}, {}, "--max-cost"),
        ({"concurrency": 0}, {}, "--concurrency"),
        ({"base_url": "nowhere"}, {}, "--base-url"),
        ({}, {"OPENAI_BASE_URL": "nowhere"}, "$OPENAI_BASE_URL"),
    ],
)
def test_flags_and_variables_are_checked_too(flags: dict, env: dict, where: str):
    """An unusable value says which flag or variable it stands in."""
    with pytest.raises(ConfigError) as caught:
        load_settings(Path("/"), env=env, flags=flags)
    assert str(caught.value).startswith(where)


@pytest.mark.parametrize(
    "text",
    [
        "[OpenAI]\nBASE_URL=https://user:hunter2@host/v1",
        "[OpenAI]\nAPI_KEY_VARIABLE=sk-hunter2",
        "[OpenAI]\nOPENAI_API_KEY=hunter2",
        "[OpenAI]\nAPI_KEY=hunter2",
        "[OpenAI]\nAZURE_PASSWORD=hunter2",
    ],
)
def test_a_secret_in_the_file_is_neither_used_nor_shown(tmp_path: Path, text: str):
    """What may be a secret is refused or not read, and no message repeats it."""
    try:
        settings = load(tmp_path, text)
    except ConfigError as refused:
        said = f"{refused} {refused.hint}"
    else:
        said = repr(settings)
        assert "keys come from the environment" in settings.notices[0]
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("[OpenAI]\nMODLE=x", "[OpenAI] MODLE is not known; did you mean MODEL?"),
        ("[OpenAI]\nZQX=1", "[OpenAI] ZQX is not known"),
        ("[Budget]\nmodel=x", "MODEL is not known in this section; it belongs in [OpenAI]"),
        ("[OpenIA]\nMODEL=x", "the section [OpenIA] is not known; did you mean [OpenAI]?"),
        ("[OpenAI]\nWAITING_TIME=1", "WAITING_TIME=1 is not obeyed"),
        ("[OpenAI]\nNUM_CTX=32000", "NUM_CTX=32000 is not obeyed"),
        ("[OpenAI]\nMAX_COMPLETION_TOKENS=128000", "is not obeyed: every call would reserve"),
        ("[OpenAI]\nMAX_CONCURRENT_MODEL_CALLS=4", "is not obeyed: calls find their own level"),
        ("[OpenAI]\nCACHE_API_CALLS=False", "paid again"),
        ("[ActionGenerator]\nENABLE_QUALITY_CHECKS=True", "has no meaning here"),
        ("[Simulation]\nPARALLEL_AGENT_ACTIONS=False", "has no meaning here"),
    ],
)
def test_what_is_not_done_is_noticed(tmp_path: Path, text: str, notice: str):
    """What is not known or not obeyed is told with its line, and changes nothing else."""
    settings = load(tmp_path, text)
    assert len(settings.notices) == 1
    assert notice in settings.notices[0]
    assert settings.notices[0].startswith(f"{tmp_path / 'config.ini'}:")
    same = {each.name for each in fields(Settings)} - {"notices", "origins", "project"}
    same.discard("cache_api_calls")
    assert all(getattr(settings, name) == getattr(Settings(), name) for name in same)


def test_keys_of_tinytroupe_are_translated(tmp_path: Path):
    """What another key says here is taken over, without a notice; our own key wins."""
    settings = load(
        tmp_path,
        "[OpenAI]\nMAX_CONCURRENT_MODEL_CALLS=1\n"
        "[Cognition]\nENABLE_CONTINUOUS_CONTEXTUAL_SEMANTIC_MEMORY_RETRIEVAL=False",
    )
    assert (settings.concurrency, settings.memories_recalled, settings.notices) == (1, 0, ())
    for text in ("CONCURRENCY=9\nMAX_CONCURRENT_MODEL_CALLS=2", "MAX_CONCURRENT_MODEL_CALLS=0"):
        settings = load(tmp_path, f"[OpenAI]\n{text}")
        assert settings.concurrency == (9 if "9" in text else None)


def test_unused_keys_as_they_are_shipped_are_silent(tmp_path: Path):
    """TinyTroupe's values of keys without a meaning here are nothing to tell."""
    for (section, key), value in UNUSED.items():
        text = f"[{SECTIONS[section]}]\n{key.upper()}={value}"
        assert load(tmp_path, text).notices == (), text


# The documents


def test_every_setting_can_be_set():
    """Each field of Settings is set by a key of config.ini or found out."""
    found_out = {"prices", "project", "notices", "origins"}
    settable = {setting for setting, _ in HONOURED.values()}
    assert settable | found_out == {each.name for each in fields(Settings)}


def test_the_shipped_file_has_every_key_switched_off(tmp_path: Path):
    """config.ini names each honoured key in its section and sets none."""
    text = (ROOT / "config.ini").read_text(encoding="utf-8")
    assert load(tmp_path, text) == Settings(project=tmp_path)
    assert set(_keys_of(text)) == set(HONOURED)


def test_the_shipped_file_shows_defaults(tmp_path: Path):
    """Switched on, every line of config.ini is usable, and what has a default shows it."""
    text = (ROOT / "config.ini").read_text(encoding="utf-8")
    settings = load(tmp_path, re.sub(r"(?m)^;(?=[A-Za-z-]+(?:_[A-Z_]+)? ?=)", "", text))
    assert settings.notices == ()
    assert settings.database == str(tmp_path / Settings().database)
    assert settings.prices == {"my-model": (0.25, 0.025, 2.0)}
    for setting, _ in HONOURED.values():
        default = getattr(Settings(), setting)
        if default is not None and setting != "database":
            assert getattr(settings, setting) == default, setting
        assert settings.origin(setting).startswith(str(tmp_path)), setting


def test_the_manual_explains_every_key():
    """docs/config.md has a row for each honoured key with its default, and one for each other."""
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    own, theirs = text.split("## A config.ini of TinyTroupe's")
    for (section, key), (setting, _) in HONOURED.items():
        row = re.search(rf"(?m)^\| {SECTIONS[section]} \| `{key.upper()}` \|.*$", own)
        assert row, key
        default = getattr(Settings(), setting)
        if default is not None:
            assert re.search(rf"\| {_plain(default)}[ ;]", row[0]), row[0]
    rows = re.findall(r"(?m)^\| (\w+) \| `([A-Z_]+)` \|", theirs)
    told = {(section.lower(), key.lower()) for section, key in rows}
    assert {*NOT_OBEYED, *UNUSED} <= told
    assert {section for section, _ in told} <= SECTIONS.keys()


def _plain(default: Any) -> str:
    return re.escape(f"{default:g}" if isinstance(default, float) else str(default))


def _keys_of(text: str) -> list[tuple[str, str]]:
    keys, section = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]").casefold()
        elif (named := re.match(r";([A-Z_]+)=", line)) is not None:
            keys.append((section, named[1].casefold()))
    return keys
