// Every widget that is drawn with, light, dark and on a phone: pictures for people to look at.
import type { Page } from '@playwright/test';
import { accessible } from '../accessible.ts';
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import { photo } from '../photo.ts';

async function nodes(editor: Editor): Promise<void> {
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  for (const node of ['Curves', 'Colour wheels', 'Levels', 'Gradient map', 'Transform', 'Crop', 'Shape mask']) {
    await editor.add(node);
    await editor.connect('Load image', 'Image', node, node === 'Shape mask' ? 'Size of' : 'Image');
  }
  await editor.saved();
}

async function looks(editor: Editor, page: Page, keep: (name: string) => Promise<unknown>): Promise<void> {
  for (const node of ['Curves', 'Colour wheels', 'Levels', 'Gradient map']) {
    await editor.select(node);
    await expect(editor.inspector.locator('.plane').first()).toBeVisible();
    await keep(node);
  }
  await page.keyboard.press('Alt+v');
  const viewer = page.getByRole('region', { name: 'Viewer' });
  await editor.select('Crop');
  await viewer.getByRole('button', { name: 'Draw on the picture' }).click();
  for (const node of ['Crop', 'Transform']) {
    await editor.select(node);
    await expect(viewer.locator('.hold').first()).toBeVisible();
    await keep(node);
  }
  await editor.select('Shape mask');
  for (const shape of ['Drawn outline', 'Painted']) {
    await editor.inspector.getByLabel('Shape', { exact: true }).selectOption(shape);
    await expect(viewer.locator('.onto')).toBeVisible();
    await keep(shape);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 900 } });

    test(`what is drawn with, in ${colorScheme}`, async ({ editor, page }, info) => {
      await nodes(editor);
      await looks(editor, page, async (name) => {
        await accessible(page, name);
        await page.screenshot({ path: info.outputPath(`${name}.png`) });
      });
    });
  });
}
