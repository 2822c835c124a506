"""What the endpoint does not take, in the words of the endpoints that do not take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from benchmarks.server.settings import Settings


class Refusal(NamedTuple):
    """An answer with an error status."""

    status: int
    message: str
    code: str | None = None
    parameter: str | None = None


def refusal(settings: Settings, body: Mapping[str, Any], key: str) -> Refusal | None:
    """Why a request is refused before anybody works on it, None if it is not."""
    if settings.key is not None and key != settings.key:
        return Refusal(401, "Incorrect API key provided.", "invalid_api_key")
    model = body.get("model")
    if settings.model is not None and model != settings.model:
        return Refusal(404, f"The model `{model}` does not exist.", "model_not_found", "model")
    asked = str(body.get("messages"))
    if any(text in asked for text in settings.refuses):
        return Refusal(400, "The prompt was flagged by the content filter.", "content_filter")
    for parameter in ("temperature", "max_tokens", "max_completion_tokens"):
        if f"no_{parameter}" in settings.quirks and parameter in body:
            said = f"Unsupported parameter: '{parameter}' is not supported with this model."
            return Refusal(400, said, "unsupported_parameter", parameter)
    return _format_refusal(settings, body.get("response_format") or {})


def _format_refusal(settings: Settings, wanted: Mapping[str, Any]) -> Refusal | None:
    kind, quirks = wanted.get("type"), settings.quirks
    if "no_response_format" in quirks and kind in {"json_schema", "json_object"}:
        return Refusal(
            400, "response_format is not supported by this model.", None, "response_format"
        )
    if "no_json_schema" in quirks and kind == "json_schema":
        said = "Invalid parameter: 'response_format' of type 'json_schema' is not supported."
        return Refusal(400, said, None, "response_format")
    if "no_strict" in quirks and kind == "json_schema" and wanted["json_schema"].get("strict"):
        said = "Invalid schema for response_format: strict is not supported."
        return Refusal(400, said, None, "response_format")
    return None
