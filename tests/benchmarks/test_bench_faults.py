"""How the endpoint of the benches fails: by seed, by settings, and counted."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from desk_talk import TURN, ask, desk, request, said

from benchmarks.endpoint import Endpoint
from benchmarks.server.faults import Faults
from benchmarks.server.settings import FAULTS

MANY = {"429": 0.2, "500": 0.2, "drop": 0.2}


def test_faults_come_by_seed_and_request_in_any_order():
    """The same seed gives each try at each request the same fate, whoever comes first."""
    names = [f"request {number}" for number in range(50)]
    one, other = Faults(7, MANY), Faults(7, MANY)
    fates = {name: [one.next(name) for _ in range(4)] for name in names}
    fates_again = {name: [other.next(name)] for name in reversed(names)}
    for name in names:
        fates_again[name] += [other.next(name) for _ in range(3)]
    assert fates == fates_again
    elsewhere = Faults(8, MANY)
    assert fates != {name: [elsewhere.next(name) for _ in range(4)] for name in names}


def test_faults_come_as_often_as_they_should():
    """Of 5,000 tries the shares meet within a fiftieth; the rest are fair."""
    faults = Faults(1, {"hang": 0.1, "500": 0.3})
    found = Counter(faults.next(f"request {number}") for number in range(5_000))
    assert found["hang"] / 5_000 == pytest.approx(0.1, abs=0.02)
    assert found["500"] / 5_000 == pytest.approx(0.3, abs=0.02)
    assert set(found) == {"hang", "500", None}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_what_it_says(fault):
    """One request that meets each, and the log that says so."""
    at = desk(faults={fault: 1.0})
    (answer,) = ask(at, request("question", schema=TURN), patience_s=0.05)
    if fault in {"hang", "drop"}:
        assert answer is None
    elif fault in {"429", "429_retry_after", "500"}:
        assert answer[0] == int(fault[:3])
    else:
        choice = answer[1]["choices"][0]
        if fault == "no_content":
            assert choice["message"]["content"] is None
            assert choice["message"]["reasoning_content"]
        else:
            with pytest.raises(ValueError):
                json.loads(said(answer))
        assert choice["finish_reason"] == ("length" if fault == "truncated" else "stop")
    assert at.counters.lines()[0]["outcome"] == fault


@pytest.mark.parametrize(
    ("settings", "more", "status", "code"),
    [
        ({"key": "right"}, {}, 401, "invalid_api_key"),
        ({"model": "other"}, {}, 404, "model_not_found"),
        ({"credit": 0}, {}, 429, "insufficient_quota"),
        ({"refuses": ("est",)}, {}, 400, "content_filter"),
        ({"reject_beyond": 0}, {}, 429, "rate_limit_exceeded"),
        ({"quirks": ("no_json_schema",)}, {}, 400, None),
        ({"quirks": ("no_strict",)}, {}, 400, None),
        ({"quirks": ("no_response_format",)}, {}, 400, None),
        ({"quirks": ("no_temperature",)}, {"temperature": 1}, 400, "unsupported_parameter"),
        ({"quirks": ("no_max_tokens",)}, {"max_tokens": 9}, 400, "unsupported_parameter"),
        (
            {"quirks": ("no_max_completion_tokens",)},
            {"max_completion_tokens": 9},
            400,
            "unsupported_parameter",
        ),
    ],
)
def test_what_is_not_taken_is_refused_by_name(settings, more, status, code):
    """Each refusal has the status and code that real endpoints give."""
    (answer,) = ask(desk(**settings), request("question", schema=TURN, **more))
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)


def test_a_queue_answers_everyone_in_the_end():
    """With two places ten requests wait for their turn, and none is lost."""
    at = desk(slots=2)
    answers = ask(at, *(request(f"question {number}") for number in range(10)))
    assert all(said(answer) for answer in answers)
    assert at.counters.totals()["in_flight_max"] == 10


def test_the_endpoint_serves_http_and_is_controlled_by_it():
    """Posts on one server in a process of its own; settings change and counts begin anew."""
    with Endpoint() as endpoint:
        endpoint.behave(first_token_ms=0, per_token_ms=0)
        address = f"{endpoint.base_url}/chat/completions"
        for number in range(3):
            body = json.dumps(request(f"question {number}", schema=TURN)).encode()
            with urllib.request.urlopen(address, data=body, timeout=10) as answer:
                assert json.loads(json.load(answer)["choices"][0]["message"]["content"])["thought"]
        assert endpoint.totals()["received"] == 3
        assert [each["kind"] for each in endpoint.log()] == ["turn"] * 3
        endpoint.behave(key="another")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(address, data=body, timeout=10)
        assert endpoint.totals()["outcomes"] == {"401": 1}


def test_requests_that_are_equal_byte_for_byte_are_told_from_others():
    """The log has a digest of each body: another temperature makes another one."""
    at = desk()
    bodies = [request("question", temperature=warmth) for warmth in (0, 1, 0)]
    ask(at, *bodies)
    cold, warm, again = (each["digest"] for each in at.counters.lines())
    assert cold == again != warm


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [("--help", 0, "serves until stdin ends"), ("http", 2, "no port"), ("65536", 2, "no port")],
)
def test_the_endpoint_says_how_it_is_called(word, code, said):
    """Help on stdout; a word that is no port is bad usage, without a traceback."""
    command = [sys.executable, "-m", "benchmarks.server", word]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert said in " ".join((done.stdout if code == 0 else done.stderr).split())
    assert "Traceback" not in done.stderr
