// Suggestions under every box for words or names (ARIA combobox with a listbox). In a search box a choice opens
// the page of the thing; in a box that asks for a name it is written into the box. Without this script both are plain.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const WAIT = 150; // ms after the last key
const SHORTEST = 2;
const CLICK = 300; // ms that a click takes at the most

/** One search box with its list of suggestions. */
class Suggestions {
  constructor(input, number) {
    this.input = input;
    this.names = input.dataset.suggests === 'name';
    this.kind = input.dataset.suggestsKind ? `&kind=${input.dataset.suggestsKind}` : '';
    this.options = [];
    this.chosen = -1;
    this.list = element('ul', { id: `suggestions-${number}`, role: 'listbox', 'aria-label': 'Suggestions', hidden: '' });
    this.list.className = `app-suggestions${this.names ? ' app-suggestions--inside' : ''}`;
    this.status = element('div', { role: 'status', 'aria-live': 'polite' });
    this.status.className = 'nhsuk-u-visually-hidden';
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.list.id,
      autocomplete: 'off',
    })) input.setAttribute(name, value);
    input.parentElement.classList.add('app-suggested');
    input.parentElement.append(this.list, this.status);
    input.addEventListener('input', () => this.typed());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.left());
    this.list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener('click', (event) => this.go(this.options.indexOf(event.target.closest('[role=option]'))));
  }

  typed() {
    this.forget();
    this.choose(-1); // what was chosen was chosen for other words: Enter now asks for these
    if (this.input.value.trim().length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.ask(), WAIT);
  }

  /** No answer that is under way opens a list any more. */
  forget() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  async ask() {
    this.asked = new AbortController();
    const words = this.input.value;
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(words)}${this.kind}`, { signal: this.asked.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (words === this.input.value && document.activeElement === this.input) this.show(found);
    } catch (error) {
      if (error.name !== 'AbortError') this.close(); // the form works as it did
    }
  }

  show(found) {
    this.close();
    this.options = found.map((one, at) => option(one, `${this.list.id}-${at}`));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !found.length;
    this.input.setAttribute('aria-expanded', String(Boolean(found.length)));
    const number = found.length === 1 ? '1 suggestion' : `${found.length} suggestions`;
    this.status.textContent = found.length ? `${number}. Up and down arrows choose, Enter ${this.names ? 'takes the choice' : 'opens'}.` : 'No suggestions.';
  }

  close() {
    this.options = [];
    this.choose(-1);
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.status.textContent = '';
  }

  /** Closes when the box was left; below a box for a name only once a click on what stands there has arrived. */
  left() {
    if (!this.names) this.close();
    else setTimeout(() => document.activeElement === this.input || this.close(), CLICK);
  }

  choose(at) {
    this.options[this.chosen]?.setAttribute('aria-selected', 'false');
    this.chosen = at;
    const now = this.options[at];
    now?.setAttribute('aria-selected', 'true');
    now?.scrollIntoView({ block: 'nearest' });
    if (now) this.input.setAttribute('aria-activedescendant', now.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  key(event) {
    const many = this.options.length;
    if (event.key === 'Escape') this.forget();
    if (event.key === 'Escape' && many) {
      this.close();
      event.preventDefault();
    } else if (event.key === 'ArrowDown' && many) {
      this.choose(this.chosen + 1 < many ? this.chosen + 1 : -1);
      event.preventDefault();
    } else if (event.key === 'ArrowUp' && many) {
      this.choose(this.chosen < 0 ? many - 1 : this.chosen - 1);
      event.preventDefault();
    } else if (event.key === 'Enter' && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.chosen);
    }
  }

  go(at) {
    const chosen = this.options[at]?.dataset;
    if (!chosen) return;
    if (!this.names) window.location.assign(chosen.page);
    else {
      this.input.value = chosen.name;
      this.close();
    }
  }
}

/** A suggestion: what it is called, and what tells it from others of that name. */
function option({ text, context, also, page, name }, id) {
  const made = element('li', { id, role: 'option', 'aria-selected': 'false', 'data-page': page, 'data-name': name });
  made.className = 'app-suggestions__one';
  const more = element('span', {});
  more.className = 'app-suggestions__context';
  more.textContent = [context, also && `also called ${also}`].filter(Boolean).join(', ');
  made.append(text, ' ', more);
  return made;
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

document.querySelectorAll('form[action="/search"] input[name="q"], input[data-suggests]').forEach((input, at) => new Suggestions(input, at + 1));
