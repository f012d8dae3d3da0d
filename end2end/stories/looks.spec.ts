// Pictures of the page, light and dark, kept in test-results for people to look at.
import { expect, openWorkflow, test, watch } from '../gesso.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the gallery and the editor in ${colorScheme}`, async ({ gesso, page }, info) => {
      watch(page);
      await page.goto(gesso.url);
      await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toBeVisible();
      await page.screenshot({ path: info.outputPath('gallery.png') });
      const editor = await openWorkflow(page, gesso, 'Postcard');
      await editor.run();
      await editor.runIs('Run done');
      await editor.select('Title');
      await page.screenshot({ path: info.outputPath('editor.png') });
      await page.goto(`${gesso.url}/docs/`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.screenshot({ path: info.outputPath('docs.png') });
    });
  });
}
