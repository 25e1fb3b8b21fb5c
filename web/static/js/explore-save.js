// Saves the picture of the surroundings: as an SVG that is written here from what was drawn, or as any blob.

const SPACE = 'http://www.w3.org/2000/svg';

/** The text of an SVG of what Cytoscape has drawn: boxes with their words, and the relations that are shown. */
export function svgOf(drawn, width, height) {
  const svg = made('svg', { xmlns: SPACE, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': 'Arial, sans-serif' });
  svg.append(made('rect', { width, height, fill: '#ffffff' }));
  drawn.edges().not('.hidden').forEach((edge) => svg.append(line(edge)));
  drawn.nodes().forEach((node) => svg.append(...box(node)));
  return new XMLSerializer().serializeToString(svg);
}

/** Give a blob to the reader as a file. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A relation: along the elbow of a branch, else straight. */
function line(edge) {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const middle = (from.x + to.x) / 2;
  const bends = edge.data('bends') ?? (edge.hasClass('below')
    ? [[from.x, to.y]]
    : [[middle, from.y], [middle, to.y]]);
  const points = [[from.x, from.y], ...(edge.hasClass('tree') ? bends : []), [to.x, to.y]];
  return made('polyline', {
    points: points.map((point) => point.map(Math.round).join(',')).join(' '),
    fill: 'none',
    stroke: edge.style('line-color'),
    'stroke-width': edge.numericStyle('width'),
    ...(edge.hasClass('inferred') ? { 'stroke-dasharray': '6 4' } : {}),
  });
}

/** A thing or a caption: its box, and its lines in the middle of it. */
function box(node) {
  const { x, y } = node.position();
  const [width, height, size] = [node.width(), node.height(), node.numericStyle('font-size')];
  const lines = String(node.data('label')).split('\n');
  const step = size * node.numericStyle('line-height');
  const words = made('text', {
    'text-anchor': 'middle',
    'font-size': size,
    'font-weight': node.style('font-weight'),
    'font-style': node.style('font-style'),
    fill: node.style('color'),
  });
  lines.forEach((one, at) => {
    const span = made('tspan', { x, y: y + (at - (lines.length - 1) / 2) * step + size * 0.35 });
    span.textContent = one;
    words.append(span);
  });
  if (node.hasClass('caption')) return [words];
  return [made('rect', {
    x: x - width / 2,
    y: y - height / 2,
    width,
    height,
    rx: node.data('look') === 'requirement' ? 0 : 6,
    fill: node.style('background-color'),
    stroke: node.style('border-color'),
    'stroke-width': node.numericStyle('border-width'),
    ...(node.hasClass('by-rule') ? { 'stroke-dasharray': '6 4' } : {}),
  }), words];
}

function made(name, attributes) {
  const one = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}
