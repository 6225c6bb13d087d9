// A coach's own account in a real browser.
//
//     node account.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { play } from './playing.mjs';
import { account, handOver } from './account.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [account, handOver]);
