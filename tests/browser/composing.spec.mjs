// Composes teams from a list in a real browser.
//
//     node composing.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { carrying } from './carrying.mjs';
import { composing } from './composing.mjs';
import { play } from './playing.mjs';
import { rotating } from './rotating.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [composing, carrying, rotating]);
