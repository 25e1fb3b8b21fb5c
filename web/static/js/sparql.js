// The editor of /sparql: YASQE in place of the textarea, which does the same without scripts.

import { remember } from './sparql-history.js';
import { completeBy, fillPrefixes } from './sparql-terms.js';

const form = document.getElementById('ask');
const written = document.getElementById('query');
const { Yasqe } = window;

/** YASQE with what asks other sites, stores or shares by itself switched off: the form does all of that. */
function made(place, text) {
  Yasqe.defaults.autocompleters = ['variables']; // the others ask prefix.cc and Linked Open Vocabularies
  Yasqe.defaults.gutters = ['CodeMirror-linenumbers', 'sparql-fault'];
  return new Yasqe(place, {
    value: text,
    prefixCcApi: null,
    consumeShareLink: null,
    createShareableLink: null,
    persistenceId: null,
    showQueryButton: false,
    resizeable: false,
    syntaxErrorCheck: false, // its tooltip has a style attribute, which the content security policy forbids
    editorHeight: 'auto',
    viewportMargin: Infinity, // every line is there for screen readers, for the browser's search and for print
    inputStyle: 'contenteditable',
    foldGutter: false,
    extraKeys: {
      Tab: false,
      'Shift-Tab': false, // Tab leaves the editor, as it leaves any box
      Esc: false,
      'Ctrl-S': false,
      'Ctrl-Space': () => editor.complete?.(true), // not before the terms are here
      'Ctrl-Enter': () => form.requestSubmit(),
      'Cmd-Enter': () => form.requestSubmit(),
    },
  });
}

/** Give the editor the name, hint and error of the textarea, and its place in the page. */
function takePlace(editor) {
  const box = editor.getInputField();
  const label = form.querySelector('label[for="query"]');
  label.id = 'query-label';
  written.id = 'query-text';
  written.hidden = true;
  box.id = 'query';
  for (const [name, value] of Object.entries({
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': label.id,
    'aria-describedby': `${written.getAttribute('aria-describedby') ?? ''} query-keys`.trim(),
  })) box.setAttribute(name, value);
  if (form.dataset.line || written.getAttribute('aria-invalid')) box.setAttribute('aria-invalid', 'true');
  label.addEventListener('click', () => editor.focus());
  form.addEventListener('submit', () => { written.value = editor.getValue(); });
}

/** Mark the place where the query could not be read. */
function markFault(editor, line, column) {
  const sign = document.createElement('span');
  sign.className = 'sparql-fault';
  sign.textContent = '!';
  editor.setGutterMarker(line, 'sparql-fault', sign);
  const end = Math.max(editor.getTokenAt({ line, ch: column + 1 }).end, column + 1);
  const mark = editor.getDoc().markText({ line, ch: column }, { line, ch: end }, { className: 'sparql-fault-mark' });
  editor.getDoc().setCursor({ line, ch: column });
  untilChanged(editor, () => {
    editor.clearGutter('sparql-fault');
    mark.clear();
  });
}

/** Mark the names that the data does not have, each wherever it stands; the page below says what was meant. */
function markUnknown(editor, names) {
  const marks = editor.getValue().split('\n').flatMap((text, line) => names.flatMap((name) => (
    [...text.matchAll(new RegExp(`${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w:-])`, 'g'))].map(({ index }) => (
      editor.getDoc().markText({ line, ch: index }, { line, ch: index + name.length }, { className: 'sparql-fault-mark' })
    ))
  )));
  untilChanged(editor, () => marks.forEach((one) => one.clear()));
}

function untilChanged(editor, clear) {
  const once = () => {
    clear();
    editor.off('change', once);
  };
  editor.on('change', once);
}

/** A button that copies the address to share. */
function offerCopy() {
  const button = document.getElementById('copy');
  if (!button || !navigator.clipboard) return; // browsers have it at https and localhost only
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById('short');
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.getElementById('copied').textContent = 'Copied';
  });
}

const place = document.createElement('div');
place.className = 'sparql-editor';
written.after(place);
const editor = made(place, written.value);
takePlace(editor);
document.getElementById('query-keys').hidden = false;
if (form.dataset.line) markFault(editor, Number(form.dataset.line) - 1, Number(form.dataset.column) - 1);
if (form.dataset.unknown) markUnknown(editor, JSON.parse(form.dataset.unknown));
place.editor = editor; // for whoever tests or inspects it

remember(editor, form);
offerCopy();

const answer = await fetch('/sparql/terms.json', { headers: { Accept: 'application/json' } });
if (!answer.ok) throw new Error(`/sparql/terms.json was answered with ${answer.status}`);
const { terms, prefixes } = await answer.json();
fillPrefixes(editor, prefixes);
completeBy(editor, Yasqe, terms, prefixes);
form.dataset.ready = 'true';
