// Subgraphs as people use them: fold, name, go in, show a parameter outside, give it a port, run, find, insert.
import { expect, test } from '../gesso.ts';
import { dropFile, fileOf, folded, goIn, goOut } from '../workflows.ts';

test('a subgraph is named, gone into, shows a parameter outside, runs, and every step can be undone', async ({ editor, page }) => {
  await folded(editor);
  await editor.select('Subgraph');
  const name = editor.inspector.getByLabel('Name of the subgraph');
  await name.fill('Soft');
  await name.press('Tab');
  await editor.lastStep(/Rename the subgraph to Soft/);
  await goIn(editor, 'Soft');
  expect((await editor.titles()).sort()).toEqual(['Blur', 'Image', 'Image']);
  await expect(page.getByRole('navigation', { name: 'Place' }).getByRole('button', { name: 'Soft' })).toBeVisible();

  await editor.select('Blur');
  const show = editor.inspector.getByRole('button', { name: 'Show Sigma on the subgraph' });
  await show.click();
  await expect(show).toHaveAttribute('aria-pressed', 'true');
  await editor.lastStep(/Show Sigma of Blur on the subgraph/);
  await editor.inspector.getByLabel('On the subgraph:').fill('Strength');
  await editor.inspector.getByLabel('On the subgraph:').press('Tab');
  await goOut(editor);
  await editor.select('Soft');
  await editor.set('Strength', '12');

  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.inspector.getByRole('heading', { name: 'Result' })).toBeVisible();
  await goIn(editor, 'Soft');
  await editor.select('Blur');
  await expect(editor.inspector.getByRole('heading', { name: 'Result' })).toBeVisible();
  await goOut(editor);

  await editor.select('Soft');
  await editor.inspector.getByRole('button', { name: 'Hide Strength on the subgraph' }).click();
  await expect(editor.inspector.getByLabel('Strength', { exact: true })).toBeHidden();
  while (await editor.undo.isEnabled()) {
    const title = (await editor.undo.getAttribute('title')) ?? '';
    await editor.undo.click();
    await expect(editor.undo).not.toHaveAttribute('title', title);
  }
  expect(await editor.titles()).toEqual([]);
});

test('a subgraph gets ports by choosing, and their names and order are changed', async ({ editor }) => {
  await folded(editor);
  await goIn(editor, 'Subgraph');
  await editor.add('Blend');
  await editor.select('Blend');
  await editor.inspector.getByRole('button', { name: 'Connect Top' }).first().click();
  await editor.offered().filter({ hasText: 'New input of the subgraph' }).click();
  await editor.lastStep(/Add port Top/);
  await goOut(editor);
  await editor.select('Subgraph');
  const inputs = editor.inspector.getByRole('list', { name: 'Input ports' });
  await expect(inputs.getByRole('textbox')).toHaveCount(2);
  const first = inputs.getByRole('textbox').first();
  await first.fill('Photo');
  await first.press('Tab');
  const before = await inputs.getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  expect(before).toContain('Photo');
  await inputs.getByRole('button', { name: `Move ${before[1]} up` }).click();
  await expect(inputs.getByRole('textbox').first()).toHaveValue(before[1]);
});

test('finding looks into subgraphs and goes there, and a view set inside is flown back to', async ({ editor, page }) => {
  await folded(editor);
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Control+f');
  const search = page.getByRole('combobox', { name: 'Search the workflow' });
  await search.fill('Blur');
  await expect(editor.offered().first()).toContainText('in Subgraph');
  await search.press('Enter');
  await expect(editor.outline.getByText('Inside Subgraph')).toBeVisible();
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Shift+Digit5');
  await expect(editor.notices()).toContainText('View 5 is here now');
  await goOut(editor);
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('5');
  await expect(editor.outline.getByText('Inside Subgraph')).toBeVisible();
});

test('a workflow file with a subgraph brings what lies at its root, and the subgraph with it', async ({ editor }) => {
  await folded(editor);
  await dropFile(editor, 'mine.gesso.json', await fileOf(editor));
  await expect(editor.row('Subgraph')).toHaveCount(2);
  expect((await editor.titles()).sort()).toEqual([
    'Generate image', 'Generate image', 'Save image', 'Save image', 'Subgraph', 'Subgraph',
  ]);
});

test('a subgraph is shown once more, linked, and removed when nothing shows it', async ({ editor, page }) => {
  await folded(editor);
  await editor.outline.getByRole('button', { name: 'Add…' }).click();
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('Subgraph');
  await editor.offered().filter({ hasText: /^SubgraphSubgraph$/ }).click();
  await expect(editor.row('Subgraph')).toHaveCount(2);
  await editor.row('Subgraph').first().click();
  await expect(editor.inspector.getByText('Another node shows it as well')).toBeVisible();
  for (const _ of [1, 2]) {
    await editor.row('Subgraph').first().click();
    await page.keyboard.press('Delete');
  }
  await expect(editor.row('Subgraph')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('combobox', { name: 'Search actions' });
  await commands.fill('unused');
  await expect(editor.offered().first()).toContainText('Remove subgraphs that nothing shows');
  await commands.press('Enter');
  await editor.lastStep(/Remove 1 subgraph that nothing shows/);
});
