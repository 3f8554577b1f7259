"""Every regular expression of the package: where it stands, and by which methods it is used.

Each module is parsed and imported, and what a call of `re` gets is evaluated in the module. A name of
a function is followed to its assignment, its loop, or the arguments of the function's calls. What
cannot be found that way raises `UnknownError`: a pattern must not escape the test.
"""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from itertools import islice, product
from pathlib import Path
from types import ModuleType

METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
# Where the text stands among the arguments: of the functions of re; of a method it is one less.
_TEXT_AT = {"sub": 2, "subn": 2}
_FLAGS_AT = {"compile": 1, "sub": 4, "subn": 4, "split": 3}
_MOST_VALUES = 400
_NAME = "name"
Functions = (ast.FunctionDef, ast.Lambda)
Comprehensions = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


class UnknownError(Exception):
    """What the source says here is not known before the program runs."""


@dataclass(frozen=True, slots=True)
class Use:
    """One way in which a pattern is used; `most` characters of text at most, None without a bound."""

    method: str
    most: int | None


@dataclass(slots=True)
class Found:
    """A pattern, the places that make it, and its uses."""

    pattern: str | bytes
    flags: int
    places: list[str] = field(default_factory=list)
    uses: set[Use] = field(default_factory=set)


@dataclass
class Source:
    """A file of the package."""

    path: Path
    place: str
    module: ModuleType

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text("utf-8"))

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """The node around each node, from the outermost to the innermost."""
        found: dict[ast.AST, ast.AST] = {}
        waiting: list[ast.AST] = [self.tree]
        for node in waiting:
            for child in ast.iter_child_nodes(node):
                found[child] = node
                waiting.append(child)
        return found

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        while (node := self.parents.get(node)) is not None:  # type: ignore[assignment]
            yield node


def read_package(folder: Path) -> list[Source]:
    sources = []
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.endswith("__main__"):
            place = path.relative_to(folder.parent).as_posix()
            sources.append(Source(path, place, import_module(name)))
    return sources


