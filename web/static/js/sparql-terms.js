// Completes classes, properties and things by their labels, and writes the PREFIX lines that a query needs.

const MOST = 30;
const SHORTEST = 2; // letters, for things: /suggest answers nothing to fewer
const DECLARES = /\b(PREFIX|BASE)\s+\S*$/i;

/** Add `PREFIX sp: <…>` as soon as `sp:` is typed and not declared; nothing else is looked up anywhere. */
export function fillPrefixes(editor, prefixes) {
  editor.on('changes', (_, changes) => {
    if (changes.every((one) => one.origin === 'setValue' || one.origin === 'undo' || one.origin === 'redo')) return;
    const { line, ch } = editor.getDoc().getCursor();
    const token = editor.getTokenAt({ line, ch });
    if (['comment', 'string', 'variable-3'].includes(token.type)) return;
    const before = editor.getDoc().getLine(line).slice(0, ch);
    const prefix = before.match(/(?:^|[\s({|/^,;.])([a-z]+):[\w-]*$/)?.[1];
    if (!prefix || !Object.hasOwn(prefixes, prefix) || DECLARES.test(before)) return;
    if (Object.hasOwn(editor.getPrefixesFromQuery(), prefix)) return;
    editor.addPrefixes({ [prefix]: prefixes[prefix] });
    editor.complete(false); // the new line has closed the list
  });
}

/** Offer terms while they are typed, and anything on Ctrl-Space. */
export function completeBy(editor, Yasqe, terms, prefixes) {
  const byName = new Map(terms.map((one) => [one.name, one]));
  Yasqe.registerAutocompleter({
    name: 'terms',
    bulk: false,
    isValidCompletionPosition: () => wanted(editor) !== '',
    get: async (_, token) => {
      const found = await candidates(editor, terms, token.string);
      found.forEach((one) => byName.set(one.name, one));
      return found.length === 1 && found[0].name === token.string ? [] : found.map((one) => one.name);
    },
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: (line) => show(line, byName.get(hint.text)) })),
  }, false);
  editor.showNotification = () => {}; // a yellow bar that no screen reader is told of; the hint says the keys
  editor.enableCompleter('terms');
  editor.complete = (asked) => {
    editor.askedFor = asked;
    editor.autocomplete();
  };
  editor.on('inputRead', (_, change) => {
    if (/^[\w:/-]$/.test(change.text.join(''))) editor.complete(false);
  });
  announce(editor);
}

/** What may stand at the cursor: "property", "class", "thing", "any" where somebody asked, or nothing. */
function wanted(editor) {
  const { line, ch } = editor.getDoc().getCursor();
  if (['comment', 'string', 'number'].includes(editor.getTokenAt({ line, ch }).type)) return '';
  if (DECLARES.test(editor.getDoc().getLine(line).slice(0, ch))) return '';
  const token = editor.getCompleteToken();
  if (/^[?$"']/.test(token.string)) return '';
  const { possibleCurrent = [], stack } = token.state;
  if (possibleCurrent.includes('a')) return 'property';
  const verb = editor.getPreviousNonWsToken(line, token).state.lastProperty;
  if (['a', 'rdf:type', 'rdfs:domain', 'rdfs:range', 'rdfs:subClassOf'].includes(verb)) return 'class';
  if (stack?.length && (verb || /^(<|id:)/.test(token.string))) return 'thing';
  return editor.askedFor ? 'any' : '';
}

/** The terms and things that fit what is typed: by the words of their labels or the start of their names. */
async function candidates(editor, terms, typed) {
  const kind = wanted(editor);
  const own = terms
    .filter((one) => kind === 'any' || one.kind === kind)
    .map((one) => ({ ...one, rank: rank(one, typed.trim()) }))
    .filter((one) => one.rank < 9)
    .sort((one, other) => one.rank - other.rank || other.uses - one.uses || one.name.length - other.name.length);
  const things = kind === 'thing' || kind === 'any' ? await thingsNamed(typed) : [];
  return [...wholeFirst(own), ...things].slice(0, MOST);
}

/** The terms in their order, but each before those whose names begin with its own: Practice, PracticeLink. */
function wholeFirst(terms) {
  const ordered = [];
  for (const term of terms) {
    const longer = ordered.findIndex((one) => one.rank === term.rank && one.name.startsWith(term.name));
    ordered.splice(longer < 0 ? ordered.length : longer, 0, term);
  }
  return ordered;
}

/** How well a term fits, 0 best; 9 where it does not. */
function rank({ name, label }, typed) {
  const asked = typed.toLowerCase();
  const [prefix, colon, local] = asked.includes(':') ? [asked.split(':')[0], ':', asked.split(':')[1]] : ['', '', asked];
  if (colon && !name.toLowerCase().startsWith(`${prefix}:`)) return 9;
  if (!local) return 3;
  const own = name.split(':')[1].toLowerCase();
  if (own === local) return 0;
  if (own.startsWith(local) || label.toLowerCase().startsWith(local)) return 1;
  return label.toLowerCase().split(/\s+/).some((word) => word.startsWith(local)) ? 2 : 9;
}

/** Things of the release whose names begin like what is typed, as /suggest finds them for the search box. */
async function thingsNamed(typed) {
  const words = typed.replace(/^(<|id:)/, '').replace(/^.*\//, '').replace(/[-_>]+/g, ' ').trim();
  if (words.length < SHORTEST) return [];
  const answer = await fetch(`/suggest?q=${encodeURIComponent(words)}`);
  if (!answer.ok) return [];
  const { suggestions } = await answer.json();
  return suggestions.map(({ id, text, context }) => ({ name: `<${id}>`, label: text, kind: context, about: '' }));
}

/** One line of the list: the label as readers know it, the name that will be written, what it means. */
function show(line, { name, label, kind, about }) {
  const says = { label, name: name.startsWith('<') ? kind : name, about };
  for (const [part, text] of Object.entries(says)) {
    const made = document.createElement('span');
    made.className = `sparql-hint__${part}`;
    made.textContent = text;
    if (text) line.append(made, ' ');
  }
}

/** Say how many there are to choose from, for those who do not see the list. */
function announce(editor) {
  const status = document.getElementById('query-status');
  editor.on('autocompletionShown', (_, { hints }) => {
    hints.setAttribute('aria-label', 'Suggestions');
    hints.removeAttribute('aria-expanded'); // of the listbox; not allowed there
    hints.addEventListener('mousedown', (event) => event.preventDefault()); // a choice leaves the focus where it is
    const many = hints.childElementCount;
    status.textContent = `${many} ${many === 1 ? 'suggestion' : 'suggestions'}. Up and down arrows choose, Enter takes, Escape closes.`;
  });
  editor.on('autocompletionClose', () => { status.textContent = ''; });
}
