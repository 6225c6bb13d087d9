// The barometer works without this. With it, each choice leaves at once; without a network it
// is kept on this phone and leaves when the network is back.
const form = document.querySelector('form.answering');
const notice = document.getElementById('hors-ligne');
const place = 'alliage:' + location.pathname;

const fields = () => {
  const data = new URLSearchParams(new FormData(form));
  data.set('discret', '1');
  return data;
};

const keep = (data) => {
  try { localStorage.setItem(place, data.toString()); } catch { /* full or forbidden */ }
};

const forget = () => {
  try { localStorage.removeItem(place); } catch { /* as above */ }
};

// One at a time, so that the last choice is the last to arrive.
let leaving = null;
let again = false;

async function send() {
  const data = fields();
  keep(data);
  again = leaving !== null;
  if (again) return;
  leaving = new AbortController();
  try {
    const answer = await fetch(form.action, { method: 'POST', body: data, keepalive: true, signal: leaving.signal });
    if (answer.ok && !again) forget();
    notice.hidden = answer.ok;
  } catch (error) {
    notice.hidden = error.name === 'AbortError';
  }
  leaving = null;
  if (again) send();
}

// Without a network the step stays where it is: to leave it would lose sight of it.
function submit(event) {
  if (!navigator.onLine) {
    event.preventDefault();
    keep(fields());
    notice.hidden = false;
    return;
  }
  again = false;
  leaving?.abort();
  forget();
}

function restore() {
  let kept = null;
  try { kept = localStorage.getItem(place); } catch { /* as above */ }
  if (!kept) return;
  for (const [name, value] of new URLSearchParams(kept)) {
    const choice = form.querySelector(`input[type=radio][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (choice) choice.checked = true;
  }
  send();
}

// Rows of the ranking can be dragged, by a finger too; the buttons do the same.
function rank(list) {
  const order = form.elements.ordre;
  const write = () => {
    order.value = [...list.children].map((row) => (row.classList.contains('tied') ? '=' : '') + row.dataset.key).join(',');
    let number = 1;
    [...list.children].forEach((row, i) => {
      if (i === 0) row.classList.remove('tied');
      if (!row.classList.contains('tied')) number = i + 1;
      row.querySelector('.rank').lastChild.textContent = number;
      row.querySelector('[name=haut]').disabled = i === 0;
      row.querySelector('[name=egal]').disabled = i === 0;
      row.querySelector('[name=egal]').setAttribute('aria-pressed', row.classList.contains('tied'));
      row.querySelector('[name=bas]').disabled = i === list.children.length - 1;
    });
  };
  // A finger holds a row by its number, so that the rest of it still scrolls the page.
  let held = null;
  list.classList.add('movable');
  list.addEventListener('pointerdown', (event) => {
    const place = event.pointerType === 'touch' ? '.rank' : '.rank, .what';
    held = event.button === 0 && event.target.closest(place) ? event.target.closest('li') : null;
    if (!held) return;
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    held.classList.add('held');
  });
  list.addEventListener('pointermove', (event) => {
    const boxes = [...list.children].map((row) => [row, row.getBoundingClientRect()]);
    const [over, box] = boxes.find(([, at]) => event.clientY >= at.top && event.clientY <= at.bottom) ?? [];
    if (!held || !over || over === held) return;
    list.insertBefore(held, event.clientY > box.top + box.height / 2 ? over.nextSibling : over);
  });
  const drop = () => {
    held?.classList.remove('held');
    if (held) write();
    held = null;
  };
  list.addEventListener('pointerup', drop);
  list.addEventListener('pointercancel', drop);
}

if (form && notice) {
  restore();
  form.addEventListener('change', send);
  form.addEventListener('submit', submit);
  addEventListener('online', () => { if (!notice.hidden) send(); });
}
const list = document.querySelector('#rangs .ranking');
if (list) rank(list);
