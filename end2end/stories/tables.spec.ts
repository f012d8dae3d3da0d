// Looks from a file: a table of colours is brought, seen before any run, refused when it is none, and in the picture that is saved.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../gesso.ts';
import { plain } from '../picture.ts';
import { recorded, rests } from '../preview.ts';

/** Turns every colour around: in three dimensions, or by a line for each channel. */
const TABLES = {
  '3D': 'LUT_3D_SIZE 2\n1 1 1\n0 1 1\n1 0 1\n0 0 1\n1 1 0\n0 1 0\n1 0 0\n0 0 0\n',
  '1D': 'TITLE "around"\nLUT_1D_SIZE 2\n1 1 1\n0 0 0\n',
};

for (const [kind, table] of Object.entries(TABLES)) {
  test(`a look of ${kind} is seen at once and saved`, async ({ editor, page }, info) => {
    await editor.add('Load image');
    await editor.bring('orange.png', 'image/png', plain(64, 48, [230, 120, 30]));
    await editor.add('Look-up table');
    await editor.add('Save image');
    await editor.inspector.getByLabel('Format', { exact: true }).selectOption('PNG, 8 bit');
    await editor.connect('Load image', 'Image', 'Look-up table', 'Image');
    await editor.connect('Look-up table', 'Image', 'Save image', 'Image');
    await editor.saved();
    await page.keyboard.press('Alt+v');
    await editor.select('Look-up table');
    const color = () =>
      page.locator('.viewer-live').evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        return [...canvas.getContext('2d')!.getImageData(width / 2, height / 2, 1, 1).data];
      });

    await editor.bring('empty.cube', '', Buffer.from('LUT_3D_SIZE 2\n1 1 1\n'));
    await expect(editor.notices()).toContainText('it has 1 colours in place of 8');
    await editor.bring('around.cube', '', Buffer.from(table));
    await rests(page);
    await expect.poll(color).toEqual([25, 135, 225, 255]);
    await page.screenshot({ path: info.outputPath('looked.png') });

    // How much of it shows is tried without the server.
    await editor.saved();
    const asked = recorded(page);
    const strength = editor.inspector.getByRole('slider', { name: 'Strength slider', exact: true });
    await strength.focus();
    await page.keyboard.press('Home');
    await expect.poll(color).toEqual([230, 120, 30, 255]);
    expect(asked.filter((what) => !what.includes('"say":"submit"'))).toEqual([]);
    await page.keyboard.press('End');
    await expect.poll(color).toEqual([25, 135, 225, 255]);

    await editor.saved();
    await editor.run();
    await editor.runIs('Run done');
    await editor.select('Save image');
    const download = page.waitForEvent('download');
    await editor.inspector.getByRole('link', { name: /^Download/ }).first().click();
    const file = await readFile(await (await download).path());
    const saved = await page.evaluate(async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      return [bitmap.width, bitmap.height, ...context.getImageData(31, 20, 1, 1).data];
    }, [...file]);
    expect(saved).toEqual([64, 48, 25, 135, 225, 255]);
  });
}
