// A person drags a slider: what it does is seen at once, made by the browser, before the server hears of it.
import type { Page } from '@playwright/test';
import { expect, test } from '../gesso.ts';
import { blurred, blurredFile, recorded, rests, shown } from '../preview.ts';

/** The worker's script believes from now on that the browser says this; before, what the browser says itself. */
async function says(page: Page, what: string, value: string): Promise<void> {
  await page.context().unroute('**/pkg/preview.*.js');
  await page.context().route('**/pkg/preview.*.js', async (route) => {
    const answer = await route.fetch();
    const script = await answer.text();
    expect(script).toContain(what);
    await route.fulfill({ response: answer, body: script.replace(what, value) });
  });
}

test('dragging the blur slider changes the viewer before any server request', async ({ editor, page }, info) => {
  await blurred(editor, page);
  const slider = editor.inspector.locator('input[type=range]').first();
  await slider.hover();
  await rests(page);
  const before = await shown(page);

  const asked = recorded(page);
  const bar = (await slider.boundingBox())!;
  const at = (share: number) => page.mouse.move(bar.x + bar.width * share, bar.y + bar.height / 2, { steps: 4 });
  await at(0.1);
  await page.mouse.down();
  await at(0.3);
  await expect.poll(() => shown(page)).not.toBe(before);
  const first = await shown(page);
  await at(0.7);
  await expect.poll(() => shown(page)).not.toBe(first);
  await rests(page);
  const second = await shown(page);
  await page.screenshot({ path: info.outputPath('dragging.png') });
  await at(0.3);
  await expect.poll(() => shown(page)).not.toBe(second);
  expect(asked).toEqual([]);

  // The server hears of it over the line that was open all the time, once.
  await page.mouse.up();
  await editor.lastStep('Set Sigma of Blur');
  await editor.saved();
  const edits = asked.map((said) => JSON.parse(said) as { say: string; txs: { label: string }[] });
  expect(edits.map(({ say, txs }) => [say, ...txs.map(({ label }) => label)])).toEqual([['submit', 'Set Sigma of Blur']]);
  await expect(page.locator('.viewer-live')).toBeVisible();
  await page.screenshot({ path: info.outputPath('let-go.png') });
});

test('the server’s picture takes the place of the preview and has the same pixels', async ({ editor, page }, info) => {
  await blurred(editor, page);
  const live = page.locator('.viewer-live');
  const slider = editor.inspector.locator('input[type=range]').first();
  const before = await shown(page);
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shown(page)).not.toBe(before);
  await rests(page);
  await editor.saved();
  // The upper left tile of what is shown now, to be compared later.
  await live.evaluate((canvas: HTMLCanvasElement) => {
    const kept = canvas.getContext('2d')!.getImageData(0, 0, 256, 256);
    Object.assign(window, { kept: [...kept.data] });
  });
  await page.screenshot({ path: info.outputPath('preview.png') });

  await editor.run();
  await editor.runIs('Run done');
  await expect(live).toBeHidden();
  const tile = page.locator('.viewer-tile').first();
  await expect(tile).toBeVisible();
  const differing = await tile.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 256;
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const kept = (window as unknown as { kept: number[] }).kept;
    const data = pen.getImageData(0, 0, 256, 256).data;
    return kept.filter((value, i) => value !== data[i]).length;
  });
  expect(differing).toBe(0);
  await page.screenshot({ path: info.outputPath('result.png') });
});

