"""The cheapest way between two things costs what networkx says that it costs."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

from kg.cheapest import cheapest


def made(seed: int) -> nx.Graph[str]:
    """A graph of thirty things, some with no way between them, with a hub that half of them are tied to."""
    draw = random.Random(seed)
    names = [f"t{number}" for number in range(30)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    pairs = [draw.sample(names, 2) for _ in range(28)] + [["t0", other] for other in names[1:16]]
    for one, other in pairs:
        graph.add_edge(one, other, cost=draw.choice((0.5, 1.0, 1.0, 2.5)))
    return graph


@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_it_costs_what_networkx_finds_with_worn_things_and_a_forbidden_step(seed: int, direct: bool) -> None:
    graph, worn = made(seed), {"t0": 2, "t3": 1}

    def cost(one: str, other: str, data: Any) -> float | None:
        forbidden = not direct and {one, other} == {"t1", end}
        own: float = data["cost"]
        return None if forbidden else own + worn.get(one, 0) + worn.get(other, 0)

    def steps(one: str) -> list[tuple[float, str]]:
        return sorted((data["cost"], other) for other, data in graph.adj[one].items())

    for end in list(graph)[2:]:
        found = cheapest(steps, "t1", end, worn, direct)
        if found is None:
            with pytest.raises(nx.NetworkXNoPath):
                nx.dijkstra_path_length(graph, "t1", end, weight=cost)
            continue
        assert (found[0], found[-1]) == ("t1", end)
        total = sum(cost(one, other, graph[one][other]) or 0 for one, other in pairwise(found))
        assert total == pytest.approx(nx.dijkstra_path_length(graph, "t1", end, weight=cost))
