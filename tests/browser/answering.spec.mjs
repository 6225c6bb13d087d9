// Answers the barometer in a real browser while things go wrong.
//
//     node answering.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { longNames, nextPerson, nextRound, ranking, recap, serverAway, tabClosed, twoTabs } from './answering.mjs';
import { play } from './playing.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [tabClosed, twoTabs, nextRound, nextPerson, ranking, recap, longNames, serverAway]);
