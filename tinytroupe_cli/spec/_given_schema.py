"""JSON Schemas that users give for their extractions."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli.spec._check import MISSING
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems


def check_given(node: Node, problems: Problems) -> Any:
    """A schema as a dict once it is known to be one; else MISSING, and what is wrong is noted.

    References must stay inside of the schema: nothing is fetched.
    """
    if not node.is_map or not node.entries:
        problems.add(node.place, "a JSON Schema is a mapping", "such as `{type: object, ...}`")
        return MISSING
    from jsonschema import SchemaError
    from jsonschema.validators import Draft202012Validator, validator_for

    before = len(problems)
    schema = node.plain()
    try:
        validator_for(schema, default=Draft202012Validator).check_schema(schema)
    except SchemaError as error:
        at = node
        for part in error.absolute_path:
            at = at.child(part) or at
        problems.add(at.place, f"this is not a JSON Schema: {error.message[:200]}")
    for inner in node.walk():
        ref = inner.entries.get("$ref")
        if ref is not None and isinstance(ref.value, str) and not _leads_somewhere(ref.value, node):
            problems.add(
                ref.place, f"`$ref: {ref.value}` leads nowhere in this schema",
                "only references such as `#/$defs/name` are followed",
            )  # fmt: skip
    return schema if len(problems) == before else MISSING


def _leads_somewhere(ref: str, root: Node) -> bool:
    if not ref.startswith("#"):
        return False
    at: Node | None = root
    for part in ref.removeprefix("#").removeprefix("/").split("/") if ref != "#" else ():
        name = part.replace("~1", "/").replace("~0", "~")
        index = int(name) if at is not None and at.is_list and name.isdecimal() else name
        at = at.child(index) if at is not None else None
    return at is not None
