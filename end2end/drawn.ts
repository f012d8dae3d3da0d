// What the stories about drawing share: a picture that goes into a node, places to point at, and the colours that are seen.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Editor } from './editor.ts';
import type { Place } from './fingers.ts';
import { photo } from './photo.ts';

/** Red, green, blue and how opaque it is. */
export type Color = [number, number, number, number];

/** A file that goes into another node, which is selected and looked at. */
export async function fileInto(editor: Editor, page: Page, file: Buffer, node: string, port = 'Image'): Promise<void> {
  await editor.add('Load image');
  const isPhoto = file === photo;
  await editor.bring(isPhoto ? 'mine.jpg' : 'mine.png', isPhoto ? 'image/jpeg' : 'image/png', file);
  await editor.add(node);
  await editor.connect('Load image', 'Image', node, port);
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await expect(page.getByRole('region', { name: 'Viewer' })).toBeVisible();
  await editor.select(node);
}

/** The same with a photo. */
export function photoInto(editor: Editor, page: Page, node: string, port = 'Image'): Promise<void> {
  return fileInto(editor, page, photo, node, port);
}

/** A place in an element, as parts of its width and height. */
export async function within(element: Locator, x: number, y: number): Promise<Place> {
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox())!;
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** The colour that the preview shows at a place of the viewer's picture, in parts of its width and height. */
export function colorAt(page: Page, x: number, y: number): Promise<Color> {
  return page.locator('.viewer-live').evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      const at = [Math.floor(canvas.width * x), Math.floor(canvas.height * y)] as const;
      return [...canvas.getContext('2d')!.getImageData(...at, 1, 1).data] as Color;
    },
    [x, y] as const,
  );
}

/** Waits until the preview shows a colour at a place, give or take what rounding does. */
export async function sees(page: Page, [x, y]: [number, number], color: Color): Promise<void> {
  const seen = async () => {
    const seen = await colorAt(page, x, y);
    return seen.every((value, i) => Math.abs(value - color[i]!) <= 2) ? color : seen;
  };
  await expect.poll(seen).toEqual(color);
}

/** Waits until a field has a number that is no farther than this from another. */
export async function about(field: Locator, number: number, by: number): Promise<number> {
  const far = async () => Math.abs(Number(await field.inputValue()) - number);
  await expect.poll(far).toBeLessThanOrEqual(by);
  return Number(await field.inputValue());
}
