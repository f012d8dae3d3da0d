// A person wires on the canvas with a real pointer: what doesn't fit and what would go in circles is refused in words.
import { expect, test } from '../gesso.ts';

test('a wire of the wrong type is refused by name', async ({ editor, page }, info) => {
  await editor.add('Load image');
  await editor.add('Blur');
  await editor.put('Load image', 0, 0);
  await editor.put('Blur', 400, 0);
  const at = await editor.showAll();
  // The third output of Load image is its width, a number; Blur's first input takes a picture.
  await editor.drag(at(216, 52 + 2.5 * 24), at(400, 52 + 0.5 * 24));
  await expect(editor.notices()).toContainText('Width gives a whole number; Image of Blur takes a picture.');
  await page.screenshot({ path: info.outputPath('refused.png') });
  await expect(editor.undo).toBeEnabled();
  await editor.select('Blur');
  await expect(editor.outline.getByRole('button', { name: 'Connect Image', exact: true })).toBeVisible();
});

test('a wire that would make a loop is refused, on the canvas and by name', async ({ editor, page }) => {
  await editor.add('Blur');
  await editor.add('Sharpen');
  await editor.put('Blur', 0, 0);
  await editor.put('Sharpen', 400, 0);
  const at = await editor.showAll();
  await editor.drag(at(216, 52 + 0.5 * 24), at(400, 52 + 0.5 * 24));
  await editor.select('Sharpen');
  await expect(editor.outline.getByRole('button', { name: 'from Blur', exact: true })).toBeVisible();

  const again = await editor.showAll();
  await editor.drag(again(616, 52 + 0.5 * 24), again(0, 52 + 0.5 * 24));
  await expect(editor.notices()).toContainText('This would make a loop');

  await editor.select('Sharpen');
  await editor.outline.getByRole('button', { name: 'Connect Image to…' }).click();
  await expect(editor.offered().filter({ hasText: 'Blur' }).first()).toContainText('would make a loop');
  await page.keyboard.press('Escape');
});
