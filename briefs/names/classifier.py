"""How sure one can be of a match: boosted decision trees over the figures of ``match_features``.

``data/decision.txt`` names the figures in its first line and has the value to begin with in its second;
each further line is a tree: its nodes in order, each ``figure<threshold:yes:no`` with the number of the
figure and the places of the next nodes, or the value of a leaf. It was fitted by
``python -m benchmarks.name_decision``; see data/README.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DecisionNode = tuple[int, float, "DecisionNode | float", "DecisionNode | float"]


def _tree(line: str) -> DecisionNode | float:
    """The nodes of a line, nested; branches come after the nodes that lead to them."""
    nodes = line.split()
    grown: list[DecisionNode | float] = [0.0] * len(nodes)
    # Backwards, so that both branches of a node are there before it.
    for place in range(len(nodes) - 1, -1, -1):
        figure, less, rest = nodes[place].partition("<")
        if less:
            threshold, yes, no = rest.split(":")
            grown[place] = (int(figure), float(threshold), grown[int(yes)], grown[int(no)])
        else:
            grown[place] = float(figure)
    return grown[0]


@cache
def _trees() -> tuple[list[str], float, list[DecisionNode | float]]:
    text = Path(__file__).with_name("data").joinpath("decision.txt").read_text("utf-8")
    names, start, *trees = text.splitlines()
    return [name.replace("_", " ") for name in names.split()], float(start), [_tree(tree) for tree in trees]


def prepare() -> None:
    """Read the trees now, so that the first question need not wait for them."""
    _trees()


def probability(features: Mapping[str, float]) -> float:
    """The chance that the match is meant, 0 to 1; ``features`` are those of ``match_features``, by name."""
    names, total, trees = _trees()
    # The sum of the leaves is a log-odds: the trees were fitted to the logistic loss.
    values = [features.get(name, 2.6) for name in names]
    for node in trees:
        while isinstance(node, tuple):
            figure, threshold, yes, no = node
            node = yes if values[figure] <= threshold else no
        total += node
    return 1 / (1 + math.exp(-total))
