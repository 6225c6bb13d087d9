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

function list(form) {
  const text = form.elements.liste;
  const most = Number(form.dataset.most);
  const said = document.createElement('p');
  said.className = 'fault';
  said.setAttribute('role', 'alert');
  said.hidden = true;
  said.textContent = form.dataset.tooBig;
  const label = document.createElement('label');
  label.className = 'drop';
  const file = document.createElement('input');
  file.type = 'file';
  file.accept = '.csv,.txt,.tsv,text/csv,text/plain';
  label.append(form.dataset.drop, file);
  text.before(label);
  text.after(said);
  const tooBig = () => {
    said.hidden = new URLSearchParams(new FormData(form)).toString().length <= most;
    return !said.hidden;
  };
  const read = async (chosen) => {
    if (!chosen) return;
    if (chosen.size > most) { said.hidden = false; return; }
    text.value = decode(await chosen.arrayBuffer());
    if (!form.elements.nom.value) form.elements.nom.value = chosen.name.replace(/\.[^.]*$/, '').slice(0, 60);
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
  const place = cost ?? (lifted() ? document.querySelector('.team-card > .row > a') : null)
    ?? (hash.length > 1 ? document.querySelector(hash) : null) ?? document.getElementById(before);
  if (!place) return;
  if (!place.matches('a, button, select, input, [tabindex]')) place.tabIndex = -1;
  place.focus({ preventScroll: place.id === before });
}

function show(markup, address, focus) {
  const next = new DOMParser().parseFromString(markup, 'text/html').querySelector('main');
  const before = document.activeElement?.id ?? '';
  document.querySelector('main').replaceWith(document.importNode(next, true));
  if (address) history.replaceState(null, '', address);
  prepare();
  if (focus) focusOn(new URL(address, location).hash, before);
  else if (before) document.getElementById(before)?.focus({ preventScroll: true });
  const said = document.querySelector('main [role=alert]') ?? document.querySelector('#cout strong');
  voice.textContent = said?.textContent ?? '';
}

// Refusals are pages too; where nothing comes back the page is asked for again, whole.
async function ask(address, options, focus = true) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  document.querySelector('main').setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { ...options, signal: mine.signal });
    const hash = answer.redirected ? new URL(answer.url).hash : new URL(address, location).hash;
    const own = options ? answer.url.split('#')[0] : address.split('#')[0];
    const markup = await answer.text();
    if (asking !== mine) return false;
    asking = null;
    if (!markup.includes('<main')) { location.reload(); return false; }
    show(markup, (answer.ok ? own : location.pathname) + hash, focus);
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

// While nobody is being moved and better is still likely.
async function goOn() {
  const place = document.getElementById('recherche');
  const form = place?.querySelector('.search-form');
  if (!form || paused || lifted() || place.dataset.goesOn !== '1' || asking) return;
  const data = fields(form);
  data.set('quoi', 'encore');
  if (await ask(form.action, { method: 'POST', body: data }, false)) goOn();
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
    paused = !paused;
    if (paused) { asking?.abort(); asking = null; }
    write();
    goOn();
  });
  write();
  line.append(button, text);
  place.prepend(line);
}

let held = null;

function drag(teams) {
  const path = teams.dataset.path;
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
    const card = event.target.closest('.team-card');
    if (!held || !card || card.contains(held)) return;
    event.preventDefault();
    for (const other of teams.querySelectorAll('.target')) other.classList.remove('target');
    card.classList.add('target');
  });
  teams.addEventListener('drop', (event) => {
    const card = event.target.closest('.team-card');
    if (!held || !card || card.contains(held)) return;
    event.preventDefault();
    const beside = event.target.closest('[data-person]');
    const query = `qui=${held.dataset.person}&vers=${card.dataset.team}`;
    ask(`${path}?${query}${beside ? `&pres=${beside.dataset.person}` : ''}#cout`);
  });
  teams.addEventListener('dragend', () => { held = null; });
}

function prepare() {
  const teams = document.querySelector('.teams');
  if (!teams || document.querySelector('main.moved')) return;
  drag(teams);
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
  const { path } = document.querySelector('.teams').dataset;
  ask(`${path}#p${lifted().dataset.person}`).then(goOn);
});

const brought = document.querySelector('.composer-list');
if (brought) list(brought);
const chosen = document.querySelector('.composer-choices');
if (chosen) choices(chosen);
if (document.querySelector('.teams')) {
  document.body.append(voice);
  prepare();
  goOn();
}