test.describe('the worker’s script', () => {
  // It has to come from the server each time.
  test.use({ serviceWorkers: 'block' });

  test('several workers that share a memory make the same pixels as one', async ({ editor, page }) => {
    const parts: string[] = [];
    page.context().on('request', (request) => {
      const part = /\/pkg\/(gesso_[a-z]+)_bg\./.exec(request.url());
      if (part) parts.push(part[1]!);
    });
    let workers = 0;
    page.on('worker', (worker) => {
      if (worker.url().includes('/pkg/preview.')) workers += 1;
    });
    await says(page, 'navigator.hardwareConcurrency', '4');
    await blurred(editor, page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(parts).toEqual(['gesso_crew']);
    // The others may come when the first has shown something already.
    await expect.poll(() => workers).toBe(3);
    const together = await shown(page);
    const slider = editor.inspector.locator('input[type=range]').first();
    await slider.press('ArrowRight');
    await expect.poll(() => shown(page)).not.toBe(together);
    await slider.press('ArrowLeft');
    await expect.poll(() => shown(page)).toBe(together);
    await editor.saved();

    // As where a page is reached over plain HTTP under another machine's name.
    await says(page, 'self.crossOriginIsolated', 'false');
    await page.reload();
    await editor.ready();
    if (!(await page.getByRole('region', { name: 'Viewer' }).isVisible())) await page.keyboard.press('Alt+v');
    await editor.select('Blur');
    await rests(page);
    expect(parts).toEqual(['gesso_crew', 'gesso_preview']);
    expect(workers).toBe(4);
    expect(await shown(page)).toBe(together);
  });

  test('where it can’t run the page says so once, and everything else goes on', async ({ editor, page }, info) => {
    await says(page, 'WebAssembly.validate(SIMD)', 'false');
    await blurredFile(editor, page);
    const unable = editor.notices().getByText('This browser can’t show a preview while you drag. Run to see results.');
    const live = page.locator('.viewer-live');
    const sigma = editor.inspector.getByLabel('Sigma', { exact: true });
    await editor.inspector.locator('input[type=range]').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(unable).toBeVisible();
    await expect(live).toHaveAttribute('data-preview', 'unable');
    await page.screenshot({ path: info.outputPath('unable.png') });
    await editor.notices().getByRole('button', { name: 'Close this notice' }).click();
    await expect(unable).toBeHidden();

    // Edits are kept, and what the server makes is seen.
    await editor.set('Sigma', '40');
    await editor.lastStep('Set Sigma of Blur');
    await editor.saved();
    await editor.run();
    await editor.runIs('Run done');
    await expect(page.locator('.viewer-tile').first()).toBeVisible();
    await editor.undo.click();
    await expect(sigma).not.toHaveValue('40');
    await editor.saved();
    await expect(live).toBeHidden();
    await expect(unable).toBeHidden();
  });
});

test('undoing what was dragged shows what was before', async ({ editor, page }) => {
  await blurred(editor, page);
  const before = await shown(page);
  await editor.inspector.locator('input[type=range]').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shown(page)).not.toBe(before);
  await editor.saved();
  await editor.undo.click();
  await expect.poll(() => shown(page)).toBe(before);
});

test('a text is seen as it is typed, and again as it was when the field is left so', async ({ editor, page }, info) => {
  await editor.add('Text');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await editor.select('Text');
  const field = editor.inspector.getByLabel('Text', { exact: true });
  await field.focus();
  await rests(page);
  const short = await shown(page);

  await field.press('Control+End');
  const asked = recorded(page);
  await page.keyboard.type(', greetings');
  await expect.poll(() => shown(page)).not.toBe(short);
  await rests(page);
  const long = await shown(page);
  await page.screenshot({ path: info.outputPath('typing.png') });
  for (const _ of ', greetings') await page.keyboard.press('Backspace');
  await expect.poll(() => shown(page)).not.toBe(long);
  await page.keyboard.type('!');
  await rests(page);
  expect(asked).toEqual([]);
  await editor.lastStep('Add Text');

  await field.press('Tab');
  await editor.lastStep('Set Text of Text');
  await rests(page);
  // A choice is one edit, and the picture follows that too.
  const kept = await shown(page);
  await editor.inspector.getByLabel('Weight', { exact: true }).selectOption('Regular');
  await expect.poll(() => shown(page)).not.toBe(kept);
});

test('a curve is seen in the picture while it is bent', async ({ editor, page }, info) => {
  await blurred(editor, page);
  await editor.add('Curves');
  await editor.connect('Blur', 'Image', 'Curves', 'Image');
  await editor.saved();
  await editor.select('Curves');
  const plane = editor.inspector.getByRole('group', { name: 'All colours curve' });
  await plane.scrollIntoViewIfNeeded();
  await plane.hover();
  await rests(page);
  const flat = await shown(page);
  const asked = recorded(page);
  const box = (await plane.boundingBox())!;
  const to = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
  await to(0.5, 0.5);
  await page.mouse.down();
  await to(0.5, 0.3);
  await expect.poll(() => shown(page)).not.toBe(flat);
  await rests(page);
  const bright = await shown(page);
  await page.screenshot({ path: info.outputPath('bending.png') });
  await to(0.5, 0.8);
  await expect.poll(() => shown(page)).not.toBe(bright);
  expect(asked).toEqual([]);
  await editor.lastStep('Connect');

  // Given up, the picture is what it was.
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => shown(page)).toBe(flat);
});

test('at 100 % the preview has every pixel of what is seen of a large picture, and no more', async ({ editor, page }, info) => {
  await blurred(editor, page);
  const slider = editor.inspector.locator('input[type=range]').first();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const live = page.locator('.viewer-live');
  await expect(live).toBeVisible();
  const extent = () => live.evaluate((canvas: HTMLCanvasElement) => ({ width: canvas.width, shown: canvas.getBoundingClientRect().width }));
  const fitted = await extent();
  // The photo is 1600 pixels wide, and all of it is seen.
  expect(fitted.width).toBeLessThan(1600);

  await page.getByRole('button', { name: /100 %$/ }).and(page.locator('.zoom-value')).last().click();
  await expect.poll(async () => { const { width, shown } = await extent(); return width / shown; }).toBe(1);
  const view = (await page.locator('.viewer-view').boundingBox())!;
  expect((await extent()).width).toBe(Math.min(1600, Math.round(view.width)));
  await expect(live).toHaveAttribute('data-preview', 'rests');
  await page.screenshot({ path: info.outputPath('sharp.png') });
});
