// Undo goes back through everything, by name, and forward again; a reload does not forget it.
import { expect, test } from '../gesso.ts';
import { Editor } from '../editor.ts';

test('every edit can be undone to the first and redone to the last, also after a reload', async ({ editor, page }) => {
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.select('Blur');
  await editor.set('Sigma', '12');
  await editor.inspector.getByLabel('Title', { exact: true }).fill('Soft');
  await editor.inspector.getByLabel('Title', { exact: true }).press('Enter');
  await expect(editor.row('Soft')).toBeVisible();
  await editor.saved();
  await page.reload();
  const later = new Editor(page);
  await later.ready();

  const undone: string[] = [];
  while (await later.undo.isEnabled()) {
    const title = (await later.undo.getAttribute('title')) ?? '';
    undone.push(title);
    await later.undo.click();
    await expect(later.undo).not.toHaveAttribute('title', title);
  }
  expect(undone).toHaveLength(5);
  expect(await later.titles()).toEqual([]);

  for (const _ of undone) await later.redo.click();
  await expect(later.redo).toBeDisabled();
  await later.saved();
  expect(await later.titles()).toEqual(['Generate image', 'Soft']);
  await later.select('Soft');
  await expect(later.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('12');
  await expect(later.outline.getByRole('button', { name: 'from Generate image', exact: true })).toBeVisible();
});

test('keys undo and redo as well', async ({ editor, page }) => {
  await editor.add('Generate image');
  await expect(editor.row('Generate image')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(editor.row('Generate image')).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.row('Generate image')).toBeVisible();
});

test('the history says who did what, by the name they gave themselves', async ({ editor, page, browser }) => {
  await page.keyboard.press('Control+,');
  const name = page.getByRole('textbox', { name: 'Your name' });
  await name.fill('Zoë');
  await name.press('Tab');
  await page.keyboard.press('Escape');
  await editor.add('Blur');
  await editor.saved();
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  const colleague = new Editor(other);
  await colleague.ready();
  await colleague.add('Sharpen');
  await colleague.saved();
  await other.getByRole('button', { name: 'History panel' }).click();
  const steps = other.getByRole('list', { name: 'Steps, the latest first' }).getByRole('button');
  await expect(steps.nth(0)).toContainText('Add Sharpen');
  await expect(steps.nth(0)).toContainText('You');
  await expect(steps.nth(1)).toContainText('Add Blur');
  await expect(steps.nth(1)).toContainText('Zoë');
  await context.close();
});
