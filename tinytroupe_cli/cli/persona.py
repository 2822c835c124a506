"""`troupe persona`: look at personas, bring them in, begin new ones, have some made up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._persona_generate import generate

app = typer.Typer(
    help="Look at personas, bring them in, begin or generate some.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_BLANK = """\
# {name}: one line who this is
name: {quoted}
age: 40
gender: Female
nationality: Portuguese
residence: Porto, Portugal
education: What and where
occupation:
  title: What the person does
  organization: Where
  description: You do this and that. You lose time with such and such.
style: How you talk.
personality:
  traits:
    - You are this, and sometimes that.
  big_five:
    openness: Medium.
    conscientiousness: Medium.
    extraversion: Medium.
    agreeableness: Medium.
    neuroticism: Medium.
preferences:
  interests: [something]
  likes: [something]
  dislikes: [something]
beliefs:
  - What you hold to be true.
other_facts:
  - You once did something.
"""


app.command("generate")(generate)


@app.command("show")
def show(
    persona: Annotated[
        str, typer.Argument(metavar="PERSONA", help="A persona's or fragment's name or path.")
    ],
    *,
    fragments: Annotated[
        list[str] | None,
        typer.Option("--fragment", help="A fragment to put on, by name or path; repeatable."),
    ] = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Show a persona as a run would see it, or a fragment.

    Where values come from several files it also tells which came from where.

    \b
    Examples:
      troupe persona show lisa
      troupe persona show oscar --fragment picky_customer
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.ids import plain
    from tinytroupe_cli.spec import as_yaml

    o.allow(output_format, o.Format.text, o.Format.json)
    shown, origins = _facts(persona, fragments or [])
    facts = plain(dict(shown))
    if output_format is o.Format.json:
        document = {"persona": facts, "origins": dict(origins)}
        typer.echo(as_json(document), nl=False)
        return
    typer.echo(as_yaml(facts, width=100), nl=False)
    if len(set(origins.values())) > 1:
        typer.echo("\n# where values come from")
        for path, source in origins.items():
            typer.echo(f"#   {path}: {source}")


def _facts(ref: str, fragments: list[str]) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """The facts and origins of a persona, or of a fragment by itself."""
    from tinytroupe_cli.spec import load_persona, load_persona_or_fragment

    member = load_persona(ref, fragments=fragments) if fragments else load_persona_or_fragment(ref)
    return member.persona, member.origins


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Persona and fragment files."),
    ],
    *,
    folder: Annotated[
        Path,
        typer.Option("-o", "--output", help="The folder to write to; made if it is not there."),
    ] = Path("personas"),
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Bring persona and fragment files into the project as YAML.

    TinyTroupe's too; all of them or none. Fragments go into `fragments` below the folder.

    \b
    Example:
      troupe persona import ../TinyTroupe/examples/agents/*.json
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._files import write
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.ids import plain
    from tinytroupe_cli.spec import as_yaml, load_persona_or_fragment

    texts: dict[Path, str] = {}
    for file in files:
        member = load_persona_or_fragment(str(file))
        if member.name:
            target = folder / f"{'_'.join(member.name.casefold().split())}.yaml"
        else:
            target = folder / "fragments" / f"{file.name.partition('.')[0]}.yaml"
        if target in texts:
            raise UsageError(f"two of the files would become {str(target)!r}")
        if target.exists() and not force:
            raise UsageError(f"{str(target)!r} exists", hint="--force replaces it")
        facts = plain(dict(member.persona))
        texts[target] = as_yaml(facts)
    for target, text in texts.items():
        write(target, text)
        typer.echo(str(target))


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name.")],
    *,
    folder: Annotated[
        Path,
        typer.Option("-o", "--output", help="The folder to write to; made if it is not there."),
    ] = Path("personas"),
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Begin a persona, to be filled in by hand.

    The file has every usual key.

    \b
    Example:
      troupe persona new "Ana Souza"
    """  # noqa: D301 - \b keeps the lines of a block apart
    import json

    from tinytroupe_cli.cli._files import write
    from tinytroupe_cli.errors import UsageError

    target = folder / f"{'_'.join(name.casefold().split())}.yaml"
    if not name.strip() or not name.isprintable() or "/" in name or "\\" in name:
        raise UsageError(f"{name!r} is no name for a person", hint="use letters, as in 'Ana Souza'")
    if target.exists():
        raise UsageError(f"{str(target)!r} exists", hint="choose another name")
    write(target, _BLANK.format(name=name, quoted=json.dumps(name, ensure_ascii=False)))
    typer.echo(str(target))