class Finder:
    """Finds the patterns of all sources; `unknown` are the places where it could not."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = [*sources]
        self.found: dict[tuple[str | bytes, int], Found] = {}
        self.unknown: list[tuple[str, str]] = []
        self._calls: dict[str, list[tuple[Source, ast.Call]]] = {}
        self._known: dict[tuple[ast.AST, str], list[object] | UnknownError] = {}
        for source in self.sources:
            for node in source.parents:
                if isinstance(node, ast.Call) and (name := _called(node.func)):
                    self._calls.setdefault(name, []).append((source, node))
        for source in self.sources:
            for node in source.parents:
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    self._read_call(source, node, node.func)
        for one in self.found.values():
            # It is passed on in a way that is not followed, so the worst is taken.
            one.uses = one.uses or {Use("search", None)}

    def _read_call(self, source: Source, call: ast.Call, func: ast.Attribute) -> None:
        if isinstance(func.value, ast.Name) and func.value.id == "re":
            if func.attr in METHODS | {"compile"}:
                self._read_function(source, call, func.attr)
        elif func.attr in METHODS and isinstance(
            func.value, ast.Name | ast.Attribute | ast.Subscript
        ):
            try:
                patterns = self.values(source, func.value)
            except UnknownError:
                return
            at = _TEXT_AT.get(func.attr, 1) - 1
            use = Use(func.attr, self._bound(source, call, at))
            for pattern in patterns:
                if isinstance(pattern, re.Pattern):
                    self._note(pattern, f"{source.place}:{call.lineno}", use)

    def _read_function(self, source: Source, call: ast.Call, name: str) -> None:
        place = f"{source.place}:{call.lineno}"
        try:
            patterns = [*self.values(source, call.args[0])]
            flags = self._flags(source, call, name)
        except UnknownError as why:
            self.unknown.append(
                (f"{source.module.__name__}.{self._function(source, call)}", f"{place}: {why}")
            )
            return
        at, use = _TEXT_AT.get(name, 1), None
        if name == "compile":
            parent = source.parents[call]
            above = source.parents[parent]
            if isinstance(parent, ast.Attribute) and isinstance(above, ast.Call):
                use = Use(parent.attr, self._bound(source, above, _TEXT_AT.get(parent.attr, 1) - 1))
        else:
            use = Use(name, self._bound(source, call, at))
        for one in patterns:
            pattern = one if isinstance(one, re.Pattern) else re.compile(one, flags)  # type: ignore[call-overload]
            self._note(pattern, place, use)

    def _note(self, pattern: re.Pattern[str], place: str, use: Use | None) -> None:
        key = pattern.pattern, pattern.flags
        one = self.found.setdefault(key, Found(*key))
        one.places.append(place)
        if use is not None:
            one.uses.add(use)

    def _flags(self, source: Source, call: ast.Call, name: str) -> int:
        at = _FLAGS_AT.get(name, 2)
        given = [one.value for one in call.keywords if one.arg == "flags"] or call.args[at : at + 1]
        return int(next(iter(self.values(source, given[0])))) if given else 0  # type: ignore[call-overload]

    def _function(self, source: Source, node: ast.AST) -> str:
        names = [one.name for one in source.above(node) if isinstance(one, ast.FunctionDef)]
        return names[-1] if names else "<module>"

    def _bound(self, source: Source, call: ast.Call, at: int) -> int | None:
        """Return how long the text of a call is at most, if the call itself cuts it."""
        if len(call.args) == at + 3 and isinstance(call.func, ast.Attribute):
            # The text has a place to begin and a place to end.
            return self._width(source, *call.args[at + 1 : at + 3])
        if len(call.args) <= at:
            return None
        text = call.args[at]
        if isinstance(text, ast.Subscript) and isinstance(text.slice, ast.Slice):
            return self._width(source, text.slice.lower, text.slice.upper)
        return None

    def _width(self, source: Source, lower: ast.expr | None, upper: ast.expr | None) -> int | None:
        """Return the length of `[:LIMIT]`, `[at : at + LIMIT]`, `[max(at - LIMIT, 0) : at]`, `[-LIMIT:]`."""
        match lower, upper:
            case ((None | ast.Constant(value=0)), ast.expr()):
                return self._number(source, upper)
            case ast.expr(), ast.BinOp(op=ast.Add()) if ast.dump(upper.left) == ast.dump(lower):
                return self._number(source, upper.right)
            case ast.Call(func=ast.Name(id="max")), ast.expr():
                for one in lower.args:
                    if isinstance(one, ast.BinOp) and ast.dump(one.left) == ast.dump(upper):
                        return self._number(source, one.right)
            case ast.UnaryOp(op=ast.USub()), None:
                return self._number(source, lower.operand)
        return None

    def _number(self, source: Source, node: ast.expr) -> int | None:
        try:
            found = max(one for one in self.values(source, node) if isinstance(one, int))
            return found if found > 0 else None
        except (UnknownError, ValueError):
            return None

    def values(self, source: Source, node: ast.expr, depth: int = 0) -> list[object]:
        """Return all values that an expression may have."""
        if depth > 6:
            raise UnknownError(f"{ast.unparse(node)} goes through too many functions")
        if isinstance(node, ast.IfExp):
            return [
                one for part in (node.body, node.orelse) for one in self.values(source, part, depth)
            ]
        local = {}
        for one in ast.walk(node):
            if (
                isinstance(one, ast.Name)
                and one.id not in local
                and self._is_local(source, node, one)
            ):
                local[one.id] = self._bindings(source, one, depth)
        code = compile(ast.Expression(_Escapes().visit(_copy(node))), source.place, "eval")
        results: list[object] = []
        for chosen in islice(product(*local.values()), _MOST_VALUES):
            names = {**vars(source.module), **dict(zip(local, chosen, strict=True))}
            try:
                results.append(eval(code, names))  # noqa: S307 - our own source
            except Exception as why:
                raise UnknownError(f"{ast.unparse(node)}: {why}") from None
        return results

    def _is_local(self, source: Source, whole: ast.expr, name: ast.Name) -> bool:
        if not isinstance(name.ctx, ast.Load) or _in_escape(source, whole, name):
            return False
        for above in source.above(name):
            if above is source.parents[whole]:
                break
            if isinstance(above, Comprehensions) and any(
                _binds(one.target, name.id) for one in above.generators
            ):
                return False
        return not self._is_global(source, name)

    def _is_global(self, source: Source, name: ast.Name) -> bool:
        known = hasattr(source.module, name.id) or hasattr(builtins, name.id)
        return known and not any(True for _ in self._binders(source, name))

    def _binders(self, source: Source, name: ast.Name) -> Iterator[tuple[ast.AST, ast.AST]]:
        """Yield the nodes that bind a name in the functions around it, each with its scope."""
        for above in source.above(name):
            if isinstance(above, Comprehensions):
                yield from ((one, above) for one in above.generators if _binds(one.target, name.id))
            if isinstance(above, Functions):
                if any(one.arg == name.id for one in _parameters(above)):
                    yield above, above
                if isinstance(above, ast.FunctionDef):
                    for node in ast.walk(above):
                        if _binds_by_statement(node, name.id):
                            yield node, above

    def _bindings(self, source: Source, name: ast.Name, depth: int) -> list[object]:
        binders = [*self._binders(source, name)]
        if not binders:
            raise UnknownError(f"nothing binds {name.id}")
        scope = binders[0][1]
        results: list[object] = []
        for node, where in binders:
            if where is scope:
                results += self._remembered(source, node, name.id, depth + 1)
        return results

    def _remembered(self, source: Source, node: ast.AST, name: str, depth: int) -> list[object]:
        key = node, name
        if key not in self._known:
            # A function that calls itself with its own argument adds no value.
            self._known[key] = UnknownError(f"{name} comes from itself")
            try:
                self._known[key] = self._bound_values(source, node, name, depth)
            except UnknownError as why:
                self._known[key] = why
        known = self._known[key]
        if isinstance(known, UnknownError):
            raise known
        return known

    def _bound_values(self, source: Source, node: ast.AST, name: str, depth: int) -> list[object]:
        match node:
            case ast.For() | ast.comprehension():
                whole = self.values(source, node.iter, depth)
                each = [one for values in whole for one in islice(values, _MOST_VALUES)]  # type: ignore[call-overload]
                return [_take(node.target, one, name) for one in each]
            case ast.Assign(value=ast.Call(func=ast.Attribute(attr="get")) as call):
                return [
                    each
                    for one in self.values(source, call.func.value, depth)
                    if isinstance(one, dict)
                    for each in one.values()
                ]
            case ast.Assign():
                whole = self.values(source, node.value, depth)
                return [_take(node.targets[0], one, name) for one in whole]
            case ast.AnnAssign() | ast.NamedExpr() if node.value is not None:
                return self.values(source, node.value, depth)
            case ast.FunctionDef():
                return self._arguments(source, node, name, depth)
        raise UnknownError(f"{name} is bound by {type(node).__name__}")

    def _arguments(
        self, home: Source, function: ast.FunctionDef, name: str, depth: int
    ) -> list[object]:
        names = [one.arg for one in _parameters(function) if one.arg not in ("self", "cls")]
        if name not in names:
            raise UnknownError(f"{name} is an object of the program")
        at, results = names.index(name), []
        for source, call in self._calls.get(function.name, []):
            if source is not home and not _is_same(home, source, function.name):
                continue
            given = [one.value for one in call.keywords if one.arg == name] or call.args[
                at : at + 1
            ]
            if given:
                results += self.values(source, given[0], depth)
        if not results:
            raise UnknownError(f"no call of {function.name} says {name}")
        return results


class _Escapes(ast.NodeTransformer):
    """Puts a word in place of what is escaped: any text means as much."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        func = node.func
        if (
            isinstance(func, ast.Attribute)
            and func.attr == "escape"
            and ast.unparse(func) == "re.escape"
        ):
            return ast.copy_location(ast.Constant(_NAME), node)
        return self.generic_visit(node)


