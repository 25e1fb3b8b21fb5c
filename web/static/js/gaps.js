// The arrow keys walk the map: one cell is in the order of Tab, the others are reached from it.
const cells = [...document.querySelectorAll('.app-map__table tbody tr')]
  .map((row) => [...row.querySelectorAll('.app-map__asked a, .app-map__cell a')]);

const MOVES = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row) => [row, cells[row].length - 1],
};

function place(link) {
  const row = cells.findIndex((links) => links.includes(link));
  return [row, row < 0 ? -1 : cells[row].indexOf(link)];
}

function choose(link) {
  cells.flat().forEach((one) => { one.tabIndex = one === link ? 0 : -1; });
}

function walk(event) {
  const move = MOVES[event.key];
  const [row, column] = place(event.target);
  if (!move || row < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const [down, along] = move(row, column);
  event.preventDefault();
  const next = cells[down]?.[along];
  if (next) {
    choose(next);
    next.focus();
  }
}

if (cells.length) {
  choose(cells[0][1]);
  const table = document.querySelector('.app-map__table');
  table.addEventListener('keydown', walk);
  table.addEventListener('focusin', (event) => { if (place(event.target)[0] >= 0) choose(event.target); });
}
