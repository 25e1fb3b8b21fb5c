// Draws the things of an answer in columns, from those that relations start at to those they end at.
// Every place is computed from the answer, so one answer always gives one picture. The table says the same.

import { save } from './explore-save.js';

const FONT = 'Arial, sans-serif';
const NARROW = 600; // px; below it letters are smaller, so that words fit into the boxes
const LINE = 1.25;
const PADDING = 6;
const GAP = { row: 10, column: 70, edge: 6 };
const WIDEST = 240;
const DEEPEST = 3; // columns after the first
const SPACE = 'http://www.w3.org/2000/svg';
const LINES = [ // one for each relation; they differ in colour and in dashes
  ['#4c6272', []],
  ['#005eb8', [8, 4]],
  ['#7c2855', [2, 3]],
  ['#00592c', [12, 3, 2, 3]],
  ['#8a3800', [5, 5]],
];

const picture = document.getElementById('network');
const { nodes, edges } = JSON.parse(picture.dataset.network);
const relations = [...new Set(edges.map(([, , name]) => name))];
const lineOf = (name) => LINES[Math.min(relations.indexOf(name), LINES.length - 1)];

/** In which column each thing stands: one after the last of those that lead to it. */
function columns() {
  const depth = new Map(nodes.map(([id]) => [id, 0]));
  for (let round = 0; round < DEEPEST; round += 1) {
    for (const [start, end] of edges) depth.set(end, Math.min(DEEPEST, Math.max(depth.get(end), depth.get(start) + 1)));
  }
  const used = [...new Set(depth.values())].sort();
  return used.map((deep) => nodes.filter(([id]) => depth.get(id) === deep));
}

/** The lines of a name in a width; a word that is wider than that goes on in the next line. */
function wrap(name, width, pen) {
  const fits = (text) => pen.measureText(text).width <= width;
  const lines = [''];
  for (const word of name.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (fits(longer)) lines[lines.length - 1] = longer;
    else if (lines.at(-1)) lines.push(word);
    else lines[0] = word;
    while (!fits(lines.at(-1)) && lines.at(-1).length > 1) {
      const whole = lines.pop();
      let cut = whole.length - 1;
      while (cut > 1 && !fits(whole.slice(0, cut))) cut -= 1;
      lines.push(whole.slice(0, cut), whole.slice(cut));
    }
  }
  return lines;
}

/** The boxes with their places, each column in the order of what leads to it. */
function layout(width, pen, text) {
  const all = columns();
  const gap = Math.min(GAP.column, width / 12);
  const wide = Math.min(WIDEST, (width - 2 * GAP.edge - (all.length - 1) * gap) / all.length);
  const step = all.length > 1 ? (width - 2 * GAP.edge - wide) / (all.length - 1) : 0;
  const place = new Map();
  for (const [at, column] of all.entries()) {
    const before = ([id]) => {
      const from = edges.filter(([start, end]) => end === id && place.has(start)).map(([start]) => place.get(start).y);
      return from.length ? from.reduce((sum, y) => sum + y, 0) / from.length : 0;
    };
    let y = GAP.edge;
    for (const [id, name] of at ? [...column].sort((one, other) => before(one) - before(other)) : column) {
      const lines = wrap(name, wide - 2 * PADDING, pen);
      const tall = lines.length * Math.round(LINE * text) + 2 * PADDING;
      place.set(id, { x: GAP.edge + wide / 2 + at * step, y: y + tall / 2, width: wide, height: tall, at, label: lines.join('\n') });
      y += tall + GAP.row;
    }
  }
  const ends = all.map((_, at) => Math.max(...[...place.values()].filter((one) => one.at === at).map((one) => one.y + one.height / 2)));
  const whole = Math.max(...ends) + GAP.edge;
  for (const one of place.values()) one.y += (whole - GAP.edge - ends[one.at]) / 2;
  return { place, whole };
}

