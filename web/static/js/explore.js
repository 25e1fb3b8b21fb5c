import { svgOf, save } from './explore-save.js';

// Draws the surroundings of a thing: the centre in the middle, what it is related to in columns beside it,
// each relation under its name. Every place is computed from the data, so the same page gives the same picture.
// The list below the picture says the same; nobody needs this script.

const FONT = 'Arial, sans-serif';
const TEXT = 14;
const LINE = 18;
const PADDING = 8;
const MOST_LINES = 3;
const GAP = { row: 8, group: 20, caption: 20, side: 56, further: 36, indent: 22, edge: 4 };
const TALLEST = 16000; // px of a canvas that every browser draws
const SMALLEST = 0.1; // of a picture's size; below it nothing can be told from anything
const SMALLER = 0.75; // of the size before
const ROOM = 120; // px of a window that are left for what stands around the whole picture
const CROWD = 24; // things of one relation that stand in a column; more stand in rows below
const NARROW = 700; // px; below it everything stands in one column
const WIDEST = 260;
const SHAPES = {
  practice: 'round-rectangle',
  requirement: 'rectangle',
  group: 'cut-rectangle',
  organisation: 'barrel',
  record: 'bottom-round-rectangle',
  word: 'polygon',
};
const TAG = [-1, -1, 0.9, -1, 1, 0, 0.9, 1, -1, 1]; // a label with a short point, which leaves room for words
const COLOURS = {
  practice: ['#d5e8f7', '#003d78'],
  requirement: ['#ffffff', '#212b32'],
  group: ['#fff5cc', '#7a5a00'],
  organisation: ['#d9f0e0', '#00592c'],
  record: ['#f0e3f2', '#5a1f60'],
  word: ['#e8edee', '#4c6272'],
};

const picture = document.getElementById('picture');

/** The lines of a text in a width, at most MOST_LINES; the last ends in "…" where there was more. */
function wrap(text, width, pen) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return lines.map((line) => shorten(line, width, pen));
  const kept = lines.slice(0, MOST_LINES);
  kept[MOST_LINES - 1] = shorten(`${kept[MOST_LINES - 1]} …`, width, pen);
  return kept;
}

/** A line that fits a width: letters before its end go where it does not. */
function shorten(line, width, pen) {
  let cut = line;
  while (pen.measureText(cut).width > width && cut.length > 2) cut = `${cut.replace(/…$/, '').trimEnd().slice(0, -1)}…`;
  return cut;
}

