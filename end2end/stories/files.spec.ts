// Files of every sort: a folder with more in it than pictures, an AVIF out and in again, an animation taken apart.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Editor } from '../editor.ts';
import { expect, test } from '../gesso.ts';
import { animation, plain } from '../picture.ts';

/** The colour of a place in the viewer, as it says itself. */
async function colorAt(editor: Editor, x: number, y: number): Promise<string> {
  const box = (await editor.page.locator('.viewer-picture').boundingBox())!;
  await editor.page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  const value = editor.page.locator('.pixel');
  // Seen and read at once: the digits go while the viewer turns from one picture to the next.
  let digits: string | undefined;
  await expect.poll(async () => (digits = /#([0-9a-f]{6})/.exec(await value.innerText())?.[1])).toBeDefined();
  return digits!;
}

/** How far the parts of two colours are apart at most. */
function apart(color: string, other: [number, number, number]): number {
  return Math.max(...other.map((part, at) => Math.abs(part - Number.parseInt(color.slice(2 * at, 2 * at + 2), 16))));
}

test('a folder is brought with its pictures in the order of their names, and nothing else of it', async ({ editor, page }, info) => {
  const folder = info.outputPath('holiday');
  await mkdir(join(folder, 'more'), { recursive: true });
  const pictures = { 'p10.png': 10, 'p2.png': 2, 'more/p1.png': 1, '.hidden.png': 4 };
  for (const [name, red] of Object.entries(pictures)) await writeFile(join(folder, name), plain(32, 24, [red * 20, 90, 40]));
  await writeFile(join(folder, 'notes.txt'), 'not a picture');

  await editor.add('Files');
  const choosing = page.waitForEvent('filechooser');
  await editor.inspector.getByText('Add a folder…').click();
  await (await choosing).setFiles(folder);
  const list = editor.inspector.getByRole('list', { name: '3 files' });
  await expect(list).toBeVisible();
  const names = ['holiday/more/p1.png', 'holiday/p2.png', 'holiday/p10.png'];
  for (const [at, name] of names.entries()) await expect(list.getByRole('button').nth(at)).toHaveAccessibleName(`Take out ${name}`);
  await expect(editor.notices()).not.toContainText('notes.txt');
  await editor.lastStep('Set Files of Files');
  await page.screenshot({ path: info.outputPath('folder.png') });

  await list.getByRole('button').nth(1).click();
  await expect(editor.inspector.getByRole('list', { name: '2 files' })).toBeVisible();
  await editor.undo.click();
  await expect(list).toBeVisible();
});

test('files that are not taken are named beside those that are, until others come', async ({ editor, page }, info) => {
  const brought = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
  await editor.add('Files');
  const field = editor.inspector.locator('#param-files');
  const words = ['notes.png', 'list.png'].map((name) => brought(name, Buffer.from('not a picture')));
  await field.setInputFiles([brought('one.png', plain(32, 24, [20, 90, 40])), ...words]);
  await expect(editor.inspector.getByRole('list', { name: '1 file' })).toBeVisible();
  const refused = editor.inspector.getByRole('list', { name: 'Files that were not taken' });
  await expect(refused.getByRole('listitem')).toHaveText([/^notes\.png was not uploaded/, /^list\.png was not uploaded/]);
  await expect(refused).toBeInViewport({ ratio: 1 });
  await expect(editor.notices()).toContainText('2 files were not taken');
  await page.screenshot({ path: info.outputPath('refused.png') });
  await field.setInputFiles([brought('two.png', plain(32, 24, [90, 20, 40]))]);
  await expect(editor.inspector.getByRole('list', { name: '2 files' })).toBeVisible();
  await expect(refused).toBeHidden();
});

test('a picture is saved as AVIF, and that is brought, seen and worked on', async ({ editor, page }, info) => {
  await editor.add('Load image');
  await editor.bring('plain.png', 'image/png', plain(96, 64, [200, 80, 40]));
  await editor.add('Save image');
  await editor.connect('Load image', 'Image', 'Save image', 'Image');
  await editor.select('Save image');
  await editor.inspector.getByLabel('Format', { exact: true }).selectOption('AVIF, 8 bit');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  const saving = page.waitForEvent('download');
  await editor.inspector.getByRole('link', { name: /^Download/ }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/\.avif$/);
  const avif = await readFile(await saved.path());
  expect(avif.toString('latin1', 4, 12)).toBe('ftypavif');

  await editor.select('Load image');
  await editor.bring('again.avif', 'image/avif', avif);
  await editor.saved();
  await page.keyboard.press('Alt+v');
  const viewer = page.getByRole('region', { name: 'Viewer' });
  await expect(viewer).toContainText('96 × 64 px');
  expect(apart(await colorAt(editor, 0.5, 0.5), [200, 80, 40])).toBeLessThan(6);
  await page.screenshot({ path: info.outputPath('avif.png') });
  await editor.select('Save image');
  await editor.inspector.getByLabel('Format', { exact: true }).selectOption('PNG, 8 bit');
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.inspector.getByRole('link', { name: /^Download/ })).toContainText('.png');
});

test('an animation goes from Load image to Frames by swapping, and each picture of it is looked at', async ({ editor, page }, info) => {
  const colors: [number, number, number][] = [[220, 40, 40], [40, 200, 40], [40, 40, 220]];
  await editor.add('Load image');
  await editor.bring('lights.gif', 'image/gif', animation(32, 24, colors));
  await editor.saved();
  await page.keyboard.press('Shift+S');
  const search = page.getByRole('combobox', { name: 'Search nodes' });
  await search.fill('Frames');
  await expect(editor.offered().first()).toContainText('Frames');
  await search.press('Enter');
  await expect(editor.row('Frames')).toBeVisible();
  await editor.select('Frames');
  await expect(editor.inspector.getByText('lights.gif', { exact: true })).toBeVisible();

  await editor.add('Flip and rotate');
  await editor.connect('Frames', 'Pictures', 'Flip and rotate', 'Image');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  await editor.select('Flip and rotate');
  await expect(editor.inspector.getByText('3 of 3 items')).toBeVisible();
  const items = editor.inspector.getByRole('list', { name: 'Items' }).getByRole('button');
  await expect(items).toHaveCount(3);
  await items.first().click();
  const viewer = page.getByRole('region', { name: 'Viewer' });
  for (const [at, color] of colors.entries()) {
    await expect(viewer).toContainText(`${at + 1} of 3`);
    await expect(viewer).toContainText('24 × 32 px');
    await expect.poll(async () => apart(await colorAt(editor, 0.5, 0.5), color)).toBeLessThan(3);
    if (at < 2) await viewer.getByRole('button', { name: 'Next item' }).click();
  }
  await page.screenshot({ path: info.outputPath('frames.png') });
});

test('words and a table become subtitles, and what can’t is said', async ({ editor, page }, info) => {
  await editor.add('Subtitles');
  await editor.set('Text', 'It was the best of times, it was the worst of times\nReally?');
  await editor.set('Characters per line', '30');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  const shown = editor.inspector.getByText('It was the best of times,\nit was the worst of times');
  await expect(shown).toBeVisible();
  const file = async (ending: string): Promise<string> => {
    const saving = page.waitForEvent('download');
    await editor.inspector.getByRole('link', { name: `Download subtitles.${ending}` }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`subtitles.${ending}`);
    return readFile(await saved.path(), 'utf8');
  };
  expect(await file('srt')).toBe(
    '1\n00:00:00,000 --> 00:00:03,000\nIt was the best of times,\nit was the worst of times\n\n' +
      '2\n00:00:03,100 --> 00:00:04,100\nReally?\n\n',
  );
  await page.screenshot({ path: info.outputPath('subtitles.png') });

  await editor.add('List from CSV');
  await editor.set('Table', 'start,end,text\n1,2.5,Tea & cake\n0:03,0:04,"Yes, please"');
  await editor.connect('List from CSV', 'Rows', 'Subtitles', 'Rows');
  await editor.select('Subtitles');
  await editor.inspector.getByLabel('Format', { exact: true }).selectOption('WebVTT');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  expect(await file('vtt')).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nTea &amp; cake\n\n00:00:03.000 --> 00:00:04.000\nYes, please\n\n',
  );

  await editor.select('List from CSV');
  await editor.set('Table', 'start,end,text\n1,soon,Tea');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run failed: 1 node');
  await editor.select('Subtitles');
  await expect(editor.inspector).toContainText('The end of row 1 is no time. Write seconds, or 0:01:02.500.');
});
