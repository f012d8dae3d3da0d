// What people do around the canvas: find things in the palette, make keys their own, tidy up, take out, swap, fly back to a view.
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import { chain, dropFile, fileOf } from '../workflows.ts';

/** Chooses something in the command palette. */
async function choose(editor: Editor, words: string, title: string): Promise<void> {
  await editor.page.keyboard.press('Control+k');
  const field = editor.page.getByRole('combobox', { name: 'Search actions' });
  await field.fill(words);
  await expect(editor.offered().first()).toContainText(title);
  await field.press('Enter');
  await expect(field).toBeHidden();
}

test('the palette finds actions with a letter wrong, nodes by other words, and what was chosen lately first', async ({ editor, page }) => {
  await choose(editor, 'gaussian', 'Add Blur');
  await expect(editor.row('Blur')).toBeVisible();
  await choose(editor, 'tidy', 'Tidy up');
  await editor.select('Blur');
  await choose(editor, 'duplciate', 'Duplicate');
  await expect(editor.row('Blur')).toHaveCount(2);
  await page.keyboard.press('Control+k');
  await expect(editor.offered().first()).toContainText('Duplicate');
  await page.keyboard.press('Escape');
});

test('nodes that are added lie apart, and tidying is one step', async ({ editor, page }) => {
  await chain(editor);
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('l');
  await editor.lastStep('Tidy up everything');
  await page.keyboard.press('Control+z');
  await editor.lastStep('Connect');
});

test('a node that is deleted with Ctrl+Backspace leaves no gap', async ({ editor, page }) => {
  await chain(editor);
  await editor.select('Blur');
  await page.keyboard.press('Control+Backspace');
  await expect(editor.row('Blur')).toBeHidden();
  await editor.select('Save image');
  await expect(editor.outline.getByRole('button', { name: 'from Generate image', exact: true })).toBeVisible();
  await editor.lastStep('Delete Blur and close the gap');
  await page.keyboard.press('Control+z');
  await expect(editor.row('Blur')).toBeVisible();
});

test('a swapped node keeps its wires', async ({ editor, page }) => {
  await chain(editor);
  await editor.select('Blur');
  await page.keyboard.press('Shift+S');
  const search = page.getByRole('combobox', { name: 'Search nodes' });
  await search.fill('Sharpen');
  await search.press('Enter');
  await expect(editor.row('Sharpen')).toBeVisible();
  await editor.select('Save image');
  await expect(editor.outline.getByRole('button', { name: 'from Sharpen', exact: true })).toBeVisible();
});

test('keys are changed, a conflict is said, and a reload remembers', async ({ editor, page }) => {
  await editor.add('Blur');
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('searchbox', { name: 'Search keys' }).fill('tidy');
  const change = settings.getByRole('button', { name: 'Change the keys of Tidy up' });
  await change.click();
  await page.keyboard.press('Control+d');
  await expect(settings.getByRole('status')).toContainText('Ctrl+D is “Duplicate”');
  await page.keyboard.press('Control+d');
  await expect(settings.getByText('Press keys…')).toBeHidden();
  await page.keyboard.press('Escape');
  await editor.saved();
  await page.reload();
  await editor.ready();
  await editor.select('Blur');
  await page.keyboard.press('Control+d');
  await expect(editor.row('Blur')).toHaveCount(1);
  await page.keyboard.press('Shift+D');
  await expect(editor.row('Blur')).toHaveCount(2);
  await page.keyboard.press('Control+,');
  await settings.getByRole('button', { name: 'Reset all keys' }).click();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await page.keyboard.press('Control+d');
  await expect(editor.row('Blur')).toHaveCount(3);
});

test('a view is set with Shift and a digit and flown back to, and a reload opens where one looked', async ({ editor, page }) => {
  await editor.add('Blur');
  const zoom = page.getByRole('button', { name: 'Zoom to 100 %' });
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Control+0');
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('Shift+Digit4');
  await expect(editor.notices()).toContainText('View 4 is here now: Blur');
  await page.keyboard.press('Control+-');
  await page.keyboard.press('Control+-');
  await expect(zoom).toHaveText('64 %');
  await page.keyboard.press('4');
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('Control+-');
  await expect(zoom).toHaveText('80 %');
  await editor.saved();
  await page.reload();
  await editor.ready();
  await expect(zoom).toHaveText('80 %');
  await choose(editor, 'view 4', 'Go to view 4: Blur');
  await expect(zoom).toHaveText('100 %');
});

test('a workflow file dropped on the canvas is put in', async ({ editor }) => {
  await editor.add('Blur');
  await dropFile(editor, 'mine.gesso.json', await fileOf(editor));
  await expect(editor.row('Blur')).toHaveCount(2);
});

test('a node is muted from its keys and its menu says so in the history', async ({ editor, page }) => {
  await editor.add('Blur');
  await editor.select('Blur');
  await page.keyboard.press('m');
  await editor.lastStep('Mute Blur');
  await page.keyboard.press('m');
  await editor.lastStep('Unmute Blur');
});

