// Fingers on the canvas of a tablet: one pans, two zoom, a second one takes back, taps wire, a long press offers and selects.
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import { Fingers, type Place } from '../fingers.ts';
import { pair } from '../workflows.ts';

test.use({ hasTouch: true, viewport: { width: 1280, height: 900 } });

/** Two nodes beside each other, nothing selected; where a place in the document is on the screen. */
async function unselected(editor: Editor): Promise<(x: number, y: number) => Place> {
  const at = await pair(editor);
  const fingers = await Fingers.on(editor.page);
  await fingers.tap(at(300, -120));
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'false');
  return at;
}

const zoom = (editor: Editor) => editor.page.getByRole('button', { name: 'Zoom to 100 %' });

/** Where a node is, as the inspector says. */
async function place(editor: Editor, title: string): Promise<string> {
  await editor.select(title);
  return `${await editor.placeOf('X').inputValue()} ${await editor.placeOf('Y').inputValue()}`;
}

test('a finger moves only what is selected, and a second finger takes the move back', async ({ editor, page }) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  const title = at(430, 18);
  await fingers.drag(title, { x: title.x, y: title.y + 90 });
  expect(await place(editor, 'Blur')).toBe('400 0');

  await page.getByRole('button', { name: 'Show everything' }).click();
  const undo = await editor.undo.getAttribute('title');
  await fingers.put(1, title);
  await fingers.move(1, { x: title.x, y: title.y + 90 });
  await fingers.put(2, { x: title.x - 200, y: title.y + 200 });
  await fingers.move(2, { x: title.x - 260, y: title.y + 260 });
  await fingers.lift();
  expect(await place(editor, 'Blur')).toBe('400 0');
  await expect(editor.undo).toHaveAttribute('title', undo!);

  await page.getByRole('button', { name: 'Show everything' }).click();
  await fingers.drag(title, { x: title.x, y: title.y + 90 });
  await expect.poll(() => place(editor, 'Blur')).not.toBe('400 0');
  await expect(editor.undo).toHaveAttribute('title', /Move Blur/);
});

test('two fingers zoom the canvas about their middle, and never the page', async ({ editor, page }) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  const middle = at(300, 100);
  const percent = async () => Number.parseInt(await zoom(editor).innerText(), 10);
  const before = await percent();
  await fingers.put(1, { x: middle.x - 50, y: middle.y });
  await fingers.put(2, { x: middle.x + 50, y: middle.y });
  await fingers.move(1, { x: middle.x - 100, y: middle.y });
  await fingers.move(2, { x: middle.x + 100, y: middle.y });
  await expect.poll(percent).toBeGreaterThan(before * 1.9);
  await fingers.lift();
  await expect.poll(percent).toBeLessThan(before * 2.1);
  expect(await page.evaluate(() => window.visualViewport!.scale)).toBe(1);
});

test('a tap on a port and a tap on another wire them', async ({ editor, page }, info) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  await fingers.tap(at(216, 52 + 0.5 * 24));
  await page.screenshot({ path: info.outputPath('wire-in-hand.png') });
  // A fingertip beside the port is near enough.
  const near = at(400, 52 + 0.5 * 24);
  await fingers.tap({ x: near.x - 14, y: near.y + 8 });
  await expect(editor.undo).toHaveAttribute('title', /Connect Generate image to Blur/);
  await editor.select('Blur');
  await expect(editor.outline.getByRole('button', { name: 'from Generate image', exact: true })).toBeVisible();
});

test('a long press offers a menu, and one that is dragged selects what it encloses', async ({ editor, page }, info) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  await fingers.put(1, at(430, 18));
  await rest(editor);
  await fingers.lift();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Duplicate', exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath('menu.png') });
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();

  await fingers.put(1, at(-40, -60));
  await rest(editor);
  await fingers.move(1, at(660, 330), 12);
  await fingers.lift();
  await expect(editor.inspector).toContainText('2 nodes');
});

test('two fingers that tap take the last step back, three bring it again', async ({ editor, page }) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  const tap = (count: number) => fingers.tapTogether([260, 320, 380].slice(0, count).map((x) => at(x, 330)));
  await editor.lastStep('Move Blur');
  await tap(2);
  await expect(editor.notices()).toContainText('Undid: Move Blur');
  await expect(editor.redo).toHaveAttribute('title', /Move Blur/);
  await tap(3);
  await expect(editor.notices()).toContainText('Redid: Move Blur');
  await editor.lastStep('Move Blur');
});

test('two taps on nothing offer nodes, two on a node its parameters', async ({ editor, page }) => {
  const at = await unselected(editor);
  const fingers = await Fingers.on(page);
  // Elsewhere than the tap before, which would count.
  await fingers.tap(at(300, 330));
  await fingers.tap(at(300, 330));
  await expect(page.getByRole('dialog', { name: 'Add node' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close inspector' }).click();
  await expect(editor.inspector).toBeHidden();
  await fingers.tap(at(430, 18));
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'true');
  await fingers.tap(at(430, 18));
  await expect(editor.inspector).toBeVisible();
});

/** Lets a finger rest until the canvas has seen it do so: half a second of the browser's own frames. */
async function rest(editor: Editor): Promise<void> {
  await editor.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const begun = performance.now();
        const frame = () => (performance.now() - begun > 560 ? resolve() : requestAnimationFrame(frame));
        frame();
      }),
  );
}
