// Whose place a browser is: own link again, a shared tablet, two phones, two tabs, a restart.
//
//     node identity.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page.
import { play } from './playing.mjs';
import { sharedTablet, twoPhones, twoTabs } from './identity.mjs';

const [program, shots] = process.argv.slice(2);
await play(program, shots, [
  (stage) => sharedTablet(stage, 'fr'), (stage) => sharedTablet(stage, 'en'),
  (stage) => twoPhones(stage, 'fr'), (stage) => twoPhones(stage, 'en'),
  twoTabs,
]);
