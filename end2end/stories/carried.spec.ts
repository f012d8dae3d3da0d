// A finished picture goes round and brings the workflow that made it back: onto a canvas, into the gallery, or not at all.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { Editor } from '../editor.ts';
import { expect, openWorkflow, test } from '../gesso.ts';

/** Drops a file somewhere. */
async function drop(page: Page, onto: Locator, name: string, type: string, bytes: Buffer): Promise<void> {
  const file = await page.evaluateHandle(
    ([name, type, bytes]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type }));
      return carried;
    },
    [name, type, bytes.toString('base64')] as const,
  );
  const place = { dataTransfer: file, clientX: 700, clientY: 400 };
  // What the server has rendered hears nothing before WASM has taken over.
  await expect(async () => {
    await onto.dispatchEvent('dragover', place);
    await expect(page.locator('.dropping, .drop-here')).toBeVisible({ timeout: 500 });
  }).toPass();
  await onto.dispatchEvent('drop', place);
}

async function expectTitles(editor: Editor, titles: string[]): Promise<void> {
  await expect.poll(async () => (await editor.titles()).sort()).toEqual([...titles].sort());
}

async function download(editor: Editor): Promise<Buffer> {
  const download = editor.page.waitForEvent('download');
  await editor.inspector.getByRole('link', { name: /^Download postcard/ }).click();
  return readFile(await (await download).path());
}

test('a downloaded picture brings its workflow back', async ({ gesso, page }, info) => {
  const made = await openWorkflow(page, gesso, 'Postcard');
  await made.select('Save postcard');
  await made.inspector.getByLabel('Format', { exact: true }).selectOption({ label: 'PNG, 8 bit' });
  await made.saved();
  await made.run();
  await made.runIs('Run done');
  const titles = await made.titles();
  const picture = await download(made);
  expect([...picture.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);

  await page.goto(gesso.url);
  await page.getByRole('button', { name: 'New workflow' }).click();
  const editor = new Editor(page);
  await editor.ready();
  const canvas = page.locator('[data-canvas]');
  await drop(page, canvas, 'postcard.png', 'image/png', picture);
  await expect(editor.notices()).toContainText('This is the workflow “Postcard” that postcard.png carries.');
  await expectTitles(editor, titles);
  // All of it is in view: where it was dropped there is no room for it at 100 %.
  await expect(page.getByRole('button', { name: 'Zoom to 100 %' })).not.toHaveText('100 %');
  await page.screenshot({ path: info.outputPath('opened.png') });
  await editor.run();
  await editor.runIs('Run done');
  await editor.select('Save postcard');
  await expect(editor.inspector.getByRole('link', { name: /^Download postcard/ })).toBeVisible();

  // Where there is something already, it is a picture first.
  await drop(page, canvas, 'again.png', 'image/png', picture);
  await expect(editor.notices()).toContainText('again.png carries the workflow “Postcard”.');
  await expect(editor.row('again')).toBeVisible();
  await page.screenshot({ path: info.outputPath('offered.png') });
  await editor.notices().getByRole('button', { name: 'Insert its workflow' }).click();
  await expect(editor.nodes.locator('button.outline-row')).toHaveCount(2 * titles.length + 1);
  await editor.undo.click();
  await expect(editor.nodes.locator('button.outline-row')).toHaveCount(titles.length + 1);
});

test('in the gallery a picture opens the workflow it carries', async ({ gesso, page }) => {
  const made = await openWorkflow(page, gesso, 'Postcard');
  await made.run();
  await made.runIs('Run done');
  await made.select('Save postcard');
  const picture = await download(made);
  const titles = await made.titles();
  await page.goto(gesso.url);
  await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toHaveCount(1);
  await drop(page, page.locator('.gallery'), 'postcard.jpg', 'image/jpeg', picture);
  const editor = new Editor(page);
  await editor.ready();
  await expectTitles(editor, titles);
  await page.goto(gesso.url);
  await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toHaveCount(2);
});

test('who keeps the workflow here sends a picture and nothing else', async ({ gesso, page }) => {
  const editor = await openWorkflow(page, gesso, 'Postcard');
  await editor.run();
  await editor.runIs('Run done');
  await editor.select('Save postcard');
  expect((await download(editor)).includes('gesso_workflow')).toBe(true);
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Include the workflow in downloaded pictures').uncheck();
  await page.keyboard.press('Escape');
  const picture = await download(editor);
  expect(picture.includes('gesso_workflow')).toBe(false);
  await page.reload();
  await editor.ready();
  await editor.select('Save postcard');
  expect(await download(editor)).toEqual(picture);

  await page.goto(gesso.url);
  await drop(page, page.locator('.gallery'), 'postcard.jpg', 'image/jpeg', picture);
  const notices = page.getByRole('log', { name: 'Notices' });
  await expect(notices).toContainText('postcard.jpg was not imported. It carries no workflow.');
});
