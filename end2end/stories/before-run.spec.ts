// A photo that was brought is seen at once: on its node and in the viewer, before anything has run.
import { expect, test } from '../gesso.ts';
import { photo } from '../photo.ts';

test('a brought photo is seen before any run', async ({ editor, page }, info) => {
  const thumbnail = page.waitForResponse((answer) => /\/asset\/\w+\?w=256$/.test(answer.url()));
  await editor.add('Load image');
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  expect((await thumbnail).ok()).toBe(true);
  await page.keyboard.press('Alt+v');
  const seen = page.getByRole('img', { name: 'Result of' });
  await expect(seen).toBeVisible();
  await expect(seen.locator('img')).toHaveAttribute('src', /\/asset\/\w+\?w=1024/);
  await page.screenshot({ path: info.outputPath('before.png') });

  await page.reload();
  await editor.ready();
  await editor.select('Load image');
  await page.screenshot({ path: info.outputPath('reloaded.png') });
  await editor.run();
  await editor.runIs('Run done');
  await expect(seen.locator('img').first()).toHaveAttribute('src', /\/artifact\//);
});

test('a photo goes where it was brought to, whatever is selected meanwhile', async ({ editor, page }) => {
  await editor.add('Load image');
  let pass = () => {};
  const passed = new Promise<void>((resolve) => (pass = resolve));
  await page.route('**/upload?*', async (route) => {
    await passed;
    await route.continue();
  });
  await editor.bring('mine.jpg', 'image/jpeg', photo);
  await editor.add('Blur');
  pass();
  await editor.saved();
  await editor.select('Load image');
  await expect(editor.inspector.getByText('mine.jpg', { exact: true })).toBeVisible();
});

test('the viewer says why there is nothing to see', async ({ editor, page }) => {
  await page.keyboard.press('Alt+v');
  const viewer = page.locator('.viewer');
  await editor.add('Value');
  await expect(viewer).toContainText('This node makes no picture.');
  await editor.add('Save image');
  await expect(viewer).not.toContainText('makes no picture');
  await expect(viewer).toContainText(/No picture yet\.|No preview: /);
  await editor.add('Generate image');
  await expect(page.locator('.viewer-live')).toBeVisible();
  await expect(viewer).not.toContainText('No preview: ');
  // What can't be shown of one node is not said of another.
  await editor.add('Blur');
  await expect(viewer).toContainText(/No picture yet\.|No preview: /);
  await editor.select('Generate image');
  await expect(page.locator('.viewer-live')).toBeVisible();
  await expect(viewer).not.toContainText('No preview: ');
});
