// A large picture at 100 % is moved while the browser shows it: what comes into view is soft until its own pixels are made, and
// never the checkerboard. Every second column of this picture is transparent, so that wherever the soft picture were under the
// exact pixels it would be seen there.
import type { Page } from '@playwright/test';
import { Editor } from '../editor.ts';
import { expect, test, watch } from '../gesso.ts';
import { indexed } from '../picture.ts';
import { Held, leveled, rests } from '../preview.ts';
import { boxOf, screen, type Screen } from '../screen.ts';

// High enough that the part which is seen is made in more than one piece.
test.use({ viewport: { width: 2400, height: 2400 } });

const SIZE = { width: 4000, height: 3000 };
const striped = () => indexed(SIZE.width, SIZE.height, [[200, 30, 60], [0, 0, 0, 0]], (x) => x % 2);

/** What of the picture is on the screen, the pixel value and the edges of the panel aside; `left` is the column at its left edge. */
async function seen(page: Page): Promise<{ shown: Screen; left: number; top: number }> {
  const view = await boxOf(page.locator('.viewer-view'));
  const picture = await boxOf(page.locator('.viewer-picture').first());
  const clip = { x: Math.ceil(view.x) + 2, y: Math.ceil(view.y) + 2, width: Math.floor(view.width) - 5, height: Math.floor(view.height) - 60 };
  return { shown: await screen(page, clip), left: clip.x - Math.round(picture.x), top: clip.y - Math.round(picture.y) };
}

type Look = 'exact' | 'soft' | 'empty' | 'wrong';

/** What two neighbouring columns are: the picture's own pixels, red all over, neither, or red where the picture is transparent. */
function lookAt(shown: Screen, x: number, y: number, left: number): Look {
  const isRed = (x: number) => {
    const color = shown.at(x, y);
    return (color >> 16) - ((color >> 8) & 255) > 30;
  };
  const even = x + ((left + x) % 2);
  const [opaque, clear] = [isRed(even), isRed(even + 1)];
  if (opaque && clear) return shown.at(even, y) === 0xc81e3c ? 'wrong' : 'soft';
  if (opaque) return shown.at(even, y) === 0xc81e3c ? 'exact' : 'wrong';
  return clear ? 'wrong' : 'empty';
}

/** The looks there are within a box, which is given in parts of what is seen. */
function looks({ shown, left }: { shown: Screen; left: number }, [x0, y0, x1, y1]: [number, number, number, number]): Look[] {
  const found = new Set<Look>();
  for (let y = Math.ceil(y0); y < y1; y += 3) {
    for (let x = Math.ceil(x0); x < x1 - 2; x += 2) found.add(lookAt(shown, x, y, left));
  }
  return [...found].sort();
}

test('what comes into view is soft until its pixels are made', async ({ page, gesso }, info) => {
  const held = await Held.on(page);
  watch(page);
  await page.goto(gesso.url);
  await page.getByRole('button', { name: 'New workflow' }).click();
  const editor = new Editor(page);
  await editor.ready();
  await leveled(editor, page, 'striped.png', striped());
  await page.getByRole('button', { name: /100 %$/ }).and(page.locator('.zoom-value')).last().click();
  await expect.poll(() => boxOf(page.locator('.viewer-picture')).then((box) => box.width)).toBe(SIZE.width);
  await rests(page);
  const view = await boxOf(page.locator('.viewer-view'));
  await page.mouse.move(5, 5);
  const before = await seen(page);
  const { width, height } = before.shown;
  expect(looks(before, [0, 0, width, height])).toEqual(['exact']);

  await held.hold();
  const from = { x: view.x + view.width * 0.8, y: view.y + view.height * 0.8 };
  await editor.drag(from, { x: from.x - 300, y: from.y - 100 });
  await page.mouse.move(5, 5);
  const moved = await seen(page);
  await page.screenshot({ path: info.outputPath('moved.png') });
  expect([moved.left - before.left, moved.top - before.top]).toEqual([300, 100]);
  // What was there before is as it was, around it nothing is missing.
  const kept = [0, 0, width - 304, height - 104] as [number, number, number, number];
  const right = [width - 296, 0, width, height] as [number, number, number, number];
  expect(looks(moved, kept)).toEqual(['exact']);
  expect(looks(moved, right)).toEqual(['soft']);
  expect(looks(moved, [0, height - 40, width, height])).toEqual(['soft']);

  // Those of places on the way come first. While they and the upper rows are drawn, nothing is missing anywhere.
  await expect(async () => {
    await held.next();
    expect(looks(await seen(page), [width - 296, 0, width, 20])).toEqual(['exact']);
  }).toPass();
  const begun = await seen(page);
  await page.screenshot({ path: info.outputPath('begun.png') });
  expect(looks(begun, kept)).toEqual(['exact']);
  expect(looks(begun, right)).not.toContain('empty');

  await held.release();
  await rests(page);
  expect(looks(await seen(page), [0, 0, width, height])).toEqual(['exact']);
  await page.screenshot({ path: info.outputPath('made.png') });

  // Another node has no small picture of its own here, and what was there of this one is not shown under it.
  await held.hold();
  await editor.select('Load image');
  await expect(page.locator('.viewer-soft')).toBeHidden();
  await held.release();
});
