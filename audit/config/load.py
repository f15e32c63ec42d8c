"""Reading config.yaml: every mistake at once, each with its line, column and a suggestion."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from audit.config.shape import Acknowledgements, Config
from audit.errors import ConfigError
from audit.model.entry import Marks
from audit.sources.yaml_values import YamlError, load

DEFAULT_PATH = Path("config.yaml")
_UNKNOWN_KEY = "extra_forbidden"


def load_config(path: Path | None = None) -> Config:
    """The configuration of `path`, with its relative paths made absolute from the file's folder.

    Without a path, ``config.yaml`` of the working folder is read when it is there, and the defaults apply when it is not.

    Raises:
        ConfigError: every problem as ``config.yaml:8:5: checks.per_host.max: ...``.
    """
    chosen = path or DEFAULT_PATH
    if path is None and not chosen.exists():
        return anchored(Config(), folder=Path.cwd())
    try:
        text = chosen.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError((f"{chosen}: there is no such file",)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError((f"{chosen}: cannot be read: {error}",)) from None
    return anchored(parse_config(text, name=str(chosen)), folder=chosen.resolve().parent)


def parse_config(text: str, *, name: str = "config.yaml") -> Config:
    """The configuration that `text` describes.

    Raises:
        ConfigError: see `load_config`.
    """
    try:
        document = load(text, path=name)
    except YamlError as error:
        raise ConfigError((f"{name}:{error.line}:{error.column}: {error.message}",)) from None
    repeated = tuple(f"{name}:{problem.line}:{problem.column}: {problem.detail}" for problem in document.problems)
    if repeated:
        raise ConfigError(repeated)
    value = {} if document.value is None else document.value
    if not isinstance(value, Mapping):
        raise ConfigError((f"{name}:1:1: must be a map of sections such as content, checks and reports",))
    try:
        config = Config.model_validate(_listed(value))
    except ValidationError as error:
        details = sorted(error.errors(), key=lambda detail: _place(detail, document.marks))
        raise ConfigError(tuple(_in_words(detail, name=name, marks=document.marks) for detail in details)) from None
    if unknown := tuple(_rule_mistakes(config, name=name, marks=document.marks)):
        raise ConfigError(unknown)
    return config


def _rule_mistakes(config: Config, *, name: str, marks: Marks) -> Iterator[str]:
    """What is wrong with the rules that are named: they are known by the shelf, not by the shape."""
    if not config.rules.off and not config.rules.options:
        return
    from audit.rules import all_rules, mistakes  # noqa: PLC0415 - many commands run no rule, and would wait for all of them

    shelf = all_rules()
    for at, rule in enumerate(config.rules.off):
        line, column = marks.place(("rules", "off", at))
        yield from (f"{name}:{line}:{column}: rules.off: {wrong}" for wrong in mistakes(shelf, off=(rule,)))
    for rule, options in config.rules.options.items():
        line, column = marks.key_place(("rules", "options", rule))
        yield from (f"{name}:{line}:{column}: rules.options: {wrong}" for wrong in mistakes(shelf, options={rule: options}))


def anchored(config: Config, *, folder: Path) -> Config:
    """The configuration with every relative path taken from `folder`."""

    def under(path: Path | None) -> Path | None:
        return None if path is None else (folder / path.expanduser()).resolve()

    smtp = config.mail.smtp
    return config.model_copy(
        update={
            "acknowledgements": Acknowledgements(path=(folder / config.acknowledgements.path.expanduser()).resolve()),
            "content": config.content.model_copy(update={"path": under(config.content.path)}),
            "reports": config.reports.model_copy(update={"path": under(config.reports.path)}),
            "checks": config.checks.model_copy(update={"ca_file": under(config.checks.ca_file)}),
            "service": config.service.model_copy(
                update={"token_file": under(config.service.token_file), "readers_file": under(config.service.readers_file)}
            ),
            "mail": config.mail.model_copy(update={"smtp": smtp.model_copy(update={"ca_file": under(smtp.ca_file)}) if smtp else None}),
        }
    )


def _listed(value: Any) -> Any:
    """The value with an empty map where a list may be meant read as nothing: Statamic writes every empty list as ``{  }``."""
    if isinstance(value, Mapping):
        return {key: _listed(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_listed(inner) for inner in value)
    return value


def _in_words(detail: ErrorDetails, *, name: str, marks: Marks) -> str:
    path = detail["loc"]
    line, column = _place(detail, marks)
    return f"{name}:{line}:{column}: {'.'.join(map(str, path)) or 'config'}: {_message(detail, path)}"


def _place(detail: ErrorDetails, marks: Marks) -> tuple[int, int]:
    return marks.key_place(detail["loc"]) if detail["type"] == _UNKNOWN_KEY else marks.place(detail["loc"])


def _message(detail: ErrorDetails, path: tuple[str | int, ...]) -> str:
    if detail["type"] != _UNKNOWN_KEY:
        return detail["msg"].removeprefix("Value error, ")
    near = difflib.get_close_matches(str(path[-1]), _keys_of(path[:-1]), n=1)
    return "there is no such key" + (f"; did you mean {near[0]}?" if near else "")


def _keys_of(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the section at `path` knows."""
    model: type[BaseModel] = Config
    for step in path:
        field = model.model_fields.get(str(step))
        kinds = [field.annotation, *get_args(field.annotation)] if field else []
        inner = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        if inner is None:
            return []
        model = inner
    return [field.alias or key for key, field in model.model_fields.items()]
