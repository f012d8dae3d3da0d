// A person drags a slider: what it does is seen at once, made by the browser, before the server hears of it.
import type { Page } from '@playwright/test';
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import { photo } from '../photo.ts';

/** A photo that is blurred and looked at in the viewer; nothing has run. */
async function blurred(editor: Editor, page: Page): Promise<void> {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await editor.add('Blur');
  await editor.connect('Load image', 'Image', 'Blur', 'Image');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await expect(page.getByRole('region', { name: 'Viewer' })).toBeVisible();
  await editor.select('Blur');
}

/** A digest of what the preview shows in the viewer. */
function shown(page: Page): Promise<string> {
  return page.locator('.viewer-live').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    let hash = 0;
    for (const byte of data) hash = (hash * 31 + byte) | 0;
    return `${width} × ${height}: ${hash}`;
  });
}

/** Every request to the server from now on, of the page and of its workers. */
function recorded(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    // A page that was built for developing asks twice a second whether there is a newer one.
    if (request.method() !== 'HEAD') asked.push(request.url());
  });
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}

test('dragging the blur slider changes the viewer before any server request', async ({ editor, page }, info) => {
  await blurred(editor, page);
  const slider = editor.inspector.locator('input[type=range]').first();
  await slider.hover();
  const live = page.locator('.viewer-live');
  await expect(live).toHaveAttribute('data-preview', 'rests');
  await expect(live).toBeHidden();

  const asked = recorded(page);
  const bar = (await slider.boundingBox())!;
  const at = (share: number) => page.mouse.move(bar.x + bar.width * share, bar.y + bar.height / 2, { steps: 4 });
  await at(0.1);
  await page.mouse.down();
  await at(0.3);
  await expect(live).toBeVisible();
  const first = await shown(page);
  await at(0.7);
  await expect.poll(() => shown(page)).not.toBe(first);
  await expect(live).toHaveAttribute('data-preview', 'rests');
  const second = await shown(page);
  await page.screenshot({ path: info.outputPath('dragging.png') });
  await at(0.3);
  await expect.poll(() => shown(page)).not.toBe(second);
  expect(asked).toEqual([]);

  await page.mouse.up();
  await expect(editor.undo).toBeEnabled();
  await editor.saved();
  await expect(live).toBeVisible();
  await page.screenshot({ path: info.outputPath('let-go.png') });
});

test('the server’s picture takes the place of the preview and has the same pixels', async ({ editor, page }, info) => {
  await blurred(editor, page);
  const live = page.locator('.viewer-live');
  const slider = editor.inspector.locator('input[type=range]').first();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(live).toBeVisible();
  await expect(live).toHaveAttribute('data-preview', 'rests');
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

test('undoing what was dragged takes the preview away', async ({ editor, page }) => {
  await blurred(editor, page);
  const live = page.locator('.viewer-live');
  await editor.inspector.locator('input[type=range]').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(live).toBeVisible();
  await editor.saved();
  await editor.undo.click();
  await expect(live).toBeHidden();
});
