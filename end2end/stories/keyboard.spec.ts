// No pointer at all: a workflow is made, wired, set, run, renamed and pruned from the outline.
import { expect, test, watch } from '../gesso.ts';
import { Editor } from '../editor.ts';
import { fileOf } from '../workflows.ts';

test('a workflow is made and run with the keyboard alone', async ({ gesso, page }) => {
  watch(page);
  await page.goto(gesso.url);
  // Before the page has come alive a press does nothing, as anywhere; a person presses again.
  await expect(async () => {
    await page.getByRole('button', { name: 'New workflow' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/w\//, { timeout: 5000 });
  }).toPass();
  const editor = new Editor(page);
  await editor.saved();
  await page.keyboard.press('Alt+o');
  await expect(editor.outline).toBeVisible();

  for (const kind of ['Generate image', 'Blur', 'Save image']) {
    await editor.outline.getByRole('button', { name: 'Add…' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search nodes' })).toBeFocused();
    await page.keyboard.type(kind);
    await expect(editor.offered().first()).toContainText(kind);
    await page.keyboard.press('Enter');
    await expect(editor.row(kind)).toBeVisible();
  }
  for (const [from, to] of [['Generate image', 'Blur'], ['Blur', 'Save image']]) {
    await editor.row(from).focus();
    await page.keyboard.press('Enter');
    await editor.outline.getByRole('button', { name: 'Connect Image to…' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
    await page.keyboard.type(`${to} image`);
    await page.keyboard.press('Enter');
    await editor.row(to).focus();
    await page.keyboard.press('Enter');
    await expect(editor.outline.getByRole('button', { name: `from ${from}`, exact: true })).toBeVisible();
  }

  await editor.row('Blur').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('F2');
  await expect(editor.inspector.getByLabel('Title', { exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Soft');
  await page.keyboard.press('Enter');
  await expect(editor.row('Soft')).toBeVisible();
  const sigma = editor.inspector.getByLabel('Sigma slider');
  await sigma.focus();
  const before = await sigma.inputValue();
  await page.keyboard.press('ArrowRight');
  await expect(sigma).not.toHaveValue(before);
  await editor.saved();

  await page.keyboard.press('Control+Enter');
  await editor.runIs('Run done');
  await expect(editor.row('Save image')).toContainText('Done');

  await editor.row('Soft').focus();
  await page.keyboard.press('Enter');
  await editor.row('Soft').focus();
  await page.keyboard.press('Delete');
  await expect(editor.row('Soft')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(editor.row('Soft')).toBeVisible();
});

test('a node that is there is put into a wire by name, both ways, as one step', async ({ editor, page }) => {
  for (const kind of ['Generate image', 'Save image', 'Blur']) await editor.add(kind);
  await editor.connect('Generate image', 'Image', 'Save image', 'Image');
  const source = (title: string) => editor.outline.getByRole('button', { name: `from ${title}`, exact: true });

  await editor.row('Blur').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+W');
  await expect(page.getByRole('combobox', { name: 'Search wires' })).toBeFocused();
  await expect(editor.offered()).toHaveText([/Generate image to Save image\s*Image/]);
  await page.keyboard.press('Enter');
  await expect(source('Generate image')).toBeVisible();
  await expect(editor.undo).toHaveAttribute('title', /Insert Blur between Generate image and Save image/);
  await editor.select('Save image');
  await expect(source('Blur')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(source('Generate image')).toBeVisible();

  await editor.outline.getByRole('button', { name: 'Wire to Image' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Insert a node into the wire…' }).press('Enter');
  await expect(editor.offered().first()).toHaveText(/Blur\s*on the canvas/);
  await page.keyboard.press('Enter');
  await expect(source('Generate image')).toBeVisible();
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Control+z');
  await expect(editor.row('Blur')).toBeVisible();
});

test('files are put on the canvas and a node gets its own size back without dragging', async ({ editor, page }) => {
  await editor.add('Blur');
  const text = await fileOf(editor);
  const choose = async (title: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(title);
    await expect(editor.offered().first()).toContainText(title);
    await page.keyboard.press('Enter');
  };
  const chooser = page.waitForEvent('filechooser');
  await choose('Add files…');
  await (await chooser).setFiles({ name: 'mine.gesso.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(editor.row('Blur')).toHaveCount(2);

  await editor.row('Blur').first().press('Enter');
  const own = await editor.placeOf('Width').inputValue();
  await editor.setPlace('Width', 400);
  await choose('As large as its kind');
  await editor.lastStep('Resize Blur');
  await expect(editor.placeOf('Width')).toHaveValue(own);
});

test('all wires of an output are moved to another by name, as one step', async ({ editor, page }) => {
  for (const kind of ['Generate image', 'Blur', 'Save image', 'Levels']) await editor.add(kind);
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.connect('Generate image', 'Image', 'Save image', 'Image');
  await editor.select('Generate image');
  await page.keyboard.press('Alt+w');
  await expect(editor.offered()).toHaveText([/Levels\s*Image/]);
  await page.keyboard.press('Enter');
  await expect(editor.undo).toHaveAttribute('title', /Connect Levels to 2 inputs/);
  const source = (title: string) => editor.outline.getByRole('button', { name: `from ${title}`, exact: true });
  for (const reader of ['Blur', 'Save image']) {
    await editor.select(reader);
    await expect(source('Levels')).toBeVisible();
  }
  await page.keyboard.press('Control+z');
  await expect(source('Generate image')).toBeVisible();
});
