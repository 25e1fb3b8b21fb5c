import { FONT, GAP, LINE, TEXT, blocks, crowdsOf, furtherFrom, laidOut } from './explore-layout.js';
import { svgOf, save } from './explore-save.js';

// Draws the surroundings of a thing: what it is related to in columns beside it, each relation under its name; of two
// steps, in rows below it.
// The list below the picture says the same; nobody needs this script.

const TALLEST = 16000; // px of a canvas that every browser draws
const SMALLEST = 0.1; // of a picture's size; below it nothing can be told from anything
const SMALLER = 0.75; // of the size before
const ROOM = 120; // px of a window that are left for what stands around the whole picture
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
      classes: `${one.node.look}${one.node.distance ? '' : ' centre'}${one.inferred ? ' by-rule' : ''}${graph.opened.includes(one.node.id) ? ' opened' : ''}`,
    }
    : {
      data: { label: one.caption, width: one.width, height: GAP.caption },
      position: { x: Math.round(one.x), y: Math.round(one.y) },
      classes: 'caption',
    }));
  const drawn = graph.edges.filter((edge) => byId.has(edge.start) && byId.has(edge.end));
  const edges = drawn.map((edge) => ({
    data: { source: edge.start, target: edge.end, label: edge.reads, ...run(byId.get(edge.start), byId.get(edge.end)) },
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

/** The way of a relation: along its wire, if it has one, or as `bend` says. */
function run(start, end) {
  return end.wire && start.side !== 'wired' ? wired(start, end) : bend(start, end);
}

/** The way along a wire: from the trunk to the level above a row, and down to the thing. */
function wired(start, end) {
  const { level, trunk } = end.wire;
  const stem = GAP.indent / 2 - start.width / 2;
  const from = trunk === null
    ? { x: start.x + stem, y: start.y + start.height / 2 }
    : { x: start.x + start.width / 2, y: start.y };
  const to = { x: end.x, y: end.y - end.height / 2 };
  const bends = [
    ...(trunk === null ? [[from.x, level]] : [[trunk, from.y], [trunk, level]]),
    [to.x, level],
  ];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  return {
    bends,
    weights: bends.map(([x, y]) => ((x - from.x) * dx + (y - from.y) * dy) / (long * long)),
    distances: bends.map(([x, y]) => (dx * (y - from.y) - dy * (x - from.x)) / long),
    leaves: `${from.x - start.x}px ${from.y - start.y}px`,
    enters: `0px ${-end.height / 2}px`,
  };
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
  {
    selector: '.tree.wired',
    style: {
      'curve-style': 'segments',
      'edge-distances': 'endpoints',
      'segment-weights': (edge) => edge.data('weights'),
      'segment-distances': (edge) => edge.data('distances'),
      'source-endpoint': (edge) => edge.data('leaves'),
      'target-endpoint': (edge) => edge.data('enters'),
    },
  },
  { selector: '.by-rule', style: { 'border-style': 'dashed' } },
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
  const around = blocks(crowds, laidOut(near, groups, width, pen), pen);
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

/** Bring the list, the count and the foot of this page to what stands at an address, unless it is called off. */
async function turnTo(address, signal) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal });
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  signal.throwIfAborted();
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

/** The data of the picture that the page is of now, unless it is called off. */
async function read(signal) {
  const answer = await fetch(picture.dataset.graph, { headers: { Accept: 'application/json' }, signal });
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
  let growing = new AbortController();
  const grow = async (address) => {
    growing.abort(); // of two quick clicks the later one counts, whichever is answered first
    growing = new AbortController();
    const { signal } = growing;
    try {
      await turnTo(address, signal);
      window.history.pushState({}, '', address);
      const grown = await read(signal);
      signal.throwIfAborted();
      graph = grown;
      again();
    } catch {
      if (!signal.aborted) window.location.assign(address);
    }
  };
  new ResizeObserver(() => {
    if (!picture.clientWidth || picture.clientWidth === width) return;
    width = picture.clientWidth;
    again();
  }).observe(picture);
  picture.addEventListener('click', (event) => {
    const node = hit(drawn, event);
    if (node) grow(node.data('href'));
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
