// Plays a whole round of the barometer in a real browser.
//
//     node site.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { play } from './playing.mjs';
import { wholeRound } from './whole_round.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [wholeRound]);
