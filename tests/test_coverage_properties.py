"""Coverage: what holds of any practices and links, at any trust, in any slice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coverage_support import ASKED, IMPLEMENTATION, POLICY, Link, Made, assessment, made_facts
from hypothesis import given
from hypothesis import strategies as st

from kg.coverage import COLUMNS, EVERYTHING, ROWS, STATES, Coverage, Facts, Filters, Trust, coverage, gap_map
from kg.coverage.facts import BASES, EXTENTS, Implementation
from kg.namespaces import thing

KEYS = ("ant", "bee", "cat", "dog")
DATES = ("2016", "2017-05", "2018-03-31", "2020")
TRUSTS = st.builds(
    Trust,
    basis=st.sampled_from(("stated", "curated", "read-by-two")),
    minor=st.booleans(),
    inferred=st.booleans(),
    as_of=st.sampled_from((None, *DATES)),
)
FILTERS = st.builds(
    Filters,
    setting=st.sampled_from((None, "hospital", "ward", "clinic")),
    collaborative=st.sampled_from((None, "coast")),
    workstream=st.sampled_from((None, "1", "2")),
    standard=st.sampled_from((None, None, "grid/a.1")),
)
IMPLEMENTATIONS = st.lists(
    st.builds(
        Implementation,
        via=st.sampled_from((thing("domain", "grid/a"), thing("standard", "grid/a.1"))),
        requirement=st.sampled_from((thing("recommendation", "1"), thing("recommendation", "2"))),
        basis=st.sampled_from((0, 1)),
        readers=st.integers(0, 2),
    ),
    max_size=3,
)


@st.composite
def tables(draw: st.DrawFn) -> Facts:
    """Tables of at most four practices with any links and assessments."""
    practices = [
        Made(
            key,
            reported=draw(st.sampled_from(DATES)),
            standing=draw(st.sampled_from(("counts", "counts", "counts", "planned", "scenario"))),
            withdrawn=draw(st.sampled_from(("", "", "2019"))),
            settings=draw(st.sampled_from(((), ("ward",), ("clinic",)))),
            leads=draw(st.sampled_from((("coast",), ("hills",)))),
        )
        for key in KEYS[: draw(st.integers(1, 4))]
    ]
    ends = st.tuples(st.sampled_from([one.key for one in practices]), st.sampled_from(sorted(ASKED)))
    links = [
        Link(
            practice,
            to,
            extent=draw(st.sampled_from(EXTENTS)),
            basis=draw(st.sampled_from(BASES)),
            readers=draw(st.integers(0, 2)),
            figure=draw(st.booleans()),
        )
        for practice, to in sorted(draw(st.sets(ends, max_size=8)))
    ]
    searched = [
        assessment(
            about,
            current=draw(st.booleans()),
            kept=draw(st.sampled_from(((), (practices[0].iri,)))),
        )
        for about in draw(st.sets(st.sampled_from(sorted(ASKED))))
    ]
    return made_facts(practices, links, draw(IMPLEMENTATIONS), searched)


def rank(cover: Coverage) -> int:
    """The place of a state: the higher, the less is known."""
    return STATES.index(cover.state)


@given(tables(), TRUSTS, FILTERS)
def test_each_practice_is_counted_once_for_a_requirement(
    table: Facts, trust: Trust, filters: Filters
) -> None:
    for cover in coverage(table, POLICY, trust, filters).values():
        counted = [*cover.practices, *cover.minor, *cover.inferred]
        assert len(counted) == len(set(counted))
        assert cover.number == len(cover.practices)
        divided = [practice for practices in cover.by.values() for practice in practices]
        assert sorted(divided) == sorted([*cover.practices, *cover.minor])
        assert set(cover.with_figure) <= set(cover.practices)
        assert set(cover.through) <= set(divided)


def tighter(trust: Trust) -> Iterator[Trust]:
    """Every trust that takes less than this one."""
    for basis in ("stated", "read-by-two") if trust.basis == "curated" else ():
        yield replace(trust, basis=basis)
    if trust.minor:
        yield replace(trust, minor=False)
    if trust.inferred:
        yield replace(trust, inferred=False)


@given(tables(), TRUSTS, FILTERS)
def test_tightening_trust_never_raises_a_state(table: Facts, trust: Trust, filters: Filters) -> None:
    loose = coverage(table, POLICY, trust, filters)
    for less in tighter(trust):
        for iri, tight in coverage(table, POLICY, less, filters).items():
            assert rank(tight) >= rank(loose[iri]), (less, iri, loose[iri].state, tight.state)
            assert set(tight.practices) <= set(loose[iri].practices)


@given(tables(), TRUSTS, FILTERS)
def test_a_part_never_has_more_than_its_whole(table: Facts, trust: Trust, filters: Filters) -> None:
    covers = coverage(table, POLICY, trust, filters)
    for asked in table.requirements:
        for whole in asked.wholes:
            part = covers[asked.iri]
            assert set(part.practices) <= set(covers[whole].practices)
            assert set(part.with_figure) <= set(covers[whole].with_figure)
            assert set(part.minor) <= {*covers[whole].practices, *covers[whole].minor}


@given(tables(), TRUSTS, FILTERS)
def test_withdrawn_and_planned_practice_and_scenarios_never_count(
    table: Facts, trust: Trust, filters: Filters
) -> None:
    held = table.practices
    out = {
        iri
        for iri, standing, withdrawn in zip(held.iri, held.standing, held.withdrawn, strict=True)
        if standing != "counts" or withdrawn
    }
    for cover in coverage(table, POLICY, replace(trust, as_of=None), filters).values():
        assert out.isdisjoint([*cover.practices, *cover.minor, *cover.inferred])


@given(tables(), TRUSTS, FILTERS)
def test_none_found_is_only_said_where_nothing_is_known_at_the_widest_trust(
    table: Facts, trust: Trust, filters: Filters
) -> None:
    widest = coverage(table, POLICY, Trust(as_of=trust.as_of), filters)
    for iri, cover in coverage(table, POLICY, trust, filters).items():
        if cover.state == "none-found":
            assert not [*widest[iri].practices, *widest[iri].minor, *widest[iri].inferred]
            assert cover.searched is not None
            assert cover.searched.assessment.current
            assert "Looked for on 22 November 2026 in “Bulletin”" in cover.reason


def level(cover: Coverage, practice: str) -> int:
    """What a practice is for a requirement: it counts, touches it, reaches it, or nothing."""
    sets = (cover.practices, cover.minor, cover.inferred)
    return next((at for at, held in enumerate(sets) if practice in held), len(sets))


@given(tables(), TRUSTS, FILTERS)
def test_what_trust_leaves_out_is_practice_that_would_be_more_at_the_widest(
    table: Facts, trust: Trust, filters: Filters
) -> None:
    widest = coverage(table, POLICY, Trust(as_of=trust.as_of), filters)
    for iri, cover in coverage(table, POLICY, trust, filters).items():
        less = [one for one in table.practices.iri if level(cover, one) > level(widest[iri], one)]
        assert cover.left_out == len(less)


@given(tables(), TRUSTS, FILTERS)
def test_a_state_is_fragile_exactly_where_one_link_that_one_editor_judged_holds_it_up(
    table: Facts, trust: Trust, filters: Filters
) -> None:
    links = table.links
    alone = [
        at for at, basis in enumerate(links.basis) if BASES[basis] == "curated" and links.readers[at] < 2
    ]
    covers = coverage(table, POLICY, trust, filters)
    falls = dict.fromkeys(covers, False)
    for at in alone:
        for iri, cover in coverage(without(table, at), POLICY, trust, filters).items():
            falls[iri] |= rank(cover) > rank(covers[iri])
    assert {iri: cover.fragile for iri, cover in covers.items()} == falls


def without(table: Facts, at: int) -> Facts:
    """The table without one of its links."""
    columns = {name: column[:at] + column[at + 1 :] for name, column in vars(table.links).items()}
    return replace(table, links=replace(table.links, **columns))


@given(tables(), TRUSTS, FILTERS, st.sampled_from(sorted(ROWS)), st.sampled_from(sorted(COLUMNS)))
def test_a_cell_of_the_map_is_the_coverage_of_its_row_in_its_column(
    table: Facts, trust: Trust, filters: Filters, rows: str, columns: str
) -> None:
    held = gap_map(table, POLICY, trust, filters, rows, columns)
    wholes = coverage(table, POLICY, trust, filters)
    assert [len(line) for line in held.cells] == [len(held.columns)] * len(held.rows)
    for at, column in enumerate(held.columns):
        within = coverage(table, POLICY, trust, replace(filters, **{column.facet: column.key}))
        for row, line in zip(held.rows, held.cells, strict=True):
            cover = within[row.requirement.iri]
            assert (line[at].number, line[at].state, line[at].reason) == (
                cover.number,
                cover.state,
                cover.reason,
            )
            assert row.whole.state == wholes[row.requirement.iri].state
            assert set(line[at].coverage.practices) <= set(row.whole.practices) & set(column.practices)


def test_nothing_linked_is_not_assessed_or_not_for_practice() -> None:
    covers = coverage(made_facts([Made("ant")], [], [IMPLEMENTATION]), POLICY, filters=EVERYTHING)
    assert {ASKED[name].number: covers[ASKED[name].iri].state for name in ASKED} == {
        "1": "not-assessed",
        "1.1": "not-assessed",
        "1.2": "not-for-practice",
        "2": "not-assessed",
        "a": "not-assessed",
        "a.1": "not-assessed",
    }
