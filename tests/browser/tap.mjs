// Says each result as a line of TAP.
let number = 0;
let failures = 0;

export function say(passed, sentence, reasons = []) {
  number++;
  if (!passed) failures++;
  console.log(`${passed ? 'ok' : 'not ok'} ${number} - ${sentence}`);
  if (!passed) for (const reason of reasons) console.log(`# ${String(reason).replace(/\n/g, '\n# ')}`);
  return passed;
}

export function same(found, expected, sentence) {
  return say(found === expected, sentence, [`found ${found}`, `expected ${expected}`]);
}

export function skip(reason) {
  console.log(`1..0 # SKIP ${reason}`);
  process.exit(0);
}

export function close() {
  console.log(`1..${number}`);
  process.exit(failures === 0 ? 0 : 1);
}
