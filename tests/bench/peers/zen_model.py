"""An edition as a decision graph of zen-engine, for patients of whom everything is known."""

import json
from collections.abc import Mapping
from decimal import Decimal

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.ids import RegimenId, StepId
from navigator.engine.nodes import All, AnyOf, Compare, Holds, Is, Leaf, Node, OneOf
from navigator.engine.parts import Offer
from navigator.engine.ready import ReadyEdition, ready

_OF = "__of__"
INPUT, OUTPUT, EVERYWHERE = "input", "output", "everywhere"
_YES, _EXCLUDED, _NOT_MEANT = (
    f"'{status.value}'"
    for status in (OptionStatus.RECOMMENDED, OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)
)


def graph_of(edition: Edition, *, everywhere: bool = False, cautions: bool = False) -> str:
    """Return an edition as the JSON of a decision graph.

    A decision is a switch, a recommendation an expression with the status of each of its options,
    any other step one that gives its id. A safeguard that several options of a step share is
    answered once.

    Args:
        edition: Without faults.
        everywhere: Whether the status of every option of the edition is worked out as well, not
            only those of the step where the patient ends.
        cautions: Whether the safeguards that only warn are answered too, as they are for reasons.
    """
    prepared = ready(edition)
    nodes = [_node(INPUT, "inputNode", {}), _node(OUTPUT, "outputNode", {})]
    edges = [_edge(INPUT, edition.start)]
    for step in edition.steps.values():
        if step.kind is StepKind.DECISION:
            nodes.append(_node(step.id, "switchNode", _switch(prepared, step)))
            edges += [_edge(step.id, branch.to, branch.id) for branch in step.branches]
        else:
            nodes.append(_node(step.id, "expressionNode", _outcome(prepared, step, cautions)))
            edges.append(_edge(step.id, OUTPUT))
    if everywhere:
        offers = [
            (step, offer) for step in edition.steps.values() for offer in prepared.offers(step)
        ]
        nodes.append(_node(EVERYWHERE, "expressionNode", _statuses(offers, cautions)))
        edges += [_edge(INPUT, EVERYWHERE), _edge(EVERYWHERE, OUTPUT)]
    return json.dumps({"nodes": nodes, "edges": edges})


def key_of(step: StepId, regimen: RegimenId) -> str:
    """Return the key under which the status of an option comes out."""
    return f"{step}{_OF}{regimen}"


def is_status(key: str) -> bool:
    """Tell whether a key is that of a status."""
    return _OF in key


def context_of(values: Mapping[str, object]) -> dict[str, object]:
    """Return a patient as zen takes it."""
    return {element: _plain(value) for element, value in values.items()}


def _node(name: str, kind: str, content: dict) -> dict:
    return {"id": name, "name": name, "type": kind, "content": content}


def _edge(source: str, target: str, handle: str = "") -> dict:
    edge = {"id": f"{source}/{handle}/{target}", "type": "edge", "sourceId": source}
    return {**edge, "targetId": target, **({"sourceHandle": handle} if handle else {})}


def _switch(prepared: ReadyEdition, step: Step) -> dict:
    statements = [
        {"id": way.branch.id, "condition": expression(way.criterion.node) if way.criterion else ""}
        for way in prepared.ways(step)
    ]
    return {"hitPolicy": "first", "statements": statements}


def _outcome(prepared: ReadyEdition, step: Step, cautions: bool) -> dict:
    content = _statuses([(step, offer) for offer in prepared.offers(step)], cautions)
    content["expressions"].append({"id": "step", "key": "step", "value": _text(step.id)})
    return content


def _statuses(offers: list[tuple[Step, Offer]], cautions: bool) -> dict:
    rules = [rule for _, offer in offers for rule in offer.excluding]
    rules += [rule for _, offer in offers for rule in offer.warning if cautions]
    nodes = {rule.criterion.text: rule.criterion.node for rule in rules}
    dangers = {text: f"danger_{place}" for place, text in enumerate(nodes)}
    found = [(dangers[text], expression(node)) for text, node in nodes.items()]
    for step, offer in offers:
        named = [f"$.{dangers[rule.criterion.text]}" for rule in offer.excluding]
        value = f"({' or '.join(named)}) ? {_EXCLUDED} : {_YES}" if named else _YES
        value = f"({expression(offer.when.node)}) ? ({value}) : {_NOT_MEANT}"
        found.append((key_of(step.id, offer.option.regimen), value))
    return {"expressions": [{"id": key, "key": key, "value": value} for key, value in found]}


def expression(node: Node) -> str:
    """Return a criterion in zen's language; every element it reads must have a value."""
    if isinstance(node, All | AnyOf):
        if not node.parts:
            return "true" if isinstance(node, All) else "false"
        joint = " and " if isinstance(node, All) else " or "
        return joint.join(f"({expression(part)})" for part in node.parts)
    return _leaf(node)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Compare(terms, op, limit):
            total = " + ".join(f"({term.times}) * {term.element}" for term in terms)
            if len(terms) == 1 and terms[0].times == 1:
                total = terms[0].element
            return f"{total} {op.value} {limit}"
        case OneOf(element, values, wanted):
            if len(values) == 1:
                return f"{element} {'==' if wanted else '!='} {_text(values[0])}"
            listed = ", ".join(_text(value) for value in values)
            return f"{element} {'in' if wanted else 'not in'} [{listed}]"
        case Holds(element, choice, wanted):
            return f"{_text(choice)} {'in' if wanted else 'not in'} {element}"
        case Is(element, wanted):
            return f"{element} == {'true' if wanted else 'false'}"
        case _:
            return f"{leaf.element} {'!=' if leaf.wanted else '=='} null"


def _text(words: str) -> str:
    return f"'{words}'"


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return sorted(value) if isinstance(value, frozenset) else value
