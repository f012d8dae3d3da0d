// What the browser makes by itself: a workflow to see it with, what is seen of it, and that the server was not asked.
import { expect, type Page } from '@playwright/test';
import type { Editor } from './editor.ts';
import { photo } from './photo.ts';

/** A photo that is blurred and looked at in the viewer, where the browser shows it: nothing has run. */
export async function blurred(editor: Editor, page: Page): Promise<void> {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await editor.add('Blur');
  await editor.connect('Load image', 'Image', 'Blur', 'Image');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await expect(page.getByRole('region', { name: 'Viewer' })).toBeVisible();
  await editor.select('Blur');
  await rests(page);
}

/** The browser shows a picture of its own and has nothing more to do. */
export async function rests(page: Page): Promise<void> {
  const live = page.locator('.viewer-live');
  await expect(live).toBeVisible();
  await expect(live).toHaveAttribute('data-preview', 'rests');
}

/** A digest of what the preview shows in the viewer. */
export function shown(page: Page): Promise<string> {
  return page.locator('.viewer-live').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    let hash = 0;
    for (const byte of data) hash = (hash * 31 + byte) | 0;
    return `${width} × ${height}: ${hash}`;
  });
}

/** Every request to the server from now on, of the page and of its workers. */
export function recorded(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    // A page that was built for developing asks twice a second whether there is a newer one.
    if (request.method() !== 'HEAD') asked.push(request.url());
  });
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}