const style = (text) => [
  {
    selector: 'node',
    style: {
      label: 'data(label)',
      shape: 'round-rectangle',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': '#d5e8f7',
      'border-color': '#003d78',
      'border-width': 2,
      color: '#212b32',
      'font-family': FONT,
      'font-size': text,
      'line-height': LINE,
      'text-wrap': 'wrap',
      'text-max-width': 2000, // the lines are cut above,
      'text-valign': 'center',
      'overlay-opacity': 0,
    },
  },
  {
    selector: 'edge',
    style: {
      width: 2,
      'curve-style': 'bezier',
      'line-color': 'data(colour)',
      'line-style': 'dashed',
      'line-dash-pattern': 'data(dashes)',
      'target-arrow-color': 'data(colour)',
      'target-arrow-shape': 'triangle',
      'overlay-opacity': 0,
      events: 'no',
    },
  },
  { selector: '.faint', style: { opacity: 0.2 } },
];

/** Draw the picture as wide as its place. */
function draw() {
  const pen = document.createElement('canvas').getContext('2d');
  const text = picture.clientWidth < NARROW ? 12 : 14;
  pen.font = `${text}px ${FONT}`;
  const { place, whole } = layout(picture.clientWidth, pen, text);
  picture.style.height = `${Math.ceil(whole)}px`;
  const drawn = window.cytoscape({
    container: picture,
    elements: [
      ...nodes.map(([id, , href]) => {
        const { x, y, ...box } = place.get(id);
        return { data: { id, href, ...box }, position: { x, y } };
      }),
      ...edges.map(([source, target, name]) => {
        const [colour, dashes] = lineOf(name);
        return { data: { source, target, colour, dashes: dashes.length ? dashes : [1, 0] } };
      }),
    ],
    style: style(text),
    layout: { name: 'preset', fit: false },
    zoom: 1,
    pan: { x: 0, y: 0 },
    zoomingEnabled: false,
    panningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
  });
  drawn.on('mouseover', 'node', ({ target }) => {
    const near = target.closedNeighborhood();
    drawn.elements().difference(near).addClass('faint');
    picture.style.cursor = target.data('href') ? 'pointer' : '';
  });
  drawn.on('mouseout', 'node', () => {
    drawn.elements().removeClass('faint');
    picture.style.cursor = '';
  });
  drawn.on('tap', 'node', ({ target }) => {
    if (target.data('href')) window.location.assign(target.data('href'));
  });
  picture.cy = drawn; // for whoever tests or inspects the picture
  picture.dataset.drawn = 'true';
  return drawn;
}

/** Which line means which relation; those beyond the last kind of line share it. */
function key() {
  const kinds = relations.slice(0, LINES.length);
  return kinds.map((name, at) => {
    const one = document.createElement('li');
    const mark = document.createElementNS(SPACE, 'svg');
    const line = document.createElementNS(SPACE, 'path');
    const [stroke, dashes] = LINES[at];
    for (const [part, value] of Object.entries({ width: 40, height: 12, 'aria-hidden': 'true' })) mark.setAttribute(part, value);
    for (const [part, value] of Object.entries({ d: 'M0 6H40', stroke, 'stroke-width': 2, 'stroke-dasharray': dashes.join(' ') })) line.setAttribute(part, value);
    mark.append(line);
    one.append(mark, ` ${name}${at === LINES.length - 1 && relations.length > LINES.length ? ' and others' : ''}`);
    return one;
  });
}

let drawn = draw();
let width = picture.clientWidth;
document.getElementById('network-key').replaceChildren(...key());
new ResizeObserver(() => {
  if (!picture.clientWidth || picture.clientWidth === width) return;
  width = picture.clientWidth;
  drawn.destroy();
  drawn = draw();
}).observe(picture);
// Cytoscape remembers where the picture stands; what opens or loads above it moves it
picture.addEventListener('pointerenter', () => drawn.resize(), { capture: true });
// Cytoscape takes a swipe for a tap; a finger on the picture scrolls the page, as anywhere else
picture.parentElement.addEventListener('touchstart', (event) => event.stopPropagation(), { capture: true, passive: true });
document.getElementById('save-network').addEventListener('click', () => {
  save(drawn.png({ output: 'blob', full: true, bg: '#ffffff', scale: 2 }), 'graph.png');
});
