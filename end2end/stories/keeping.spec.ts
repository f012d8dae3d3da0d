// Copies and ways back: duplicate and paste, a deleted workflow that comes back, a file that goes out and comes in again.
import { expect, test } from '../gesso.ts';
import { Editor } from '../editor.ts';

test('nodes are duplicated, copied and pasted with the wires among them', async ({ editor, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.select('Generate image');
  await editor.row('Blur').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+d');
  await expect(editor.row('Blur')).toHaveCount(2);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(editor.row('Blur')).toHaveCount(3);
  await expect(editor.row('Generate image')).toHaveCount(3);
  await expect(editor.nodes.getByText('from Generate image')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(editor.row('Blur')).toHaveCount(1);
});

test('a deleted workflow comes back with Undo', async ({ gesso, page }) => {
  await page.goto(gesso.url);
  const postcard = page.getByRole('link', { name: 'Postcard', exact: true });
  await postcard.hover();
  await page.getByRole('button', { name: 'Delete Postcard' }).click();
  await expect(postcard).toBeHidden();
  await page.getByRole('log', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(postcard).toBeVisible();
});

test('a workflow goes out as a file and comes in as the same', async ({ gesso, editor, page }) => {
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.select('Blur');
  await editor.set('Sigma', '12');
  await editor.saved();
  const file = await page.request.get(page.url().replace('/w/', '/workflow/') + '/file');
  expect(file.ok()).toBe(true);
  await page.goto(gesso.url);
  await page.getByLabel('Import workflow files').setInputFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: await file.body(),
  });
  await expect(page).toHaveURL(/\/w\//);
  const later = new Editor(page);
  await later.ready();
  expect(await later.titles()).toEqual(['Generate image', 'Blur']);
  await later.select('Blur');
  await expect(later.outline.getByRole('button', { name: 'from Generate image', exact: true })).toBeVisible();
  await expect(later.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('12');
});

test('a note is typed into at once, and items are placed by numbers', async ({ editor, page }) => {
  await editor.outline.getByRole('button', { name: 'Add note' }).click();
  await expect(page.locator('textarea.typing')).toBeFocused();
  await page.keyboard.type('Ask Ada for the logo');
  await page.keyboard.press('Control+Enter');
  await expect(editor.outline.getByText('Ask Ada for the logo')).toBeVisible();
  await editor.setPlace('X', 120);
  await editor.setPlace('Width', 300);
  await editor.undo.click();
  await expect(editor.placeOf('Width')).toHaveValue('240');
  await editor.outline.getByText('Ask Ada for the logo').click();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(editor.placeOf('X')).toHaveValue('124');
});

test('a font’s missing characters are named on the node', async ({ editor }) => {
  await editor.add('Text');
  await editor.set('Text', 'Summer Palace — 颐和园');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.inspector).toContainText('The font has no 颐 和 园.');
  await expect(editor.row('Text')).toContainText('1 problem');
});

test('a run is cancelled', async ({ editor, page }) => {
  await editor.add('Generate image');
  await editor.set('Width', '12000');
  await editor.set('Height', '12000');
  await editor.add('Blur');
  await editor.set('Sigma', '400');
  await editor.add('Save image');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.connect('Blur', 'Image', 'Save image', 'Image');
  await editor.saved();
  await editor.run();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await editor.runIs('Run cancelled');
});