def _copy(node: ast.expr) -> ast.expr:
    return ast.parse(f"({ast.unparse(node)})", mode="eval").body


def _in_escape(source: Source, whole: ast.expr, name: ast.Name) -> bool:
    for above in (name, *source.above(name)):
        if isinstance(above, ast.Call) and ast.unparse(above.func) == "re.escape":
            return True
        if above is whole:
            return False
    return False


def _called(function: ast.expr) -> str:
    """Return the name of a function, or of a method of the same object."""
    match function:
        case ast.Name():
            return function.id
        case ast.Attribute(value=ast.Name(id="self")):
            return function.attr
    return ""


def _is_same(one: Source, other: Source, name: str) -> bool:
    """Whether a name means the same function in two modules."""
    return hasattr(one.module, name) and getattr(one.module, name) is getattr(
        other.module, name, None
    )


def _parameters(function: ast.AST) -> list[ast.arg]:
    arguments = function.args  # type: ignore[attr-defined]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(target))


def _binds_by_statement(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Assign():
            return any(
                _binds(one, name)
                for one in node.targets
                if not isinstance(one, ast.Attribute | ast.Subscript)
            )
        case ast.AnnAssign() | ast.NamedExpr() | ast.For():
            return isinstance(node.target, ast.Name | ast.Tuple) and _binds(node.target, name)
    return False


def _take(target: ast.expr, value: object, name: str) -> object:
    """Return the part of a value that a target binds to a name."""
    if isinstance(target, ast.Name):
        return value
    if isinstance(target, ast.Tuple):
        for part, one in zip(target.elts, value, strict=False):  # type: ignore[call-overload]
            if _binds(part, name):
                return _take(part, one, name)
    raise UnknownError(f"{name} is bound in {ast.unparse(target)}")