test('the history lists the steps, and a click goes back and can be undone', async ({ editor, page }) => {
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.saved();
  await page.getByRole('button', { name: 'History panel' }).click();
  const history = page.getByRole('region', { name: 'History' });
  const steps = history.getByRole('list', { name: 'Steps, the latest first' });
  await expect(steps.getByRole('button').first()).toContainText('Add Blur');
  await expect(steps.getByRole('button').first()).toContainText('You');
  await steps.getByRole('button', { name: /^Add Generate image/ }).click();
  await expect(steps.getByRole('button').first()).toContainText('Go back to “Add Generate image”');
  await editor.showOutline();
  expect(await editor.titles()).toEqual(['Generate image']);
  await page.keyboard.press('Control+z');
  await expect(editor.row('Blur')).toBeVisible();
});

test('a note is read as Markdown and nothing in it is run', async ({ editor, page }) => {
  await page.locator('[data-canvas]').focus();
  await editor.outline.getByRole('button', { name: 'Add note' }).click();
  const field = editor.inspector.getByLabel('Text of the note');
  await field.fill('# Grade\n\nkeep it **quiet**, see [the film](/w/film) <img src=x onerror=alert(1)>');
  await field.press('Tab');
  await expect(editor.inspector.getByRole('heading', { name: 'Grade' })).toBeVisible();
  await expect(editor.inspector.locator('.markdown strong')).toHaveText('quiet');
  await expect(editor.inspector.getByRole('link', { name: 'the film' })).toHaveAttribute('href', '/w/film');
  await expect(editor.inspector.locator('.markdown img')).toHaveCount(0);
});

test('several rows are chosen with keys alone', async ({ editor, page }) => {
  await editor.add('Blur');
  await editor.add('Sharpen');
  await editor.row('Blur').focus();
  await page.keyboard.press('Space');
  await editor.row('Sharpen').focus();
  await page.keyboard.press('Shift+Space');
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'true');
  await expect(editor.row('Sharpen')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Align top edges' }).click();
  await editor.lastStep(/Align top edges of 2 nodes/);
});

test('a wire is cut, bent and given a node without a pointer', async ({ editor, page }) => {
  await chain(editor);
  await editor.select('Blur');
  const more = editor.outline.getByRole('button', { name: 'Wire to Image' });
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Bend the wire' }).press('Enter');
  await editor.lastStep(/Bend the wire from Generate image to Blur/);
  await editor.select('Blur');
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Insert a node into the wire' }).press('Enter');
  const search = page.getByRole('combobox', { name: 'Search nodes' });
  await search.fill('Sharpen');
  await search.press('Enter');
  await expect(editor.row('Sharpen')).toBeVisible();
  await editor.select('Blur');
  await expect(editor.outline.getByRole('button', { name: 'from Sharpen', exact: true })).toBeVisible();
});

test('settings are found in the palette', async ({ editor, page }) => {
  await choose(editor, 'orthogonal', 'Orthogonal wires');
  await choose(editor, 'appearance light', 'Appearance: light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search actions' });
  await field.fill('your name');
  await field.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
});

test('layers grow: each picture brings its settings, and a place for the next', async ({ editor }) => {
  await editor.add('Layers');
  await editor.add('Generate image');
  await editor.select('Layers');
  const place = (layer: number) => editor.inspector.getByRole('button', { name: `Connect Layer ${layer}` });
  const opacity = (layer: number) => editor.inspector.getByLabel(`Opacity ${layer}`, { exact: true });
  await expect(place(1)).toBeVisible();
  await expect(place(2)).toBeHidden();
  await editor.connect('Generate image', 'Image', 'Layers', 'Layer 1');
  await editor.connect('Generate image', 'Image', 'Layers', 'Layer 2');
  await editor.select('Layers');
  await expect(place(3)).toBeVisible();
  await expect(place(4)).toBeHidden();
  await expect(opacity(2)).toBeVisible();
  await expect(opacity(3)).toBeHidden();
  await editor.undo.click();
  await editor.undo.click();
  await expect(place(1)).toBeVisible();
  await expect(place(2)).toBeHidden();
  await expect(opacity(1)).toBeHidden();
});

test('Set parameters gives the keyboard to the first of them, and what is selected next begins at its top', async ({ editor, page }) => {
  await editor.add('Shape mask');
  await editor.outline.getByRole('button', { name: 'Set parameters' }).click();
  await expect(page.locator('#inspector .param select:focus')).toHaveCount(1);
  await page.keyboard.press('r');
  await expect(editor.inspector.getByLabel('Title', { exact: true })).toHaveValue('Shape mask');

  const scroll = page.locator('#inspector .panel-scroll');
  await scroll.evaluate((element) => element.scrollTo(0, 400));
  await expect.poll(() => scroll.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await editor.add('Perspective');
  await editor.select('Perspective');
  await expect.poll(() => scroll.evaluate((element) => element.scrollTop)).toBe(0);

  await editor.select('Shape mask');
  await editor.saved();
  await editor.run();
  await page.keyboard.press('Alt+v');
  await expect(page.locator('.viewer-picture.matte')).toBeVisible();
});
