"""The parser's complaints in plain words."""

from typing import Final

import yaml

from audit.sources.yaml_values.errors import YamlError

_WORDS: Final = {
    "mapping values are not allowed in this context": "a colon followed by a blank stands inside a text without quotes",
    "did not find expected key": "this does not fit in here: the indentation or a quote is wrong",
    "did not find expected '-' indicator": "this does not fit in here: a list item should begin with a dash at this depth",
    "could not find expected ':'": "a key without a colon, or a text without quotes that runs over the line",
    "found unexpected end of stream": "a quote is opened and never closed",
    "found unknown escape character": "a backslash in double quotes is followed by a letter that means nothing",
    "found character that cannot start any token": "a value without quotes cannot begin with this character",
    "found a tab character that violates indentation": "a tab is used for indentation",
    "found a tab character where an indentation space is expected": "a tab is used for indentation",
    "did not find expected ',' or ']'": "a list in square brackets is not closed",
    "did not find expected ',' or '}'": "a map in curly brackets is not closed",
}


def plain_words(error: yaml.YAMLError, *, first_line: int) -> YamlError:
    """The parser's error with its place in the file."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError(str(error).split("\n", 1)[0], first_line)
    problem = error.problem or "it is not YAML"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return YamlError(_WORDS.get(problem, problem), line + first_line, column + 1)
