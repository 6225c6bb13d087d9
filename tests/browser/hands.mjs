// Where a finger or a mouse takes hold, and waiting for what it does.
export const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

// Asked again and again from here: the policy of the pages lets nothing be evaluated there.
export async function until(check) {
  for (let i = 0; i < 200; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came: ${check}`);
}
