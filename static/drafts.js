// What was chosen on this device and has not arrived yet is kept under the seat, the round and the
// step it was chosen for. Here is when it goes: with the round, with the seat, and what an older
// version of this script kept.
const mark = 'alliage:non-parti:';
const { places, open } = document.querySelector('script[data-places]')?.dataset ?? {};

const all = () => {
  try { return Object.keys(localStorage).filter((key) => key.startsWith('alliage:')); } catch { return []; }
};

export const drop = (name) => {
  try { localStorage.removeItem(mark + name); } catch { /* forbidden */ }
};

// The fields of a draft, by name; null: there is none, or its round is over.
export function read(name) {
  try {
    const { until, fields } = JSON.parse(localStorage.getItem(mark + name));
    return Date.now() < until && fields ? fields : null;
  } catch {
    return null;
  }
}

export function keep(name, seconds, fields) {
  try {
    localStorage.setItem(mark + name, JSON.stringify({ until: Date.now() + seconds * 1000, fields }));
  } catch { /* full or forbidden */ }
}

export const names = () => all().filter((key) => key.startsWith(mark)).map((key) => key.slice(mark.length));

// "team.seat.round.step": whose it is, and of which round.
function stays(name) {
  const [team, seat, round] = name.split('.');
  const [openTeam, openSeat, openRound] = (open ?? '').split('.');
  const mine = places === undefined || places.split(' ').includes(`${team}.${seat}`);
  const other = team === openTeam && seat === openSeat && round !== openRound;
  const ended = document.querySelector('[data-ended]')?.dataset.ended;
  return mine && !other && `${team}.${seat}.${round}` !== ended && read(name) !== null;
}

for (const name of names()) if (!stays(name)) drop(name);
for (const key of all()) {
  if (!key.startsWith(mark)) {
    try { localStorage.removeItem(key); } catch { /* forbidden */ }
  }
}
