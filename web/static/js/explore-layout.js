// Where each thing of a picture of surroundings stands. Every place is computed from the data, so the same page gives
// the same picture, and what is added later stands below what was there.

export const FONT = 'Arial, sans-serif';
export const TEXT = 14;
export const LINE = 18;
const PADDING = 8;
const MOST_LINES = 3;
export const GAP = { row: 8, group: 20, caption: 20, side: 56, further: 36, indent: 22, edge: 4, wire: 12 };
const CROWD = 24; // things of one relation that stand in a column; more stand in rows below
const NARROW = 700; // px; below it everything stands in one column
const WIDEST = 260;
const LEAF = 210; // px that a column of a grid takes at least

/** The lines of a text in a width, at most so many; the last ends in "…" where there was more. */
function wrap(text, width, pen, most) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines.map((line) => shorten(line, width, pen));
  const kept = lines.slice(0, most);
  kept[most - 1] = shorten(`${lines.slice(most - 1).join(' ')} …`, width, pen);
  return kept;
}

/** A line that fits a width: letters before its end go where it does not. */
function shorten(line, width, pen) {
  let cut = line;
  while (pen.measureText(cut).width > width && cut.length > 2) cut = `${cut.replace(/…$/, '').trimEnd().slice(0, -1)}…`;
  return cut;
}

