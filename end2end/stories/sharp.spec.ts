// A picture of 50 megapixels at 100 %: every pixel of the screen is the pixel of the picture that belongs there, while the browser
// shows it, after it was moved and changed, and when the server's result has taken over.
import type { Page } from '@playwright/test';
import { expect, test } from '../gesso.ts';
import { leveled, rests } from '../preview.ts';
import { boxOf, colorAt, LARGE, large, rgb, screen } from '../screen.ts';

/** What of the viewer has nothing over it, and which pixel of the picture is at its corner. */
async function seen(page: Page) {
  const view = await boxOf(page.locator('.viewer-view'));
  const picture = await boxOf(page.locator('.viewer-picture').first());
  // Browsers draw on whole pixels what stands between them.
  const corner = { x: Math.round(picture.x), y: Math.round(picture.y) };
  const clip = { x: Math.ceil(view.x), y: Math.ceil(view.y), width: Math.floor(view.width) - 1, height: Math.floor(view.height) - 40 };
  return { clip, from: { x: clip.x - corner.x, y: clip.y - corner.y } };
}

/** What became of each colour. Fails where two pixels of one colour differ: nothing is blurred, missing or in another place. */
async function colors(page: Page): Promise<number[]> {
  const { clip, from } = await seen(page);
  const shown = await screen(page, clip);
  const found: number[] = [];
  for (let y = 0; y < shown.height; y += 1) {
    for (let x = 0; x < shown.width; x += 1) {
      const color = colorAt(from.x + x, from.y + y);
      const here = shown.at(x, y);
      found[color] ??= here;
      if (found[color] !== here) throw new Error(`at ${from.x + x}, ${from.y + y}: ${here.toString(16)}, not ${found[color].toString(16)}`);
    }
  }
  expect(new Set(found).size).toBe(8);
  return found;
}

test('at 100 % of 50 megapixels every pixel is the picture’s own', async ({ editor, page }, info) => {
  await leveled(editor, page, 'large.png', large());
  await page.getByRole('button', { name: /100 %$/ }).and(page.locator('.zoom-value')).last().click();
  await expect.poll(() => page.locator('.viewer-picture').evaluate((element) => element.getBoundingClientRect().width)).toBe(LARGE.width);
  await rests(page);
  const source = Array.from({ length: 8 }, (_, color) => rgb(color));
  await page.mouse.move(5, 5);
  expect(await colors(page)).toEqual(source);
  await page.screenshot({ path: info.outputPath('sharp.png') });

  // Moved: the same pixels in another place.
  const before = await seen(page);
  const { x, y, width, height } = before.clip;
  await editor.drag({ x: x + width * 0.7, y: y + height * 0.7 }, { x: x + width * 0.7 - 301, y: y + height * 0.7 - 77 });
  await page.mouse.move(5, 5);
  expect((await seen(page)).from).toEqual({ x: before.from.x + 301, y: before.from.y + 77 });
  await rests(page);
  await expect.poll(() => colors(page).catch(String)).toEqual(source);

  // Changed: every pixel of a colour becomes the same other one.
  const slider = editor.inspector.locator('input[type=range]').first();
  await slider.focus();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => colors(page).catch(String)).not.toEqual(source);
  await rests(page);
  const changed = await colors(page);
  await editor.saved();

  await editor.run();
  await editor.runIs('Run done');
  await expect(page.locator('.viewer-live')).toBeHidden();
  expect(await colors(page)).toEqual(changed);
  await page.screenshot({ path: info.outputPath('result.png') });
});

test('what would need more of the picture than a browser holds is shown softer, and stays', async ({ editor, page }, info) => {
  await leveled(editor, page, 'large.png', large());
  await editor.add('Blur');
  await editor.connect('Levels', 'Image', 'Blur', 'Image');
  await editor.select('Blur');
  await editor.set('Sigma', '39');
  await editor.saved();
  await rests(page);
  await page.getByRole('button', { name: /100 %$/ }).and(page.locator('.zoom-value')).last().click();
  const live = page.locator('.viewer-live');
  const pixels = () => live.evaluate((canvas: HTMLCanvasElement) => canvas.width);
  const view = await boxOf(page.locator('.viewer-view'));
  await expect.poll(pixels).toBeGreaterThan(view.width * 0.9);
  await rests(page);

  await editor.set('Sigma', '500');
  await editor.saved();
  await expect.poll(pixels).toBeLessThan(view.width * 0.6);
  await rests(page);
  await editor.select('Load image');
  await editor.select('Blur');
  await rests(page);
  // It would come and go.
  for (let look = 0; look < 10; look += 1) {
    expect(await live.isVisible()).toBe(true);
    await page.waitForTimeout(100);
  }
  await expect(live).toHaveAttribute('data-preview', 'rests');
  await page.screenshot({ path: info.outputPath('soft.png') });
});
