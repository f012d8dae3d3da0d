// Every other way to change a value moves the preview too, before the server hears of it: a number on a node of the canvas, the
// digits of a colour, a stroke of the pen, the line of a comparison.
import { within } from '../drawn.ts';
import { Pen } from '../fingers.ts';
import { expect, test } from '../gesso.ts';
import { photo } from '../photo.ts';
import { blurred, recorded, rests, shown } from '../preview.ts';

/** Where the second row of parameters is on a node with so many rows of ports, in the document. */
const SECOND_ROW = (ports: number) => 44 + 8 + ports * 24 + 4 + 1.5 * 24;

test('a number on a node is dragged and typed where it stands', async ({ editor, page }, info) => {
  await blurred(editor, page);
  await editor.put('Load image', 0, 0);
  await editor.put('Blur', 320, 0);
  const at = await editor.showAll();
  await editor.select('Blur');
  await rests(page);
  const before = await shown(page);

  const y = SECOND_ROW(2);
  const [from, to] = [at(320 + 40, y), at(320 + 120, y)];
  const asked = recorded(page);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await expect.poll(() => shown(page)).not.toBe(before);
  await page.screenshot({ path: info.outputPath('dragging.png') });
  expect(asked).toEqual([]);
  await page.mouse.up();
  await editor.lastStep('Set Sigma of Blur');

  await editor.saved();
  await rests(page);
  const dragged = await shown(page);
  const typed = recorded(page);
  await page.mouse.click(from.x, from.y);
  const field = page.getByRole('textbox', { name: 'Sigma', exact: true }).and(page.locator('.typing'));
  await field.fill('61');
  await expect.poll(() => shown(page)).not.toBe(dragged);
  await page.screenshot({ path: info.outputPath('typing.png') });
  await field.press('Escape');
  await expect.poll(() => shown(page)).toBe(dragged);
  expect(typed).toEqual([]);
});

test('a colour is seen as its digits are typed', async ({ editor, page }) => {
  await editor.add('Text');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  await editor.select('Text');
  const field = editor.inspector.getByLabel('Colour', { exact: true });
  await field.focus();
  await rests(page);
  const white = await shown(page);

  const asked = recorded(page);
  await field.press('Control+a');
  await page.keyboard.type('#d04020');
  await expect.poll(() => shown(page)).not.toBe(white);
  expect(asked).toEqual([]);
  await editor.lastStep('Add Text');
  await field.press('Tab');
  await editor.lastStep('Set Colour of Text');
  await expect.poll(() => shown(page)).not.toBe(white);
});

test('a stroke is seen in what the mask goes into while the pen moves', async ({ editor, page }, info) => {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await editor.put('Load image', 0, 0);
  await editor.add('Shape mask');
  await editor.put('Shape mask', 300, 0);
  await editor.inspector.getByLabel('Shape', { exact: true }).selectOption('Painted');
  await editor.add('Refine mask');
  await editor.put('Refine mask', 600, 0);
  await editor.connect('Load image', 'Image', 'Shape mask', 'Size of');
  await editor.connect('Shape mask', 'Mask', 'Refine mask', 'Mask');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  const at = await editor.showAll();
  await editor.select('Shape mask');
  await rests(page);

  await editor.inspector.getByRole('button', { name: 'Draw on the picture' }).click();
  const picture = page.getByRole('application', { name: /^Paint on the picture/ });
  await expect(picture).toBeVisible();
  // The picture on the node that the mask goes into.
  const [corner, end] = [at(610, 150), at(806, 250)];
  const clip = { x: corner.x, y: corner.y, width: end.x - corner.x, height: end.y - corner.y };
  const node = () => page.screenshot({ clip });
  const pen = await Pen.on(page);
  await pen.press(await within(picture, 0.2, 0.3));
  await pen.move(await within(picture, 0.25, 0.3));
  await expect(page.locator('.viewer-live')).toHaveAttribute('data-preview', 'rests');
  const begun = await node();
  const asked = recorded(page);
  await pen.move(await within(picture, 0.8, 0.7), 12);
  await expect.poll(async () => (await node()).equals(begun)).toBe(false);
  await page.screenshot({ path: info.outputPath('painting.png') });
  expect(asked).toEqual([]);
  await expect(editor.inspector).toContainText('Nothing is painted yet.');
  await pen.lift();
  await expect(editor.inspector).toContainText('One stroke');
  await editor.lastStep('Set Strokes of Shape mask');
});

test('the line of a comparison is dragged across the picture, and moved with keys', async ({ editor, page }, info) => {
  await blurred(editor, page);
  await editor.add('Compare');
  await editor.connect('Load image', 'Image', 'Compare', 'A');
  await editor.connect('Blur', 'Image', 'Compare', 'B');
  await editor.saved();
  await editor.select('Compare');
  const viewer = page.getByRole('region', { name: 'Viewer' });
  await expect(viewer).toContainText('Compare');
  await viewer.getByRole('button', { name: 'Draw on the picture' }).click();
  const line = viewer.getByRole('slider', { name: 'Line between A and B' });
  await expect(line).toHaveAttribute('aria-valuenow', '50');
  await rests(page);
  const before = await shown(page);

  const asked = recorded(page);
  const from = await within(line, 0.5, 0.3);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y, { steps: 6 });
  await expect.poll(() => shown(page)).not.toBe(before);
  expect(Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(55);
  await page.screenshot({ path: info.outputPath('line.png') });
  expect(asked).toEqual([]);
  await page.mouse.up();
  await editor.lastStep('Set Line between A and B of Compare');

  const position = editor.inspector.getByLabel('Position', { exact: true });
  const dragged = Number(await position.inputValue());
  expect(dragged).toBeGreaterThan(55);
  await line.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => Number(await position.inputValue())).toBeLessThan(dragged);
});

test('after a run, what is undone and done again is what the viewer shows', async ({ editor, page }, info) => {
  await blurred(editor, page);
  await editor.run();
  await editor.runIs('Run done');
  const live = page.locator('.viewer-live');
  await expect(live).toBeHidden();
  await editor.set('Sigma', '30');
  await editor.saved();
  await rests(page);
  const thirty = await shown(page);
  await editor.set('Sigma', '60');
  await editor.saved();
  await expect.poll(() => shown(page)).not.toBe(thirty);
  await rests(page);
  const sixty = await shown(page);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(editor.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('30');
  await expect.poll(() => shown(page)).toBe(thirty);
  await expect(live).toBeVisible();
  await page.screenshot({ path: info.outputPath('undone.png') });
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect.poll(() => shown(page)).toBe(sixty);
  await expect(live).toBeVisible();

  // As the run had it: the run's own picture again.
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(live).toBeHidden();
  await expect(page.locator('.viewer-tile').first()).toBeVisible();
});
