"""Where each key of a TOML text stands: key path to line, for texts that tomli has already accepted.

The path of `[[task.target]]` number two's `by` in the first task is `("task", 0, "target", 1, "by")`; elements of
arrays have their index in the path.
"""

from __future__ import annotations

import re

#: What is most of a text, stepped over at once: bare keys, spaces, blanks and comments, values without quotes, strings
#: of one line.
_BARE_KEY = re.compile(r"[\w-]*")
_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n\r]+|#[^\n]*)*")
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]*")
_STRING = re.compile(r'"(?!"")(?:[^"\\\n]|\\.)*"|\'(?!\'\')[^\'\n]*\'')
#: `key = value` on a line of its own, as nearly all lines of a plan are.
_SIMPLE_PAIR = re.compile(r'([\w-]+)[ \t]*=[ \t]*(?:"[^"\\\n]*"|[^\s"\'\[{#][^"\'\[{#\n]*)\n')

Path = tuple[str | int, ...]


def key_lines(text: str) -> dict[Path, int]:
    """Line (1-based) of every table header, key and array element."""
    return _Scanner(text.replace("\r\n", "\n")).scan()


class _Scanner:
    """Walks a valid TOML text once; values are skipped, keys are remembered."""

    def __init__(self, text: str) -> None:
        self.text = text + "\n"
        self.at = 0
        self.line = 1
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_blank():
            if self.text.startswith("[[", self.at):
                table = self._header(2)
            elif self.text[self.at] == "[":
                table = self._header(1)
            elif simple := _SIMPLE_PAIR.match(self.text, self.at):
                self.lines.setdefault((*table, simple[1]), self.line)
                self.at = simple.end()
                self.line += 1
            else:
                self._pair(table)
        return self.lines

    def _header(self, brackets: int) -> Path:
        self._step(brackets)
        parts = self._dotted_key()
        path: Path = ()
        for part in parts[:-1]:
            path = self._inside((*path, part))
            self.lines.setdefault(path, self.line)
        path = (*path, parts[-1])
        if brackets == 2:
            self.lines.setdefault(path, self.line)
            self.counts[path] = self.counts.get(path, -1) + 1
            path = (*path, self.counts[path])
        else:
            path = self._inside(path)
        self.lines[path] = self.line
        self._skip_space()
        self._step(brackets)
        return path

    def _inside(self, path: Path) -> Path:
        return (*path, self.counts[path]) if path in self.counts else path

    def _pair(self, table: Path) -> None:
        line = self.line
        path: Path = table
        for part in self._dotted_key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._skip_space()
        self._step(1)  # the =
        self._skip_space()
        self._value(path)

    def _dotted_key(self) -> list[str]:
        parts = []
        while True:
            self._skip_space()
            if self.text[self.at] in "\"'":
                parts.append(_unquoted(self._quoted()))
            else:
                parts.append(self._over(_BARE_KEY))
            self._skip_space()
            if self.text[self.at] != ".":
                return parts
            self._step(1)

    def _value(self, path: Path) -> None:
        char = self.text[self.at]
        if char in "\"'":
            self._quoted()
        elif char == "[":
            self._array(path)
        elif char == "{":
            self._inline_table(path)
        else:
            self._over(_PLAIN_VALUE)

    def _array(self, path: Path) -> None:
        self._step(1)
        number = 0
        while self._skip_blank() and self.text[self.at] != "]":
            self.lines[(*path, number)] = self.line
            self._value((*path, number))
            number += 1
            self._skip_blank()
            if self.text[self.at] == ",":
                self._step(1)
        self._step(1)

    def _inline_table(self, path: Path) -> None:
        self._step(1)
        while self._skip_blank() and self.text[self.at] != "}":
            self._pair(path)
            self._skip_blank()
            if self.text[self.at] == ",":
                self._step(1)
        self._step(1)

    def _quoted(self) -> str:
        """Step over a string; its text with the quotes."""
        if _STRING.match(self.text, self.at):
            return self._over(_STRING)
        quote = self.text[self.at]
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        begin = self.at
        self._step(len(fence))
        while not self.text.startswith(fence, self.at):
            self._step(2 if quote == '"' and self.text[self.at] == "\\" else 1)
        while len(fence) == 3 and self.text.startswith(fence, self.at + 1):
            self._step(1)  # quotes that belong to the text, just before the fence
        self._step(len(fence))
        return self.text[begin : self.at]

    def _skip_space(self) -> None:
        self._over(_SPACE)

    def _skip_blank(self) -> bool:
        """Skip blanks, line ends and comments; whether anything is left."""
        self._step(len(_BLANK.match(self.text, self.at)[0]))  # type: ignore[index]  # it matches nothing at least
        return self.at < len(self.text)

    def _over(self, pattern: re.Pattern[str]) -> str:
        """Step over what a pattern for a single line matches here."""
        match = pattern.match(self.text, self.at)
        passed = match[0] if match else ""
        self.at += len(passed)
        return passed

    def _step(self, count: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count


def _unquoted(key: str) -> str:
    """A quoted key without its quotes and escapes."""
    if "\\" not in key or key[0] == "'":
        return key[1:-1]
    import tomli

    return next(iter(tomli.loads(f"{key} = 0")))
