// The queries that a reader ran, and what they wrote last, kept in their own browser and nowhere else.

const RAN = 'saferpractice.queries';
const DRAFT = 'saferpractice.query-draft';
const WIDEST = 90; // letters of a query in the list
const LARGEST = 500000; // letters of all together; browsers keep about ten times that for a site

/** Keep a list of what was run through `form`, offer it below the editor, and bring back an unfinished query. */
export function remember(editor, form) {
  const store = storage();
  if (!store) return;
  const start = editor.getValue();
  const list = () => read(store, RAN, []);
  const fill = (text) => {
    editor.setValue(text);
    editor.focus();
  };
  form.addEventListener('submit', () => {
    write(store, RAN, shortened([{ text: editor.getValue(), at: new Date().toISOString() }, ...list()], Number(form.dataset.keep)));
    store.removeItem(DRAFT);
  });
  editor.on('change', () => {
    if (editor.getValue() === start) store.removeItem(DRAFT);
    else write(store, DRAFT, editor.getValue());
  });
  document.getElementById('forget').addEventListener('click', () => {
    store.removeItem(RAN);
    store.removeItem(DRAFT);
    show([], fill);
    editor.focus();
  });
  show(list(), fill);
  const last = 'blank' in form.dataset ? read(store, DRAFT, '') || list()[0]?.text : '';
  if (last && last !== start) bringBack(editor, last, start);
}

/** What a reader wrote last instead of the example, with a way back to that. */
function bringBack(editor, text, start) {
  const note = document.getElementById('draft');
  editor.setValue(text);
  note.hidden = false;
  document.getElementById('afresh').addEventListener('click', () => {
    editor.setValue(start);
    note.hidden = true;
    editor.focus();
  });
}

/** The list, newest first, each by its first words and when it was run. */
function show(queries, fill) {
  document.getElementById('history').hidden = !queries.length;
  document.getElementById('history-list').replaceChildren(...queries.map(({ text, at }) => {
    const line = document.createElement('li');
    const button = document.createElement('button');
    const time = document.createElement('time');
    button.type = 'button';
    button.className = 'sparql-link';
    button.textContent = summary(text);
    button.addEventListener('click', () => fill(text));
    time.dateTime = at;
    time.textContent = new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    line.append(button, ' ', time);
    return line;
  }));
}

/** A query in one line: its first comment, else its text without prefixes. */
function summary(text) {
  const comment = text.match(/^\s*#\s*(?:Title:\s*)?(\S.*)$/m)?.[1];
  const plain = comment ?? text.replace(/^\s*(PREFIX|BASE)\s.*$/gim, '').replace(/\s+/g, ' ').trim();
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain || 'An empty query';
}

/** The newest queries, each once, as many as are kept and fit. */
function shortened(queries, most) {
  const once = queries.filter((one, at) => queries.findIndex((other) => other.text === one.text) === at).slice(0, most);
  while (once.length > 1 && once.reduce((sum, one) => sum + one.text.length, 0) > LARGEST) once.pop();
  return once;
}

/** The browser's storage, or nothing where the reader has switched it off. */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function read(store, name, otherwise) {
  try {
    return JSON.parse(store.getItem(name)) ?? otherwise;
  } catch {
    return otherwise; // somebody has changed it by hand
  }
}

function write(store, name, value) {
  try {
    store.setItem(name, JSON.stringify(value));
  } catch {
    store.removeItem(name); // it is full: what cannot be kept is forgotten, and the page works on
  }
}
