// Many pictures at once: stopped in the middle, taken up again without repeating, and taken away as one archive.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessibleInBoth } from '../accessible.ts';
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

/** Where the server keeps a file that was brought. */
async function keptAs(data: string, bytes: Buffer): Promise<string> {
  for (const entry of await readdir(join(data, 'assets'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).equals(bytes)) return path;
  }
  throw new Error('the file is not kept');
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

test('items that went wrong are said with the reason and run again, and each of the others is looked at', async ({ gesso, editor, page }, info) => {
  const files = plains(6);
  await batch(editor, files);
  // Of the third file only the beginning is left when the server comes back.
  const kept = await keptAs(gesso.data, files[2].buffer);
  await gesso.stop();
  await expect(editor.saveState).toHaveText(/^Offline/);
  await writeFile(kept, files[2].buffer.subarray(0, 60));
  await gesso.start();
  await page.reload();
  await editor.ready();
  await editor.run();
  await editor.runIs(/^Run failed/);
  const dock = page.getByRole('group', { name: 'Dock' });
  await dock.getByRole('button', { name: 'Runs' }).click();
  const runs = page.getByRole('list', { name: 'Runs', exact: true });
  await expect(runs).toContainText('Save image: 5 of 6 items, 1 failed');
  await runs.getByRole('button', { name: 'Items of Save image in run 1' }).click();
  const wrong = runs.getByRole('list', { name: 'What went wrong' });
  await expect(wrong).toContainText('p003');
  await expect(wrong).toContainText('The file ends too early');
  await page.screenshot({ path: info.outputPath('items.png') });
  await accessibleInBoth(page, 'items of a run');

  const sheet = page.waitForEvent('download');
  await runs.getByRole('link', { name: 'Contact sheet' }).click();
  await (await sheet).saveAs(info.outputPath('sheet.png'));
  await runs.getByRole('button', { name: 'Show p002-soft.jpg in the viewer' }).click();
  const viewer = page.getByRole('region', { name: 'Viewer' });
  await expect(viewer).toContainText('p002-soft.jpg');
  await expect(viewer).toContainText('32 × 24 px');
  await viewer.getByRole('button', { name: 'Next item' }).click();
  await expect(viewer).toContainText('p004-soft.jpg');
  await expect(viewer).toContainText('3 of 5');
  await page.screenshot({ path: info.outputPath('item.png') });
  await accessibleInBoth(page, 'an item in the viewer');
  await viewer.getByRole('button', { name: 'Back to the whole result' }).click();
  await expect(viewer.getByRole('button', { name: 'Next item' })).toBeHidden();

  await dock.getByRole('button', { name: 'Runs' }).click();
  await writeFile(kept, files[2].buffer);
  await runs.getByRole('button', { name: 'Run the failed ones again' }).click();
  await editor.runIs('Run done');
  await expect(runs).toContainText('Save image: 6 of 6 items, 5 of them from the cache');
});
