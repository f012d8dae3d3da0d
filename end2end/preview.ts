// What the browser makes by itself: a workflow to see it with, what is seen of it, and that the server was not asked.
import { expect, type Page, type WebSocket } from '@playwright/test';
import type { Editor } from './editor.ts';
import { linesOf } from './gesso.ts';
import { photo } from './photo.ts';

/** A photo that is blurred and looked at in the viewer; nothing has run. */
export async function blurredFile(editor: Editor, page: Page): Promise<void> {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await editor.add('Blur');
  await editor.connect('Load image', 'Image', 'Blur', 'Image');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await expect(page.getByRole('region', { name: 'Viewer' })).toBeVisible();
  await editor.select('Blur');
}

/** The same, and the browser shows it. */
export async function blurred(editor: Editor, page: Page): Promise<void> {
  await blurredFile(editor, page);
  await rests(page);
}

/** Load image → Levels of a file, looked at in the viewer, where the browser shows it: nothing has run. */
export async function leveled(editor: Editor, page: Page, name: string, file: Buffer): Promise<void> {
  await editor.add('Load image');
  await editor.bring(name, 'image/png', file);
  await editor.add('Levels');
  await editor.connect('Load image', 'Image', 'Levels', 'Image');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await editor.select('Levels');
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

/**
 * Everything that the page and its workers say to the server from now on: requests, but for what the page is made of, and what goes
 * over the line that is open. Of that only what keeps it open is left out, a `ping` and the `digest` of what both have, which come by
 * the clock whatever a person does; where pointers are is never sent.
 */
export function recorded(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    if (!new URL(request.url()).pathname.startsWith('/pkg/')) asked.push(request.url());
  });
  const hear = (line: WebSocket) =>
    line.on('framesent', ({ payload }) => {
      const { say } = JSON.parse(String(payload)) as { say: string };
      if (say !== 'ping' && say !== 'digest') asked.push(String(payload));
    });
  const open = linesOf(page).filter((line) => !line.isClosed());
  if (open.length === 0) throw new Error('the page has no line to the server that could be heard');
  open.forEach(hear);
  page.on('websocket', (line) => {
    asked.push(line.url());
    hear(line);
  });
  return asked;
}

/** The worker that previews, whose answers can be held back; to be made before the page is opened. */
export class Held {
  private constructor(private readonly page: Page) {}

  static async on(page: Page): Promise<Held> {
    await page.addInitScript(() => {
      const held: { answers?: (() => void)[] } = {};
      const heard = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage')!;
      Object.defineProperty(Worker.prototype, 'onmessage', {
        ...heard,
        set(this: Worker, hear: ((event: MessageEvent) => void) | null) {
          const later = (event: MessageEvent) => (held.answers ? void held.answers.push(() => hear!(event)) : hear!(event));
          heard.set!.call(this, hear && later);
        },
      });
      Object.assign(window, { held });
    });
    return new Held(page);
  }

  /** Nothing that the worker says is heard from now on. */
  async hold(): Promise<void> {
    await this.page.evaluate(() => { window.held.answers = []; });
  }

  /** The first answer that is held back is heard, once there is one. */
  async next(): Promise<void> {
    await this.page.waitForFunction(() => window.held.answers!.length > 0);
    await this.page.evaluate(() => window.held.answers!.shift()!());
  }

  /** Everything is heard again, and what was held back first. */
  async release(): Promise<void> {
    await this.page.evaluate(() => {
      const answers = window.held.answers ?? [];
      window.held.answers = undefined;
      for (const answer of answers) answer();
    });
  }
}

declare global {
  interface Window {
    held: { answers?: (() => void)[] };
  }
}
