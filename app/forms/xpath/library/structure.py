"""Functions over nodes, names and identity."""

from __future__ import annotations

import hashlib
import math

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.library.function import Arguments, Function, nodes, whole
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import Value, to_number, to_string

_MODULUS = 2_147_483_647


def _uuid(context: Context, arguments: Arguments) -> Value:
    text = context.scope.new_uuid()
    if not arguments:
        return text
    length = min(whole(arguments[0], context.scope) or 0, 256)
    while len(text) < length:
        text += context.scope.new_uuid()
    return text.replace("-", "x")[:length]


def _name(context: Context, arguments: Arguments) -> Value:
    node = _first(context, arguments)
    return node.name if node is not None else ""


def _local_name(context: Context, arguments: Arguments) -> Value:
    node = _first(context, arguments)
    return node.name.rpartition(":")[2] if node is not None else ""


def _first(context: Context, arguments: Arguments) -> Node | None:
    if not arguments:
        return context.node
    found = nodes(arguments[0], "name")
    return found[0] if found else None


def _identified(context: Context, arguments: Arguments) -> Value:
    value = arguments[0]
    wanted = {
        word
        for text in ([n.string() for n in value] if isinstance(value, list) else [to_string(value)])
        for word in text.split()
    }
    return [
        node
        for node in context.scope.document.descendants()
        if any(a.name in {"id", "xml:id"} and a.text in wanted for a in node.attributes.values())
    ]


def _lang(context: Context, arguments: Arguments) -> Value:
    wanted = to_string(arguments[0]).lower()
    for node in (context.node, *context.node.ancestors()):
        language = node.attributes.get("xml:lang")
        if language is not None:
            found = language.text.lower()
            return found == wanted or found.startswith(f"{wanted}-")
    return False


def _randomize(context: Context, arguments: Arguments) -> Value:
    found = list(nodes(arguments[0], "randomize"))
    if len(arguments) > 1:
        return shuffle(found, _seed(arguments[1], context))
    return shuffle(found, int(context.scope.random() * _MODULUS))


def _seed(value: Value, context: Context) -> int:
    number = to_number(value, context.scope)
    if math.isnan(number) or math.isinf(number):
        text = to_string(value)
        if isinstance(value, list) and not text:
            return 0  # a seed that nobody answered yet (JavaRosa as run)
        if not isinstance(value, list):
            raise XPathEvaluationError("seed_wanted", text)
        # a text seeds by its digest, as in JavaRosa (spec: "randomize")
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)
    return int(number)


def shuffle(items: list[Node], seed: int) -> list[Node]:
    """Fisher-Yates from the inside out with the Park-Miller generator that the specification names, so that every client
    gives the same order for a seed (JavaRosa and Enketo: A to F with 42 is A F C B D E)."""
    state = math.fmod(seed, _MODULUS)
    number = int(state) if state > 0 else int(state) + _MODULUS - 1
    shuffled: list[Node] = []
    for item in items:
        number = number * 16_807 % _MODULUS
        place = int((number - 1) / (_MODULUS - 1) * (len(shuffled) + 1))
        shuffled.append(item)
        shuffled[place], shuffled[-1] = item, shuffled[place]
    return shuffled


FUNCTIONS = {
    "uuid": Function(_uuid, 0, 1),
    "name": Function(_name, 0, 1),
    "local-name": Function(_local_name, 0, 1),
    "id": Function(_identified, 1, 1),
    "lang": Function(_lang, 1, 1),
    "randomize": Function(_randomize, 1, 2),
}
