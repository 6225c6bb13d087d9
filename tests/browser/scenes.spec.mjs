// Plays what a whole round of five does not show: a team alone, three people, six people, a
// team that changes, a keyboard alone, hostile names, the example.
//
//     node scenes.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { play } from './playing.mjs';
import { aTeamChanges, hostileNames, keyboardAlone, sixPeople, teamAlone, theExample, threePeople } from './scenes.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [theExample, keyboardAlone, threePeople, sixPeople, teamAlone, aTeamChanges, hostileNames]);