/** What stands in the box of a thing: its number and title, or its kind and title. */
function words(node) {
  const name = node.name === node.title ? `${capital(node.kind_word)}: ${node.title}` : node.name;
  return node.withdrawn ? `WITHDRAWN. ${name}` : name;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The tree that the picture is made of: groups of neighbours by relation, with what hangs on each neighbour.
 * A thing hangs on the first thing that leads to it, by an asserted relation if there is one.
 */
function tree(graph) {
  const distance = new Map(graph.nodes.map((node) => [node.id, node.distance]));
  const inOrder = [...graph.edges].sort((one, other) => one.inferred - other.inferred);
  const families = (edge) => graph.families.indexOf(edge.family) + 100 * edge.inferred;
  const hangs = new Map();
  for (const edge of inOrder) {
    if (distance.get(edge.end) > distance.get(edge.start) && !hangs.has(edge.end)) hangs.set(edge.end, edge);
  }
  const children = new Map();
  for (const node of graph.nodes) {
    const edge = hangs.get(node.id);
    if (edge) children.set(edge.start, [...(children.get(edge.start) ?? []), { node, edge }]);
  }
  const groups = new Map();
  const near = (children.get(graph.centre) ?? []).sort((one, other) => families(one.edge) - families(other.edge));
  for (const branch of near) {
    const name = branch.edge.reads + (branch.edge.inferred ? ' (by inference)' : '');
    groups.set(name, [...(groups.get(name) ?? []), { ...branch, further: children.get(branch.node.id) ?? [] }]);
  }
  return { groups, hangs };
}

/** Half of an even number is whole: edges and letters fall on pixels and stay sharp. */
function even(length) {
  return 2 * Math.floor(length / 2);
}

/** A box for a thing: its lines and its size. */
function box(node, width, pen) {
  const tag = node.look === 'word' || node.look === 'organisation' ? 2 * PADDING : 0; // room for slanted sides
  const lines = wrap(words(node), width - 2 * PADDING - tag, pen);
  return { node, lines, width: even(width), height: lines.length * LINE + 2 * PADDING };
}

/** One neighbour with what hangs on it, as boxes; `height` is what they take up in a column. */
function unit(branch, caption, widths, pen) {
  const own = box(branch.node, widths.near, pen);
  const further = branch.further.map((leaf) => box(leaf.node, widths.far, pen));
  const below = further.reduce((sum, one) => sum + one.height + GAP.row, 0);
  return { caption, own, further, below, tall: Math.max(own.height + GAP.row, below) };
}

/** Two columns beside the centre: the first half of the units to the right, the others to the left. */
function wide(graph, groups, width, pen) {
  const hasFar = graph.nodes.some((node) => node.distance > 1);
  const middle = Math.min(220, width / 5);
  const room = (width - middle) / 2 - GAP.side - GAP.edge;
  const share = hasFar ? (room - GAP.further) / 2 : room;
  const widths = { near: Math.min(share, WIDEST), far: Math.min(share, WIDEST) };
  const units = [...groups].flatMap(([name, branches]) => branches.map((branch) => unit(branch, name, widths, pen)));
  const whole = units.reduce((sum, one) => sum + one.tall, 0);
  const sides = { right: [], left: [] };
  let height = 0;
  for (const one of units) {
    (height + one.tall / 2 <= whole / 2 || !sides.right.length ? sides.right : sides.left).push(one);
    height += one.tall;
  }
  const columns = Object.entries(sides).map(([side, column]) => ({ side, column, height: stack(column).at }));
  const total = Math.max(...columns.map((one) => one.height), 80) + 2 * GAP.edge;
  const centre = box(graph.nodes[0], middle, pen);
  const placed = [{ ...centre, x: width / 2, y: total / 2 }];
  for (const { side, column, height: tall } of columns) {
    const way = side === 'right' ? 1 : -1;
    const near = width / 2 + way * (middle / 2 + GAP.side + widths.near / 2);
    const far = near + way * (widths.near / 2 + GAP.further + widths.far / 2);
    placed.push(...column.length ? stack(column, (total - tall) / 2, near, far, side).boxes : []);
  }
  return { placed, height: total, width };
}

/** A column of units from `at` downwards; a caption stands where the relation changes. */
function stack(column, at = 0, near = 0, far = 0, side = 'right') {
  const boxes = [];
  let caption = null;
  for (const one of column) {
    if (one.caption !== caption) {
      at += caption === null ? 0 : GAP.group - GAP.row;
      at += GAP.caption;
    }
    const middle = at + (one.tall - GAP.row) / 2;
    if (one.caption !== caption) {
      const above = middle - one.own.height / 2 - GAP.caption / 2;
      boxes.push({ caption: one.caption, x: near, y: above, width: one.own.width });
      caption = one.caption;
    }
    boxes.push({ ...one.own, x: near, y: middle, side });
    let top = middle - (one.below - GAP.row) / 2;
    for (const leaf of one.further) {
      boxes.push({ ...leaf, x: far, y: top + leaf.height / 2, side });
      top += leaf.height + GAP.row;
    }
    at += one.tall;
  }
  return { boxes, at };
}

/** One column, for a narrow screen: the centre on top, what hangs on a thing below it and further in. */
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
    placed.push(place(box(node, inner(deep), pen), deep, top));
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
function crowdsOf(groups) {
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
function furtherFrom(graph, shown) {
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
function blocks(many, layout, pen) {
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

/** The part of the graph that is drawn as a tree: what lies within the steps that were asked for. */
function within(graph) {
  const near = new Set(graph.nodes.filter((node) => node.distance <= graph.steps).map((node) => node.id));
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => near.has(node.id)),
    edges: graph.edges.filter((edge) => near.has(edge.start) && near.has(edge.end)),
  };
}

/** The elements of the picture for Cytoscape. */
function elements(graph, hangs, { placed }) {
  const busy = placed.some((one) => one.side === 'below' || one.node?.distance > 1);
  const byId = new Map(placed.filter((one) => one.node).map((one) => [one.node.id, one]));
  const nodes = placed.map((one) => (one.node
    ? {
      data: { id: one.node.id, label: one.lines.join('\n'), width: one.width, height: one.height, href: one.node.distance ? one.node.open : undefined, look: one.node.look },
      position: { x: Math.round(one.x), y: Math.round(one.y) },
      classes: `${one.node.look}${one.node.distance ? '' : ' centre'}${graph.opened.includes(one.node.id) ? ' opened' : ''}`,
    }
    : {
      data: { label: one.caption, width: one.width, height: GAP.caption },
      position: { x: Math.round(one.x), y: Math.round(one.y) },
      classes: 'caption',
    }));
  const drawn = graph.edges.filter((edge) => byId.has(edge.start) && byId.has(edge.end));
  const edges = drawn.map((edge) => ({
    data: { source: edge.start, target: edge.end, label: edge.reads, ...bend(byId.get(edge.start), byId.get(edge.end)) },
    classes: [
      hangs.get(edge.end) === edge && byId.get(edge.end).side !== 'block' ? `tree ${byId.get(edge.end).side}` : `also ${lies(byId.get(edge.start), byId.get(edge.end), busy)}`,
      edge.inferred ? 'inferred' : '',
    ].join(' '),
  }));
  return [...nodes, ...edges];
}

/**
 * How a relation that is no branch of the tree runs: beside a column or across. Where they are many, as two steps
 * away or on a narrow screen, they are drawn only while the reader points at one of their ends.
 */
function lies(start, end, busy) {
  if (busy || start.side === 'block' || end.side === 'block') return 'hidden across';
  return start.side === end.side && start.x === end.x ? `beside-${start.side}` : 'across';
}

/** How far a relation beside a column swings out, and the elbow of one in a narrow picture. */
function bend(start, end) {
  const rise = end.y - start.y;
  const swing = Math.min(GAP.further + 20, 14 + Math.abs(rise) / 8) * Math.sign(rise) * (start.side === 'left' ? 1 : -1);
  const from = { x: start.x - start.width / 2 + GAP.indent / 2, y: start.y + start.height / 2 };
  const to = { x: end.x - end.width / 2, y: end.y };
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  return { swing, elbowAt: (dy * dy) / (long * long), elbowOff: (dx * dy) / long, stem: GAP.indent / 2 - start.width / 2 };
}

const STYLE = [
  {
    selector: 'node',
    style: {
      label: 'data(label)',
      width: 'data(width)',
      height: 'data(height)',
      'font-family': FONT,
      'font-size': TEXT,
      'line-height': LINE / TEXT,
      'text-wrap': 'wrap',
      'text-max-width': 2000,
      'text-valign': 'center',
      'text-halign': 'center',
      color: '#212b32',
      'border-width': 2,
      'overlay-opacity': 0,
    },
  },
  ...Object.entries(SHAPES).map(([look, shape]) => ({
    selector: `.${look}`,
    style: { shape, 'background-color': COLOURS[look][0], 'border-color': COLOURS[look][1] },
  })),
  { selector: '.opened', style: { 'border-width': 6, 'border-style': 'double' } },
  { selector: '.centre', style: { 'font-weight': 'bold', 'border-width': 4 } },
  {
    selector: '.caption',
    style: { 'background-opacity': 0, 'border-width': 0, 'font-style': 'italic', color: '#4c6272', events: 'no' },
  },
  {
    selector: 'edge',
    style: {
      width: 2,
      'line-color': '#768692',
      'curve-style': 'straight',
      'overlay-opacity': 0,
      'font-family': FONT,
      'font-size': 13,
      'text-background-color': '#ffffff',
      'text-background-opacity': 1,
      'text-background-padding': 2,
      events: 'no',
    },
  },
  {
    selector: '.tree.right',
    style: {
      'curve-style': 'taxi',
      'taxi-direction': 'rightward',
      'source-endpoint': '50% 0',
      'target-endpoint': '-50% 0',
    },
  },
  {
    selector: '.tree.left',
    style: {
      'curve-style': 'taxi',
      'taxi-direction': 'leftward',
      'source-endpoint': '-50% 0',
      'target-endpoint': '50% 0',
    },
  },
  {
    selector: '.tree.below',
    style: {
      'curve-style': 'segments',
      'edge-distances': 'endpoints',
      'segment-weights': 'data(elbowAt)',
      'segment-distances': 'data(elbowOff)',
      'source-endpoint': (edge) => `${edge.data('stem')}px 50%`,
      'target-endpoint': '-50% 0',
    },
  },
  { selector: '.also', style: { width: 1, 'line-color': '#aeb7bd', 'z-index': 0 } },
  {
    selector: '.beside-right, .beside-left',
    style: {
      'curve-style': 'unbundled-bezier',
      'edge-distances': 'endpoints',
      'control-point-distances': 'data(swing)',
      'control-point-weights': 0.5,
    },
  },
  { selector: '.beside-right', style: { 'source-endpoint': '50% 0', 'target-endpoint': '50% 0' } },
  { selector: '.beside-left', style: { 'source-endpoint': '-50% 0', 'target-endpoint': '-50% 0' } },
  { selector: '.word', style: { 'shape-polygon-points': TAG } },
  { selector: '.hidden', style: { opacity: 0 } },
  { selector: '.inferred', style: { 'line-style': 'dashed', 'line-dash-pattern': [6, 4] } },
  { selector: 'node.faint', style: { opacity: 0.35 } },
  { selector: 'edge.faint', style: { opacity: 0.15 } },
  { selector: 'edge.faint.hidden', style: { opacity: 0 } },
  { selector: 'edge.shown', style: { width: 3, 'line-color': '#005eb8', label: 'data(label)', 'z-index': 9 } },
];

/** Draw the picture into its place, as wide as that is, at a part of its size (1 or less). */
function draw(graph, size) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `bold ${TEXT}px ${FONT}`; // the widest that is drawn
  const near = within(graph);
  const { groups, hangs } = tree(near);
  const width = picture.clientWidth;
  const crowds = crowdsOf(groups);
  const around = blocks(crowds, (width < NARROW ? narrow : wide)(near, groups, width, pen), pen);
  const shown = around.placed.filter((one) => one.node).map((one) => one.node.id);
  const layout = blocks(furtherFrom(graph, shown), around, pen);
  picture.style.height = `${Math.ceil(layout.height * size)}px`;
  const drawn = window.cytoscape({
    container: picture,
    elements: elements(graph, hangs, layout),
    style: STYLE,
    layout: { name: 'preset', fit: false },
    pixelRatio: Math.max(1, Math.min(2, TALLEST / (layout.height * size))), // letters stay sharp, and the canvas is drawn
    zoom: size,
    pan: { x: (width - width * size) / 2, y: 0 },
    zoomingEnabled: false,
    panningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
  });
  drawn.on('mouseover', 'node', (event) => point(drawn, event.target));
  drawn.on('mouseout', 'node', () => pointAway(drawn));
  drawn.scratch('whole', { width: layout.width, height: Math.ceil(layout.height) });
  picture.cy = drawn; // for whoever tests or inspects the picture
  picture.dataset.drawn = graph.nodes.length;
  picture.dataset.percent = Math.round(size * 100);
  return drawn;
}

/** The thing that was clicked or tapped, if it was one. */
function hit(drawn, event) {
  const frame = picture.getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left - picture.clientLeft, event.clientY - frame.top - picture.clientTop];
  return drawn.nodes('[href]').filter((node) => {
    const place = node.renderedPosition();
    return Math.abs(x - place.x) <= node.renderedWidth() / 2 && Math.abs(y - place.y) <= node.renderedHeight() / 2;
  })[0];
}