/** What stands in the box of a thing: its number and title, or its kind and title. */
export function words(node) {
  const name = node.name === node.title ? `${capital(node.kind_word)}: ${node.title}` : node.name;
  return node.withdrawn ? `WITHDRAWN. ${name}` : name;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Half of an even number is whole: edges and letters fall on pixels and stay sharp. */
function even(length) {
  return 2 * Math.floor(length / 2);
}

/** A box for a thing: its lines and its size. */
function box(node, width, pen, most = MOST_LINES) {
  const tag = node.look === 'word' || node.look === 'organisation' ? 2 * PADDING : 0; // room for slanted sides
  const lines = wrap(words(node), width - 2 * PADDING - tag, pen, most);
  return { node, lines, width: even(width), height: lines.length * LINE + 2 * PADDING };
}

/** Two columns beside the centre: the first half of the neighbours to the right, the others to the left. */
function wide(graph, groups, width, pen) {
  const middle = Math.min(220, width / 5);
  const room = Math.min((width - middle) / 2 - GAP.side - GAP.edge, WIDEST);
  const near = [...groups].flatMap(([caption, branches]) => branches.map((one) => ({ caption, ...box(one.node, room, pen) })));
  const whole = near.reduce((sum, one) => sum + one.height + GAP.row, 0);
  const sides = { right: [], left: [] };
  let height = 0;
  for (const one of near) {
    const tall = one.height + GAP.row;
    (height + tall / 2 <= whole / 2 || !sides.right.length ? sides.right : sides.left).push(one);
    height += tall;
  }
  const columns = Object.entries(sides).map(([side, column]) => ({ side, column, height: stack(column).at }));
  const total = Math.max(...columns.map((one) => one.height), 80) + 2 * GAP.edge;
  const placed = [{ ...box(graph.nodes[0], middle, pen), x: width / 2, y: total / 2 }];
  for (const { side, column, height: tall } of columns) {
    const x = width / 2 + (side === 'right' ? 1 : -1) * (middle / 2 + GAP.side + room / 2);
    placed.push(...stack(column, (total - tall) / 2, x, side).boxes);
  }
  return { placed, height: total, width };
}

/** A column of boxes from `at` downwards; a caption stands where the relation changes. */
function stack(column, at = 0, x = 0, side = 'right') {
  const boxes = [];
  let said = null;
  for (const { caption, ...one } of column) {
    if (caption !== said) {
      at += said === null ? 0 : GAP.group - GAP.row;
      boxes.push({ caption, x, y: at + GAP.caption / 2, width: one.width });
      at += GAP.caption;
      said = caption;
    }
    boxes.push({ ...one, x, y: at + one.height / 2, side });
    at += one.height + GAP.row;
  }
  return { boxes, at };
}

/**
 * Rows, for two steps: the centre on top, each neighbour below it on the left, and what hangs on a neighbour in a grid
 * beside it. Neighbours on which nothing hangs stand in a grid of their own under the name of the relation.
 */
function rows(graph, groups, width, pen) {
  const left = GAP.edge + GAP.indent;
  const beside = left + WIDEST + GAP.further;
  const centre = box(graph.nodes[0], WIDEST + GAP.further, pen);
  const placed = [{ ...centre, x: GAP.edge + centre.width / 2, y: GAP.edge + centre.height / 2 }];
  let top = GAP.edge + centre.height;
  for (const [caption, branches] of groups) {
    if (!branches.length) continue;
    top += GAP.group;
    placed.push({ caption, x: left + WIDEST / 2, y: top + GAP.caption / 2, width: WIDEST });
    top += GAP.caption;
    const alone = grid(branches.filter((one) => !one.further.length), left, top, width, null, pen);
    placed.push(...alone.boxes);
    top = alone.bottom;
    for (const branch of branches.filter((one) => one.further.length)) {
      const own = box(branch.node, WIDEST, pen);
      placed.push({ ...own, x: left + own.width / 2, y: top + GAP.wire + own.height / 2, side: 'below' });
      const further = grid(branch.further, beside, top, width, beside - GAP.further / 2, pen);
      placed.push(...further.boxes);
      top = Math.max(further.bottom, top + GAP.wire + own.height + GAP.row);
    }
  }
  return { placed, height: top + GAP.edge, width };
}

/** Branches in rows of a grid, each with the height at which its line runs and the trunk from which this comes. */
function grid(branches, left, top, width, trunk, pen) {
  const columns = Math.max(1, Math.floor((width - left) / LEAF));
  const share = (width - left - GAP.edge) / columns;
  const boxes = [];
  for (let at = 0; at < branches.length; at += columns) {
    const row = branches.slice(at, at + columns).map((one) => ({ ...box(one.node, share - GAP.row, pen), inferred: one.edge.inferred }));
    const first = top + GAP.wire;
    row.forEach((one, column) => boxes.push({
      ...one,
      x: Math.round(left + column * share + one.width / 2),
      y: first + one.height / 2,
      side: 'wired',
      wire: { level: first - GAP.wire / 2, trunk },
    }));
    top = first + Math.max(...row.map((one) => one.height));
  }
  return { boxes, bottom: branches.length ? top + GAP.row : top };
}

/** One column, for a narrow screen: the centre on top, what hangs on a thing below it and further in, on one line each. */
function narrow(graph, groups, width, pen) {
  const inner = (deep) => width - deep * GAP.indent - 2 * GAP.edge;
  const place = (one, deep, top) => ({
    ...one,
    x: GAP.edge + deep * GAP.indent + one.width / 2,
    y: top + one.height / 2,
    side: 'below',
  });
  let top = GAP.edge;
  const placed = [];
  const put = (node, deep) => {
    placed.push(place(box(node, inner(deep), pen, deep > 1 ? 1 : MOST_LINES), deep, top));
    top += placed.at(-1).height + GAP.row;
  };
  put(graph.nodes[0], 0);
  for (const [name, branches] of groups) {
    if (!branches.length) continue;
    top += GAP.group - GAP.row;
    placed.push({ caption: name, x: GAP.edge + GAP.indent + inner(1) / 2, y: top + GAP.caption / 2 - 4, width: inner(1) });
    top += GAP.caption;
    for (const branch of branches) {
      put(branch.node, 1);
      for (const leaf of branch.further) put(leaf.node, 2);
    }
  }
  return { placed, height: top, width };
}

/** Takes crowds out of the groups: things of one relation that are many and have nothing behind them. */
export function crowdsOf(groups) {
  const crowds = [];
  for (const [name, branches] of groups) {
    const alone = branches.filter((one) => !one.further.length);
    if (alone.length > CROWD) {
      crowds.push({ caption: `${name} (${alone.length})`, nodes: alone.map((one) => one.node) });
      groups.set(name, branches.filter((one) => one.further.length));
    }
  }
  return crowds;
}

/** For each thing that was opened, in order, what lies one step further from it and is not there yet. */
export function furtherFrom(graph, shown) {
  const there = new Set(shown);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.opened.flatMap((opened) => {
    const ends = graph.edges.flatMap((edge) => {
      if (edge.start === opened) return [edge.end];
      return edge.end === opened ? [edge.start] : [];
    });
    const fresh = [...new Set(ends)].filter((id) => !there.has(id) && byId.has(id));
    fresh.forEach((id) => there.add(id));
    if (!fresh.length || !byId.has(opened)) return [];
    return [{ caption: `One step further from ${words(byId.get(opened))}`, nodes: fresh.map((id) => byId.get(id)) }];
  });
}

/** Blocks of rows below the picture, each under its caption. Nothing that stood there before moves. */
export function blocks(many, layout, pen) {
  const placed = [...layout.placed];
  const columns = Math.max(1, Math.floor(layout.width / (WIDEST + 2 * GAP.row)));
  const width = even(layout.width / columns - 2 * GAP.row);
  let top = layout.height;
  for (const { caption, nodes } of many) {
    const name = shorten(caption, layout.width - 2 * PADDING, pen);
    placed.push({ caption: name, x: layout.width / 2, y: top + GAP.group, width: layout.width - 2 * PADDING });
    top += GAP.group + GAP.caption;
    for (let at = 0; at < nodes.length; at += columns) {
      const row = nodes.slice(at, at + columns).map((node) => box(node, width, pen));
      const tall = Math.max(...row.map((one) => one.height));
      row.forEach((one, column) => placed.push({
        ...one, x: (column + 0.5) * (layout.width / columns), y: top + tall / 2, side: 'block',
      }));
      top += tall + GAP.row;
    }
  }
  return { ...layout, placed, height: top + (many.length ? GAP.edge : 0) };
}

/** The places of a graph's things in a width: as the room and the number of steps allow. */
export function laidOut(graph, groups, width, pen) {
  if (width < NARROW) return narrow(graph, groups, width, pen);
  return (graph.steps > 1 ? rows : wide)(graph, groups, width, pen);
}
