// Results are kept as takes: two are compared, one is used, and what made one is brought back.
import { accessibleInBoth } from '../accessible.ts';
import { chain, make } from '../workflows.ts';
import { expect, test } from '../gesso.ts';

test('two takes are compared, one is used, and its parameters are restored', async ({ editor, page }, info) => {
  await chain(editor);
  await editor.select('Generate image');
  await editor.inspector.getByLabel('Kind', { exact: true }).selectOption('Checkerboard');
  await editor.set('Width', '900');
  await editor.set('Height', '600');
  for (const sigma of ['2', '30', '80']) await make(editor, sigma);

  await editor.select('Save image');
  await editor.inspector.getByRole('button', { name: '3 takes, show them in the viewer' }).click();
  const takes = page.getByRole('region', { name: 'Takes' });
  const strip = takes.getByRole('list', { name: 'Takes, newest first' });
  await expect(strip.getByRole('listitem')).toHaveCount(3);
  const oldest = strip.getByRole('button').nth(2);
  await oldest.click();
  await expect(oldest).toHaveAttribute('aria-pressed', 'true');
  await expect(takes.getByText(/^You/).first()).toBeVisible();

  await takes.getByText('Details', { exact: true }).click();
  const details = takes.getByRole('region', { name: 'What this take was made with' });
  await expect(details).toContainText(/Generate image.*Width.*900.*Seed.*Blur.*Sigma.*2/s);
  await page.screenshot({ path: info.outputPath('details.png') });
  await accessibleInBoth(page, 'what a take was made with');
  await takes.getByText('Details', { exact: true }).click();
  await takes.getByRole('button', { name: 'Compare' }).click();
  const line = page.getByRole('slider', { name: 'Line between the takes' });
  await expect(line).toHaveAttribute('aria-valuenow', '50');
  await page.screenshot({ path: info.outputPath('wipe.png') });
  await accessibleInBoth(page, 'two takes compared');
  await line.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(line).toHaveAttribute('aria-valuenow', '40');
  const box = (await line.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
  await editor.drag({ x, y }, { x: x + 120, y });
  await expect(line).not.toHaveAttribute('aria-valuenow', '40');
  await strip.getByRole('button').nth(1).click();
  await expect(strip.getByRole('button').nth(1)).toHaveAttribute('aria-pressed', 'true');
  await takes.getByRole('button', { name: 'Compare' }).click();
  await expect(line).toBeHidden();

  await takes.getByRole('button', { name: 'Star this take' }).click();
  await expect(strip.getByRole('button', { name: /starred/ })).toHaveCount(1);
  await takes.getByRole('button', { name: 'Use this take' }).click();
  await expect(strip.getByRole('button', { name: /in use/ })).toHaveCount(1);
  await expect(editor.inspector.getByText('The take in use')).toBeVisible();
  // Its file comes before that of the latest result, which is another one.
  const files = editor.inspector.getByRole('link', { name: /^Download picture/ });
  await expect(files).toHaveCount(2);
  await expect(editor.inspector.locator('.result')).toContainText(/The take in use.*What was made last/s);
  await editor.lastStep('Use a take of Save image');
  await accessibleInBoth(page, 'a take in use');

  await takes.getByRole('button', { name: 'Restore parameters' }).click();
  await expect(page.getByText('Everything is set as it was for this take.').first()).toBeVisible();
  await editor.select('Blur');
  await expect(editor.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('2');
  await editor.lastStep('Restore what made a take of Save image');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.row('Save image')).toContainText('taken from the cache');
  await page.keyboard.press('Control+z');
  await expect(editor.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('80');
});

test('a take that was removed is brought back, and what is gone is named', async ({ editor, page }) => {
  await chain(editor);
  for (const sigma of ['2', '9']) await make(editor, sigma);
  await editor.select('Blur');
  await page.keyboard.press('Delete');
  await editor.select('Save image');
  await editor.inspector.getByRole('button', { name: '2 takes, show them in the viewer' }).click();
  const takes = page.getByRole('region', { name: 'Takes' });
  const strip = takes.getByRole('list', { name: 'Takes, newest first' }).getByRole('button');
  await strip.last().click();
  await takes.getByRole('button', { name: 'Restore parameters' }).click();
  await expect(page.getByText('except for what is not there any more: Blur').first()).toBeVisible();
  await takes.getByRole('button', { name: 'Remove this take' }).click();
  await expect(strip).toHaveCount(1);
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(strip).toHaveCount(2);
});

test('the best takes come back as a sheet, and a star changes what is picked', async ({ editor, page }, info) => {
  await chain(editor);
  for (const sigma of ['2', '30', '80']) await make(editor, sigma);
  await editor.add('Pick takes');
  await editor.connect('Save image', 'File', 'Pick takes', 'File');
  await editor.select('Pick takes');
  await editor.set('Count', '2');
  await editor.add('Grid');
  await editor.connect('Pick takes', 'Images', 'Grid', 'Images');
  await editor.saved();
  await editor.select('Blur');
  await editor.set('Sigma', '10');
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.row('Pick takes')).not.toContainText('Changed since');
  await expect(editor.row('Grid')).not.toContainText('Changed since');

  await editor.select('Save image');
  await editor.inspector.getByRole('button', { name: '4 takes, show them in the viewer' }).click();
  const takes = page.getByRole('region', { name: 'Takes' });
  const strip = takes.getByRole('list', { name: 'Takes, newest first' }).getByRole('button');
  await strip.last().click();
  await takes.getByRole('button', { name: 'Star this take' }).click();
  await expect(editor.row('Pick takes')).toContainText('Changed since');
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.row('Grid')).not.toContainText('Changed since');
  await editor.select('Grid');
  await page.screenshot({ path: info.outputPath('picked.png') });
});