/** Bring the list, the count and the foot of this page to what stands at an address. */
async function turnTo(address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const id of ['as-list', 'count']) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  const other = page.getElementById('picture');
  picture.dataset.graph = other.dataset.graph;
  picture.setAttribute('aria-label', other.getAttribute('aria-label'));
  document.getElementById('grown').textContent = document.getElementById('count').textContent;
}

/** Show what connects one thing, and let the rest step back. */
function point(drawn, node) {
  picture.style.cursor = 'pointer';
  const edges = node.connectedEdges();
  const kept = edges.union(edges.connectedNodes()).union(node).union(drawn.nodes('.caption'));
  drawn.elements().difference(kept).addClass('faint');
  edges.addClass('shown');
}

/** Show everything alike again. */
function pointAway(drawn) {
  picture.style.cursor = '';
  drawn.elements().removeClass('faint shown');
}

/** The data of the picture that the page is of now. */
async function read() {
  const answer = await fetch(picture.dataset.graph, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${picture.dataset.graph} was answered with ${answer.status}`);
  return answer.json();
}

/** The size that a button asks for: a step smaller or larger, or that at which a window holds the whole picture. */
function resized(asked, size, tall) {
  const wanted = { smaller: size * SMALLER, larger: size / SMALLER, whole: (window.innerHeight - ROOM) / tall }[asked];
  return Math.min(1, Math.max(SMALLEST, wanted));
}

/** Fetch the surroundings and draw them, again whenever the room for them changes or they grow. */
async function start() {
  let graph = await read();
  let size = 1;
  let drawn = draw(graph, size);
  let width = picture.clientWidth;
  const again = () => {
    drawn.destroy();
    drawn = draw(graph, size);
  };
  const grow = async (address) => {
    await turnTo(address);
    window.history.pushState({}, '', address);
    graph = await read();
    again();
  };
  new ResizeObserver(() => {
    if (!picture.clientWidth || picture.clientWidth === width) return;
    width = picture.clientWidth;
    again();
  }).observe(picture);
  picture.addEventListener('click', (event) => {
    const node = hit(drawn, event);
    if (node) grow(node.data('href')).catch(() => window.location.assign(node.data('href')));
  });
  window.addEventListener('popstate', () => window.location.reload());
  document.querySelectorAll('[data-size]').forEach((button) => button.addEventListener('click', () => {
    size = resized(button.dataset.size, size, drawn.scratch('whole').height);
    again();
    document.getElementById('grown').textContent = `The picture is drawn at ${picture.dataset.percent} percent.`;
  }));
  document.querySelectorAll('[data-save]').forEach((button) => button.addEventListener('click', () => {
    const name = new URLSearchParams(window.location.search).get('thing').replace(/\W+/g, '-');
    if (button.dataset.save === 'png') save(drawn.png({ output: 'blob', full: true, bg: '#ffffff', scale: 2, maxHeight: TALLEST }), `${name}.png`);
    else save(new Blob([svgOf(drawn, drawn.scratch('whole').width, drawn.scratch('whole').height)], { type: 'image/svg+xml' }), `${name}.svg`);
  }));
  picture.addEventListener('mouseleave', () => pointAway(drawn));
  // Cytoscape remembers where the picture stands; what opens or loads above it moves it
  picture.addEventListener('pointerenter', () => drawn.resize(), { capture: true });
  // Cytoscape takes a swipe for a tap; a finger on the picture scrolls the page, as anywhere else
  picture.parentElement.addEventListener('touchstart', (event) => event.stopPropagation(), { capture: true, passive: true });
}

start().catch((error) => {
  picture.closest('figure').hidden = true;
  throw error;
});
