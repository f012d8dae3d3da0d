// A person comes for the first time, makes the postcard, brings a photo, takes the result home and finds it all there later.
import { readFile } from 'node:fs/promises';
import { expect, openWorkflow, test, watch } from '../gesso.ts';
import { Editor } from '../editor.ts';
import { photo } from '../photo.ts';
import { dropFile } from '../workflows.ts';

test('the gallery is there before any script has run', async ({ gesso, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(gesso.url);
  await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toBeVisible();
  await context.close();
});

test('the postcard runs, is changed, and is downloaded', async ({ gesso, page }, info) => {
  const editor = await openWorkflow(page, gesso, 'Postcard');
  await expect(editor.row('Photo')).toBeVisible();
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.row('Title')).toContainText('Done');
  await page.screenshot({ path: info.outputPath('postcard.png') });

  await editor.select('Title');
  await editor.set('Text', 'Greetings from here');
  await editor.saved();
  await expect(editor.row('Title')).toContainText('Changed since');
  await expect(editor.row('Photo')).not.toContainText('Changed since');
  await editor.run();
  await expect(editor.row('Photo')).toContainText('taken from the cache');
  await editor.runIs('Run done');
  await expect(editor.row('Title')).toContainText(/Done$/);

  await editor.select('Save postcard');
  const download = page.waitForEvent('download');
  await editor.inspector.getByRole('link', { name: /^Download postcard/ }).click();
  const file = await readFile(await (await download).path());
  expect((await download).suggestedFilename()).toBe('postcard.jpg');
  expect([...file.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
});

test('a photo of one’s own goes in from the disk, and all is there after a restart', async ({ gesso, editor, page }) => {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await expect(editor.inspector.getByText('mine.jpg', { exact: true })).toBeVisible();
  await editor.add('Blur');
  await editor.add('Save image');
  await editor.connect('Load image', 'Image', 'Blur', 'Image');
  await editor.connect('Blur', 'Image', 'Save image', 'Image');
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  const address = page.url();

  await page.close();
  await gesso.stop();
  await gesso.start();

  const again = await page.context().newPage();
  watch(again);
  await again.goto(address);
  const later = new Editor(again);
  await later.ready();
  expect(await later.titles()).toEqual(['Load image', 'Blur', 'Save image']);
  await later.select('Save image');
  await expect(later.inspector.getByRole('link', { name: /^Download/ })).toBeVisible();
  await later.run();
  await later.runIs('Run done');
  await expect(later.row('Blur')).toContainText('taken from the cache');
});

test('a file dropped on the canvas becomes a node', async ({ editor, page }) => {
  const file = await page.evaluateHandle((bytes) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], 'dropped.jpg', { type: 'image/jpeg' }));
    return carried;
  }, [...photo]);
  const canvas = page.locator('[data-canvas]');
  await canvas.dispatchEvent('dragover', { dataTransfer: file, clientX: 700, clientY: 400 });
  await canvas.dispatchEvent('drop', { dataTransfer: file, clientX: 700, clientY: 400 });
  await expect(editor.nodes.locator('button.outline-row')).toHaveCount(1);
  await editor.nodes.locator('button.outline-row').click();
  await expect(editor.inspector.getByText('dropped.jpg').first()).toBeVisible();
});

test('a table dropped on the canvas is read, and a file dropped on a node goes into it', async ({ editor }) => {
  await dropFile(editor, 'tea.csv', 'what\ntea\ncoffee\nmilk');
  await expect(editor.nodes.locator('button.outline-row')).toHaveCount(1);
  await editor.select('tea');
  await expect(editor.inspector.getByLabel('From', { exact: true })).toHaveValue('file');
  await expect(editor.inspector.getByText('tea.csv').first()).toBeVisible();
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.inspector.getByText('3: tea, coffee, milk')).toBeVisible();

  await dropFile(editor, 'fruit.csv', 'what\npear\nplum', [720, 420]);
  await expect(editor.inspector.getByText('fruit.csv').first()).toBeVisible();
  await expect(editor.nodes.locator('button.outline-row')).toHaveCount(1);
});
