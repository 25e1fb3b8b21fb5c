// Keeps the shelf in this browser, so that "Add to shelf" adds to what is there. Without scripts, and where the
// browser keeps nothing, each link leads to a shelf by its address.

const NAME = 'shelf';
const ADDRESS = '/shelf';

/** The keys of the practices that are kept, none where there is nothing to read. */
function kept() {
  try {
    const keys = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Keep these keys; whether the browser let us. */
function keep(keys) {
  try {
    localStorage.setItem(NAME, JSON.stringify(keys));
    return true;
  } catch {
    return false;
  }
}

/** The address of a shelf with these practices. */
function address(keys) {
  const query = new URLSearchParams(keys.map((key) => ['practice', key]));
  return keys.length ? `${ADDRESS}?${query}` : ADDRESS;
}

for (const link of document.querySelectorAll('[data-shelf-add]')) {
  for (const act of ['pointerdown', 'click']) { // a middle click, which opens a tab, is no click
    link.addEventListener(act, () => {
      link.href = address([...new Set([...kept(), link.dataset.shelfAdd])]);
    });
  }
}

/** Say where this shelf is kept, with the button that changes that. */
function tell(keys, isKept) {
  const note = document.querySelector('[data-shelf-keys]');
  const button = document.querySelector('.shelf-button');
  if (!note || !button) return;
  note.textContent = isKept ? 'This browser keeps it too.' : 'This browser does not keep it.';
  button.textContent = isKept ? 'Forget it here' : 'Keep it here';
  button.hidden = false;
  button.onclick = () => {
    if (!keep(isKept ? [] : keys)) return;
    history.replaceState({ forgotten: isKept }, ''); // so that a reload of this address does not keep it again
    tell(keys, !isKept);
  };
}

/** The practices of the shelf that the reader comes from, none where it was another page. */
function left() {
  const from = document.referrer.startsWith(location.origin + ADDRESS) ? new URL(document.referrer) : null;
  return from?.searchParams.getAll('practice') ?? [];
}

/**
 * The shelf's own page: opened bare, it shows what is kept. A shelf replaces the one that is kept only where it grew
 * or was changed from that one: neither one that somebody sent, nor one practice that was added before this ran. Where
 * none is kept, a shelf is that the reader came to within the site and has not told this browser to forget.
 */
function open() {
  const before = kept();
  const keys = document.querySelector('[data-shelf-keys]')?.dataset.shelfKeys.split(' ') ?? [];
  if (!keys.length && before.length && !document.referrer.startsWith(location.origin + ADDRESS)) {
    location.replace(address(before));
    return;
  }
  const grew = before.every((key) => keys.includes(key)) || before.join(' ') === left().join(' ');
  const ours = before.length ? grew : document.referrer.startsWith(`${location.origin}/`) && !history.state?.forgotten;
  tell(keys, ours && keep(keys));
}

if (location.pathname === ADDRESS) open();
