"""Blueprints in their three shapes, and the fieldsets that they import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from audit.model.entry import Blueprint, FieldSpec, Value
from audit.sources.statamic.settings import Settings

_CONDITIONS: Final = ("if", "if_any", "unless", "unless_any", "show_when", "show_when_any", "hide_when", "hide_when_any")
_NAMED: Final = frozenset({"type", "display", "required", "validate", "character_limit", "instructions", "fields", "sets", *_CONDITIONS})
_DISPLAY_ONLY: Final = frozenset({"section", "spacer", "html", "revealer"})
_DEEPEST: Final = 20
_MOST: Final = 10_000
"""Fields and fieldsets of one blueprint that are looked at, each as often as it stands there."""


def field_spec(handle: str, config: Mapping[str, Value], fields: tuple[FieldSpec, ...] = ()) -> FieldSpec:
    """What a blueprint says of one field."""
    return FieldSpec(
        handle=handle,
        display=_text(config.get("display")),
        type=_text(config.get("type")) or "text",
        required=_is_required(config) and _text(config.get("type")) not in _DISPLAY_ONLY and config.get("visibility") != "computed",
        conditional=any(config.get(condition) for condition in _CONDITIONS),
        character_limit=_limit(config.get("character_limit")),
        instructions=_text(config.get("instructions")),
        options=tuple((key, value) for key, value in config.items() if key not in _NAMED),
        fields=fields,
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _limit(value: Value) -> int | None:
    """A limit may be saved as a number or as digits in quotes."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:9])
    return value if isinstance(value, int) and value > 0 else None


def _is_required(config: Mapping[str, Value]) -> bool:
    """By the switch, or by Laravel's rule of that name; ``required_if`` and ``sometimes`` depend on more than the field."""
    rules = config.get("validate")
    words = rules.split("|") if isinstance(rules, str) else rules if isinstance(rules, list) else []
    if "sometimes" in words:
        return False
    return config.get("required") is True or "required" in words


