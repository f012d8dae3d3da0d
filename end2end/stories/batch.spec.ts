// Many pictures at once: stopped in the middle, taken up again without repeating, and taken away as one archive.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../gesso.ts';
import { namesIn, plains } from '../picture.ts';
import type { Editor } from '../editor.ts';

type Files = ReturnType<typeof plains>;

/** Files that are loaded, softened and saved. */
async function batch(editor: Editor, files: Files): Promise<void> {
  for (const title of ['Files', 'Load image', 'Blur', 'Save image']) await editor.add(title);
  await editor.set('File name', '{name}-soft');
  await editor.connect('Files', 'Files', 'Load image', 'File');
  await editor.connect('Load image', 'Image', 'Blur', 'Image');
  await editor.connect('Blur', 'Image', 'Save image', 'Image');
  await editor.select('Files');
  await editor.inspector.locator('#param-files').setInputFiles(files);
  await expect(editor.inspector.getByRole('list', { name: `${files.length} files` })).toBeVisible({ timeout: 60_000 });
  await editor.saved();
}

test.describe('two hundred pictures', () => {
  // One after the other, so that there is a middle to stop in.
  test.use({ settings: ['--workers', '1'] });

  test('a batch is cancelled in the middle, taken up again, and taken away as one archive', async ({ editor, page }, info) => {
    await batch(editor, plains(200));
    await editor.select('Save image');
    await editor.run();
    await expect(editor.inspector.getByText(/^[1-9]\d* of 200 items/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel the run', exact: true }).click();
    await editor.runIs('Run cancelled');
    const said = await editor.inspector.getByText(/^\d+ of 200 items/).innerText();
    const done = Number.parseInt(said);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(200);

    await page.getByRole('group', { name: 'Dock' }).getByRole('button', { name: 'Runs' }).click();
    const runs = page.getByRole('list', { name: 'Runs', exact: true });
    await expect(runs).toContainText(`Save image: ${done} of 200 items`);
    await runs.getByRole('button', { name: 'Go on with the rest' }).click();
    await editor.runIs('Run done');
    const found = `200 of 200 items, ${done} of them from the cache`;
    await expect(editor.inspector.getByText(found)).toBeVisible();
    await expect(runs).toContainText(`Save image: ${found}`);
    await page.screenshot({ path: info.outputPath('batch.png') });

    const download = page.waitForEvent('download');
    await editor.inspector.getByRole('link', { name: 'Download all as ZIP' }).click();
    const archive = await readFile(await (await download).path());
    const names = namesIn(archive);
    expect(names).toHaveLength(200);
    expect(names[0]).toBe('p001-soft.jpg');
    expect(new Set(names).size).toBe(200);
    await editor.run();
    await expect(editor.row('Save image')).toContainText('taken from the cache');
  });
});
