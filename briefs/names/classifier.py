"""How sure one can be of a match: boosted decision trees over the figures of ``match_features``.

``data/decision.txt`` names the figures in its first line and has the value to begin with in its second;
each further line is a tree: its nodes in order, each ``figure<threshold:yes:no`` with the number of the
figure and the places of the next nodes, or the value of a leaf. It was fitted by
``python -m benchmarks.name_decision``; see data/README.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefs.names.word_lists import read_lines

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class DecisionTrees:
    """All trees as one: an entry for each node; a leaf leads to itself. ``roots`` begin the trees."""

    names: tuple[str, ...]
    start: float
    roots: Numbers
    figures: Numbers
    thresholds: Numbers
    yes_nodes: Numbers  # where to go if the figure is at most the threshold
    no_nodes: Numbers  # and if it is more
    values: Numbers
    depth: int


@cache
def decision_trees() -> DecisionTrees:
    """The trees, read from their file."""
    names, start, *lines = read_lines("decision.txt")
    roots, nodes = list[int](), list[tuple[int, float, int, int, float]]()
    for line in lines:
        root = len(nodes)
        roots.append(root)
        for node in line.split():
            figure, less, rest = node.partition("<")
            if less:
                threshold, yes, no = rest.split(":")
                nodes.append((int(figure), float(threshold), root + int(yes), root + int(no), 0.0))
            else:
                nodes.append((0, 0.0, len(nodes), len(nodes), float(figure)))
    figures, thresholds, yes_nodes, no_nodes, values = map(np.array, zip(*nodes, strict=True))
    places, depth = np.array(roots), 0
    while (following := np.union1d(yes_nodes[places], no_nodes[places])).tolist() != places.tolist():
        places, depth = following, depth + 1
    figure_names = tuple(name.replace("_", " ") for name in names.split())
    return DecisionTrees(
        figure_names, float(start), np.array(roots), figures, thresholds, yes_nodes, no_nodes, values, depth
    )


def probability(features: Mapping[str, float]) -> float:
    """The chance that the match is meant, 0 to 1; ``features`` are those of ``match_features``, by name."""
    trees = decision_trees()
    values = np.array([features[name] for name in trees.names], float)
    # Every node is decided at once: less work for numpy than to pick out those that matter, level by level.
    nexts = np.where(values.take(trees.figures) > trees.thresholds, trees.no_nodes, trees.yes_nodes)
    places = trees.roots
    for _ in range(trees.depth):
        places = nexts.take(places)
    # The sum of the leaves is a log-odds: the trees were fitted to the logistic loss.
    return float(1 / (1 + math.exp(-trees.start - trees.values.take(places).sum())))
