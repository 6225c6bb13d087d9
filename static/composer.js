// Composing works without this. With it, a file is dropped, people are dragged, each change
// is shown in place, and the search goes on by itself while nobody moves anything.

// ---- the list ----

// Spreadsheets write UTF-8, or Windows' own letters.
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// A frame above a text: a file dropped there, or chosen, is read into it.
function dropInto(form, text, chosenName = () => {}) {
  const most = Number(form.dataset.most);
  const said = document.createElement('p');
  said.className = 'fault';
  said.setAttribute('role', 'alert');
  said.hidden = true;
  const label = document.createElement('label');
  label.className = 'drop';
  const file = document.createElement('input');
  file.type = 'file';
  file.accept = '.csv,.txt,.tsv,text/csv,text/plain';
  label.append(form.dataset.drop, file);
  text.labels[0].before(label);
  text.after(said);
  const tell = (sentence) => {
    said.textContent = sentence;
    said.hidden = !sentence;
    return Boolean(sentence);
  };
  const tooBig = () => tell(
    new URLSearchParams(new FormData(form)).toString().length > most ? form.dataset.tooBig : '');
  // A spreadsheet's own file, or a picture: the server would refuse it, and lose the form.
  const noText = /[\0-\x08\x0e-\x1f\x7f]/;
  const read = async (chosen) => {
    if (!chosen) return;
    if (chosen.size > most) { tell(form.dataset.tooBig); return; }
    const decoded = decode(await chosen.arrayBuffer());
    if (noText.test(decoded)) { tell(form.dataset.noText); return; }
    text.value = decoded;
    chosenName(chosen.name.replace(/\.[^.]*$/, '').slice(0, 60));
    tooBig();
  };
  file.addEventListener('change', () => read(file.files[0]));
  for (const place of [label, text]) {
    place.addEventListener('dragover', (event) => { event.preventDefault(); });
    place.addEventListener('drop', (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      read(event.dataTransfer.files[0]);
    });
  }
  form.addEventListener('submit', (event) => { if (tooBig()) event.preventDefault(); });
}

// ---- the choices: only the fields that the use of a column needs ----

function choices(form) {
  const needs = { 2: 'mix', 3: 'mix', 4: 'cover' };
  for (const column of form.querySelectorAll('.column')) {
    const role = column.querySelector('select');
    const show = () => {
      for (const field of column.querySelectorAll('.for-mix, .for-cover')) {
        field.hidden = !field.classList.contains(`for-${needs[role.value]}`);
      }
    };
    role.addEventListener('change', show);
    show();
  }
}

// ---- the teams ----

const voice = document.createElement('p');
voice.setAttribute('role', 'status');
voice.className = 'unseen';

let asking = null;
let paused = false;

const lifted = () => document.querySelector('.lifted');

function focusOn(hash, before) {
  const cost = document.getElementById('faire');
  const first = document.querySelector('.team-card > .row > a') ?? document.querySelector('a.chip');
  const place = cost ?? (lifted() ? first : null)
    ?? (hash.length > 1 ? document.querySelector(hash) : null) ?? document.getElementById(before);
  if (!place) return;
  if (!place.matches('a, button, select, input, [tabindex]')) place.tabIndex = -1;
  place.focus({ preventScroll: place.id === before });
}

function show(markup, address, focus) {
  const next = new DOMParser().parseFromString(markup, 'text/html').querySelector('main');
  const before = document.activeElement?.id ?? '';
  const open = [...document.querySelectorAll('main details')].map((details) => details.open);
  document.querySelector('main').replaceWith(document.importNode(next, true));
  document.querySelectorAll('main details').forEach((details, i) => { details.open = open[i] ?? false; });
  if (address) history.replaceState(null, '', address);
  prepare();
  if (focus) focusOn(new URL(address, location).hash, before);
  else if (before) document.getElementById(before)?.focus({ preventScroll: true });
  const said = document.querySelector('main [role=alert]') ?? document.querySelector('#cout strong');
  voice.textContent = said?.textContent ?? '';
}

// Refusals are pages too; where nothing comes back the page is asked for again, whole.
// `quiet`: a refusal is not shown, since nobody asked.
async function ask(address, options, { focus = true, quiet = false } = {}) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  if (focus) document.querySelector('main').setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { ...options, signal: mine.signal });
    const hash = answer.redirected ? new URL(answer.url).hash : new URL(address, location).hash;
    const own = options ? answer.url.split('#')[0] : address.split('#')[0];
    const markup = await answer.text();
    if (asking !== mine) return false;
    asking = null;
    if (quiet && !answer.ok) return false;
    if (!markup.includes('<main')) { location.reload(); return false; }
    show(markup, (answer.ok ? own : location.pathname + location.search) + hash, focus);
    return answer.ok;
  } catch (error) {
    if (error.name !== 'AbortError') location.reload();
    return false;
  }
}

const fields = (form, button) => {
  const data = new URLSearchParams(new FormData(form));
  if (button?.name) data.set(button.name, button.value);
  return data;
};

// While nobody is being moved and better is still likely. A search that was left may still be
// under way where it runs, so this asks again, a few times.
let refused = 0;

