// The barometer works without this. With it, each choice leaves at once; one that does not arrive
// is kept on this device until the server says that it has it. Nothing kept is ever sent by
// itself: it is offered.
import { drop, keep, names, read } from './drafts.js';

const form = document.querySelector('form.answering');
const notice = document.getElementById('hors-ligne');
const list = document.querySelector('#rangs .ranking');
const say = notice?.dataset;
const name = `${say?.draft}.${say?.step}`;
const offered = `${name}.offert`;

const chosen = () => {
  const fields = {};
  for (const radio of form.querySelectorAll('input[type=radio]:checked')) fields[radio.name] = radio.value;
  if (form.elements.touche?.value) fields.ordre = form.elements.ordre.value;
  return fields;
};
const shown = () => {
  const fields = {};
  for (const radio of form.querySelectorAll('input[type=radio]')) if (radio.defaultChecked) fields[radio.name] = radio.value;
  if (form.elements.touche?.value) fields.ordre = form.elements.ordre.value;
  return fields;
};
const differing = (fields, from) => Object.keys(fields).filter((key) => fields[key] !== from[key]).length;

let stored = {};      // what the server has, as far as we know
let heard = 0;        // when it last said so
let leaving = null;   // what is on its way
let again = false;    // something was chosen meanwhile
let refused = false;  // only the page that says why can go on
let over = false;     // … and nothing chosen here can ever arrive
let wait = 0, later;  // until the next try, when nothing answers

// ---- what is said ----

function tell(sentence, ...more) {
  const note = document.createElement('div');
  const text = document.createElement('p');
  note.className = 'note stack';
  text.textContent = sentence;
  note.append(text, ...more);
  notice.replaceChildren(note);
}

function button(text, act) {
  const one = document.createElement('button');
  one.type = 'button';
  one.className = 'button';
  one.textContent = text;
  one.addEventListener('click', act);
  return one;
}

const row = (...buttons) => {
  const line = document.createElement('div');
  line.className = 'row';
  line.append(...buttons);
  return line;
};

const offer = (count) => count === 1 ? say.one : say.many.replace('{0}', count);

// The server's own sentence, when it is ours that answered.
async function sentenceOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const said = page.querySelector('main#contenu .purpose, main#contenu [role=alert]');
  return { text: said?.textContent.trim(), ended: Boolean(page.querySelector('[data-ended]')) };
}

// ---- leaving ----

function soon() {
  clearTimeout(later);
  wait = Math.min(30, wait * 2 || 3);
  later = setTimeout(send, wait * 1000);
}

function away() {
  tell(navigator.onLine ? say.unreachable : say.offline);
  soon();
}

async function isRefused(answer) {
  const { text, ended } = await sentenceOf(answer);
  if (!text || answer.ok) return away();
  if (answer.status >= 500) {
    tell(`${text} ${say.kept}`);
    return soon();
  }
  refused = true;
  over = ended;
  if (over) drop(name);
  return tell(text);
}

// A form that has grown too old on the screen takes the token of a fresh page of the same seat and
// round; what was chosen stays.
async function renewed() {
  const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), 'text/html');
  const fresh = page.querySelector('form.answering')?.elements.form_token?.value;
  const same = page.getElementById('hors-ligne')?.dataset.draft === say.draft;
  if (!same || fresh === form.elements.form_token.value) return false;
  form.elements.form_token.value = fresh;
  return true;
}

function arrived(fields) {
  stored = fields;
  heard = Date.now();
  wait = 0;
  if (differing(chosen(), stored) === 0) drop(name);
  if (read(offered)) propose(); else notice.replaceChildren();
}

// One at a time, so that the last choice is the last to arrive. Gives whether it has.
async function leave() {
  const body = new URLSearchParams(new FormData(form));
  const fields = chosen();
  body.set('discret', '1');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, keepalive: true, signal: AbortSignal.timeout(20000) });
    if (answer.status === 403 && await renewed()) return leave();
    if (answer.status === 204) arrived(fields); else await isRefused(answer);
    return answer.status === 204;
  } catch {
    away();
    return false;
  }
}

async function send() {
  if (!over) keep(name, Number(say.ends), chosen());
  if (refused) return false;
  clearTimeout(later);
  again = leaving !== null;
  if (again) return leaving;
  leaving = leave();
  const done = await leaving;
  leaving = null;
  return again ? send() : done;
}

// The page goes on once all of it has arrived; where nothing answers, it stays in sight.
let pressed = false;
async function submit(event) {
  const arrivedNow = !leaving && differing(chosen(), stored) === 0 && Date.now() - heard < 10000;
  if (refused || (arrivedNow && navigator.onLine)) return;
  event.preventDefault();
  if (pressed) return;
  pressed = true;
  wait = 0;
  const { submitter } = event;
  if (await send() || refused) go(submitter);
  pressed = false;
}

function go(submitter) {
  const own = document.createElement('input');
  own.type = 'hidden';
  own.name = submitter?.name ?? '';
  own.value = submitter?.value ?? '';
  if (own.name) form.append(own);
  form.submit();
  own.remove();
}