@dataclass(slots=True)
class FieldReader:
    """Reads the fields of one blueprint, and notes what could not be resolved."""

    settings: Settings
    base: str
    """The folder of the site, with a slash at the end, or empty."""
    complete: bool = True
    readable: bool = True
    """False once a file of the site's own could not be read."""
    sources: dict[str, None] = field(default_factory=dict)
    """The fieldsets that were read."""
    _importing: list[str] = field(default_factory=list)
    """The fieldsets of which one imports the next, where one list of fields is put together."""
    _inside: set[int] = field(default_factory=set)
    """The lists of inner fields, by identity, inside which fields are being read. Fieldsets are read once, so each has one list of each."""
    _seen: int = 0

    def read(self, items: Value) -> Iterator[FieldSpec]:
        """The specs of a list of field items, or of version 2's map of fields."""
        # The list comes first as a whole: fields inside may well refer to the fieldset from which the one around them comes.
        for handle, config in tuple(self._resolved(items)):
            yield self.spec(handle, config)

    def _resolved(self, items: Value) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of a list of items by handle, whatever fieldsets they come from."""
        for item in as_items(items):
            self._seen += 1
            if self._seen > _MOST:
                self.complete = False
                return
            if not isinstance(item, dict):
                continue
            if isinstance(item.get("import"), str):
                yield from self._import(item)
            elif isinstance(item.get("handle"), str):
                yield from self._single(item)

    def _single(self, item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """A field of the blueprint's own, or one field of a fieldset with overrides."""
        config = item.get("field")
        if isinstance(config, dict):
            yield item["handle"], config
        elif isinstance(config, str):
            fieldset, _, name = config.rpartition(".")
            for handle, referred in self._of_fieldset(fieldset):
                if handle == name:
                    yield item["handle"], referred | _overrides(item.get("config"))
                    return
            self.complete = False

    def spec(self, handle: str, config: dict[str, Any]) -> FieldSpec:
        """One field with the fields inside it; of one that stands inside itself, or too deep, by itself."""
        within = {id(inner) for name in ("fields", "sets") if (inner := config.get(name))}
        if within & self._inside or (within and len(self._inside) > _DEEPEST):
            self.complete = False
            return field_spec(handle, config)
        self._inside |= within
        inner = (*self.read(config.get("fields")), *self._sets(config.get("sets")))
        self._inside -= within
        return field_spec(handle, config, inner)

    def _sets(self, sets: Value) -> Iterator[FieldSpec]:
        """The sets of a replicator or Bard field, in the old flat form or grouped."""
        for handle, config in sets.items() if isinstance(sets, dict) else []:
            if not isinstance(config, dict):
                continue
            if isinstance(config.get("sets"), dict):
                yield from self._sets(config["sets"])
            else:
                yield replace(field_spec(handle, config, tuple(self.read(config.get("fields")))), type="set")

    def _import(self, item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """All fields of a fieldset, those that it imports itself among them, with a prefix and overrides by handle."""
        prefix, overrides = _text(item.get("prefix")), _overrides(item.get("config"))
        for handle, config in self._of_fieldset(item["import"]):
            yield prefix + handle, config | _overrides(overrides.get(handle))

    def _of_fieldset(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of a fieldset. One that comes to itself again, as the CMS does not allow, is left at that."""
        if name in self._importing or len(self._importing) > _DEEPEST:
            self.complete = False
            return
        items = self._fieldset(name)
        self._importing.append(name)
        try:
            yield from self._resolved(items)
        finally:
            self._importing.remove(name)

    def _fieldset(self, name: str) -> list[Value]:
        """The field items of a fieldset; none when it is not part of the site, as an add-on's are not unless the site has its own."""
        addon, _, own = name.rpartition("::")
        folder = f"vendor/{addon}/" if addon else ""
        path = f"{self.base}resources/fieldsets/{folder}{own.replace('.', '/')}.yaml"
        config = self.settings.read(path)
        if config is None:
            self.complete = False
            self.readable = self.readable and not self.settings.is_broken(path)
            return []
        self.sources[path] = None
        return [item for items in sections(config) for item in as_items(items)]


def _overrides(value: Value) -> dict[str, Any]:
    """What an import says of the fields that it takes over."""
    return value if isinstance(value, dict) else {}


def as_items(fields: Value) -> list[Value]:
    """A list of field items; version 2, and fieldsets for longer, had a map of fields instead."""
    if isinstance(fields, dict):
        return [{"handle": handle, "field": config} for handle, config in fields.items()]
    return fields if isinstance(fields, list) else []


def sections(config: Mapping[str, Value]) -> Iterator[Value]:
    """The lists of field items of a blueprint: flat, in sections (v3), or in sections of tabs (v4 and later)."""
    yield config.get("fields")
    for group in ("tabs", "sections"):
        tabs = config.get(group)
        for tab in tabs.values() if isinstance(tabs, dict) else tabs if isinstance(tabs, list) else []:
            if isinstance(tab, dict):
                yield tab.get("fields")
                inner = tab.get("sections")
                yield from (section.get("fields") for section in inner if isinstance(section, dict)) if isinstance(inner, list) else ()


def read_blueprint(settings: Settings, base: str, path: str) -> Blueprint | None:
    """The blueprint at `path`; None when there is no such file. One that cannot be read is there, and incomplete."""
    config = settings.read(path)
    handle = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if config is None:
        unreadable = Blueprint(handle=handle, path=path, fields=(), complete=False, readable=False, sources=(path,))
        return unreadable if settings.is_broken(path) else None
    reader = FieldReader(settings=settings, base=base)
    fields = tuple(spec for items in sections(config) for spec in reader.read(items))
    return Blueprint(
        handle=handle,
        path=path,
        fields=fields,
        complete=reader.complete,
        readable=reader.readable,
        sources=(path, *reader.sources),
    )


def singular(name: str) -> str:
    """A plural made singular, near enough for handles: ``stories`` is ``story``, ``pages`` is ``page``."""
    if name.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    if name.endswith(("ses", "xes", "zes", "ches", "shes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name