async function goOn() {
  const place = document.getElementById('recherche');
  const form = place?.querySelector('.search-form');
  if (!form || paused || lifted() || place.dataset.goesOn !== '1' || asking) return;
  const data = fields(form);
  data.set('quoi', 'encore');
  const found = await ask(form.action, { method: 'POST', body: data }, { focus: false, quiet: true });
  refused = found ? 0 : refused + 1;
  if (found) goOn();
  else if (refused < 4) setTimeout(goOn, 2500);
}

function addPause() {
  const place = document.getElementById('recherche');
  if (!place || place.dataset.goesOn !== '1') return;
  const line = document.createElement('p');
  line.className = 'row';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.id = 'pause';
  const write = () => {
    button.textContent = paused ? place.dataset.resume : place.dataset.pause;
    text.textContent = paused ? '' : place.dataset.searching;
  };
  const text = document.createElement('span');
  button.addEventListener('click', () => {
    paused = !paused; // what is under way ends by itself, and counts if it is better
    refused = 0;
    write();
    goOn();
  });
  write();
  line.append(button, text);
  place.prepend(line);
}

let held = null;

const cardOf = (element) => {
  const card = element?.closest('.team-card');
  return held && card && !card.contains(held) ? card : null;
};

function aim(teams, card) {
  for (const other of teams.querySelectorAll('.target')) other.classList.remove('target');
  card?.classList.add('target');
}

// On a card: to that team, or rather in exchange of whom it was dropped on; among several
// rounds, an exchange only.
function dropOn(teams, card, element) {
  const person = held.dataset.person;
  const beside = element.closest('[data-person]')?.dataset.person;
  const { path, tour, exchange } = teams.dataset;
  if (exchange && !beside) { aim(teams, null); return; }
  const to = exchange ? `contre=${beside}` : `vers=${card.dataset.team}${beside ? `&pres=${beside}` : ''}`;
  ask(`${path}?tour=${tour}&qui=${person}&${to}#cout`);
}

function drag(teams) {
  for (const person of teams.querySelectorAll('[data-person]')) person.draggable = true;
  teams.addEventListener('dragstart', (event) => {
    held = event.target.closest('[data-person]');
    if (!held) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', held.dataset.person);
    asking?.abort();
    asking = null;
  });
  teams.addEventListener('dragover', (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    event.preventDefault();
    aim(teams, card);
  });
  teams.addEventListener('drop', (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    event.preventDefault();
    dropOn(teams, card, event.target);
  });
  teams.addEventListener('dragend', () => { held = null; });
}

// A finger holds a person by their grip, so that the rest of the card still scrolls; near an
// edge of the screen the page scrolls under it.
function carry(teams) {
  for (const person of teams.querySelectorAll('[data-person]')) {
    const grip = document.createElement('span');
    grip.className = 'grip';
    grip.setAttribute('aria-hidden', 'true');
    person.append(grip);
  }
  const under = (event) => document.elementFromPoint(event.clientX, event.clientY);
  teams.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' || !event.target.closest('.grip')) return;
    event.preventDefault();
    held = event.target.closest('[data-person]');
    held.classList.add('held');
    teams.setPointerCapture(event.pointerId);
    asking?.abort();
    asking = null;
  });
  teams.addEventListener('pointermove', (event) => {
    if (!held?.classList.contains('held')) return;
    const edge = 80;
    if (event.clientY < edge) scrollBy(0, -16);
    if (event.clientY > innerHeight - edge) scrollBy(0, 16);
    aim(teams, cardOf(under(event)));
  });
  const end = (event) => {
    if (!held?.classList.contains('held')) return;
    held.classList.remove('held');
    const place = event.type === 'pointerup' ? under(event) : null;
    const card = cardOf(place);
    if (card) dropOn(teams, card, place);
    else aim(teams, null);
    held = null;
  };
  teams.addEventListener('pointerup', end);
  teams.addEventListener('pointercancel', end);
}

function prepare() {
  const teams = document.querySelector('.teams');
  if (!teams || document.querySelector('main.moved')) return;
  if (document.getElementById('recherche')) {
    drag(teams);
    carry(teams);
  }
  addPause();
}

// What a page of this composition answers is shown in place; anything else is followed.
function here(address) {
  const path = document.querySelector('.teams')?.dataset.path;
  return path && new URL(address, location).pathname === path;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('main a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !here(link.href)) return;
  event.preventDefault();
  ask(link.getAttribute('href')).then(goOn);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  const path = document.querySelector('.teams')?.dataset.path;
  if (!path || !form.closest('main')) return;
  const target = new URL(form.action).pathname;
  const data = fields(form, event.submitter);
  if (form.method === 'get' && target === path) {
    event.preventDefault();
    ask(`${path}?${data}#cout`);
  } else if (target === `${path}/chercher` || target === `${path}/faire`) {
    event.preventDefault();
    ask(form.action, { method: 'POST', body: data }).then(goOn);
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !lifted()) return;
  const { here: shown } = document.querySelector('.teams').dataset;
  ask(`${shown}#p${lifted().dataset.person}`).then(goOn);
});

const brought = document.querySelector('.composer-list');
if (brought) {
  const { liste, nom } = brought.elements;
  dropInto(brought, liste, (name) => { nom.value ||= name; });
}
const chosen = document.querySelector('.composer-choices');
if (chosen) {
  choices(chosen);
  dropInto(chosen, chosen.elements.passe);
}
if (document.querySelector('.teams')) {
  document.body.append(voice);
  prepare();
  goOn();
}