// ---- what had not left when the page was closed ----

function take() {
  const fields = read(offered) ?? {};
  for (const [key, value] of Object.entries(fields)) {
    const radio = form.querySelector(`input[type=radio][name="${CSS.escape(key)}"][value="${CSS.escape(value)}"]`);
    if (radio) radio.checked = true;
  }
  if (list && fields.ordre) order(fields.ordre);
  drop(offered);
  notice.replaceChildren();
  changed();
}

function propose() {
  const count = differing(read(offered) ?? {}, stored);
  if (count === 0) {
    drop(offered);
    return;
  }
  tell(offer(count), row(button(say.take, take), button(say.drop, () => {
    drop(offered);
    notice.replaceChildren();
  })));
}

function findDraft() {
  const fields = { ...read(offered), ...read(name) };
  drop(name);
  if (Object.keys(fields).length > 0) keep(offered, Number(say.ends), fields);
  propose();
}

// Before sending: what had not left, of every step.
function findDrafts() {
  const steps = new Map();
  for (const one of names()) {
    const [step] = one.slice(say.draft.length + 1).split('.');
    if (one.startsWith(`${say.draft}.`)) steps.set(step, { ...steps.get(step), ...read(one) });
  }
  for (const [step, fields] of steps) {
    const link = document.createElement('a');
    link.href = form.action.replace(/\d+$/, step);
    link.textContent = say.take;
    tell(offer(Object.keys(fields).length), row(link));
  }
}

// ---- the ranking ----

// Rows of the ranking can be dragged, by a finger too; the buttons do the same.
function write() {
  form.elements.ordre.value = [...list.children].map((line) => (line.classList.contains('tied') ? '=' : '') + line.dataset.key).join(',');
  let number = 1;
  [...list.children].forEach((line, i) => {
    if (i === 0) line.classList.remove('tied');
    if (!line.classList.contains('tied')) number = i + 1;
    line.querySelector('.rank').lastChild.textContent = number;
    line.querySelector('[name=haut]').disabled = i === 0;
    line.querySelector('[name=egal]').disabled = i === 0;
    line.querySelector('[name=egal]').setAttribute('aria-pressed', line.classList.contains('tied'));
    line.querySelector('[name=bas]').disabled = i === list.children.length - 1;
  });
}

// From now on the order is this person's.
function touched() {
  write();
  form.elements.touche.value = '1';
  document.getElementById('sien').hidden = false;
  document.getElementById('tire')?.remove();
  changed();
}

function order(text) {
  for (const key of text.split(',')) {
    const line = list.querySelector(`li[data-key="${CSS.escape(key.replace('=', ''))}"]`);
    if (!line) continue;
    line.classList.toggle('tied', key.startsWith('='));
    list.append(line);
  }
  touched();
}

function press(event) {
  const one = event.target.closest('.moves button');
  const line = one?.closest('li');
  if (!line) return;
  event.preventDefault();
  if (one.name === 'egal') line.classList.toggle('tied');
  else if (one.name === 'haut') line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  touched();
  (one.disabled ? line.querySelector('.moves button:enabled') : one).focus();
}

function rank() {
  // A finger holds a row by its number, so that the rest of it still scrolls the page.
  let held = null, before = '';
  list.classList.add('movable');
  list.addEventListener('click', press);
  list.addEventListener('pointerdown', (event) => {
    const place = event.pointerType === 'touch' ? '.rank' : '.rank, .what';
    held = event.button === 0 && event.target.closest(place) ? event.target.closest('li') : null;
    if (!held) return;
    before = form.elements.ordre.value;
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    held.classList.add('held');
  });
  list.addEventListener('pointermove', (event) => {
    const boxes = [...list.children].map((line) => [line, line.getBoundingClientRect()]);
    const [over, box] = boxes.find(([, at]) => event.clientY >= at.top && event.clientY <= at.bottom) ?? [];
    if (!held || !over || over === held) return;
    list.insertBefore(held, event.clientY > box.top + box.height / 2 ? over.nextSibling : over);
  });
  const release = () => {
    if (!held) return;
    held.classList.remove('held');
    held = null;
    write();
    if (form.elements.ordre.value !== before) touched();
  };
  list.addEventListener('pointerup', release);
  list.addEventListener('pointercancel', release);
}

// ---- */

function changed() {
  const count = document.getElementById('compte');
  const known = Object.entries(chosen()).filter(([, value]) => value !== 'nsp').length;
  wait = 0;
  if (count && form.querySelector('fieldset.item[id^="q"]')) count.textContent = Number(count.dataset.others) + known;
  send();
}

if (notice && form.id === 'envoi') {
  findDrafts();
} else if (notice) {
  stored = shown();
  if (list) rank();
  findDraft();
  form.addEventListener('change', changed);
  form.addEventListener('submit', submit);
  addEventListener('online', () => { if (read(name)) send(); });
}
