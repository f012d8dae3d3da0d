// "Run with…": a table of values in which each row becomes a run, on a desk and on a phone.
import { accessibleInBoth, fits } from '../accessible.ts';
import { Editor } from '../editor.ts';
import { expect, test, watch } from '../gesso.ts';
import { chain } from '../workflows.ts';
import type { Locator, Page } from '@playwright/test';

/** Pastes as a spreadsheet does. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const table = (page: Page) => page.getByRole('dialog', { name: 'Run with…' });

test('each row of a table becomes a run with its values, called after it', async ({ editor, page }, info) => {
  await chain(editor);
  await editor.select('Blur');
  await editor.saved();
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('combobox', { name: 'Search actions' });
  await commands.fill('run with');
  await commands.press('Enter');
  const dialog = table(page);
  // The node that is selected gives the first column.
  await paste(dialog.getByLabel('Name of row 1'), 'soft\t4\nsofter\t-1\nsoftest\t30,5\n');
  const second = dialog.getByLabel('Blur · Sigma, row 2');
  await expect(second).toHaveValue('-1');
  await expect(second).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('status')).toContainText('Row 2, Blur · Sigma: Write a number from 0 to 512.');
  const run = dialog.getByRole('button', { name: 'Run 3 rows' });
  await expect(run).toBeDisabled();
  await page.screenshot({ path: info.outputPath('wrong.png') });
  await second.fill('12');
  await expect(run).toBeEnabled();

  await dialog.getByLabel('Add column…').selectOption({ label: 'Kind' });
  await expect(dialog.getByLabel('Add column…')).toHaveValue('');
  const kind = dialog.getByLabel('Generate image · Kind, row 3');
  await kind.fill('Checkerboard');
  await kind.press('Enter');
  await expect(dialog.getByLabel('Generate image · Kind, row 4')).toBeFocused();
  await dialog.getByRole('button', { name: 'Remove row 4' }).click();
  await page.screenshot({ path: info.outputPath('table.png') });
  await accessibleInBoth(page, 'a table of values');
  await run.click();
  await expect(dialog).toBeHidden();

  const runs = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await expect(runs).toHaveCount(3);
  for (const [at, name] of ['softest', 'softer', 'soft'].entries()) await expect(runs.nth(at)).toContainText(name);
  await page.screenshot({ path: info.outputPath('runs.png') });
  // The workflow stays as it is, and each run has given a take.
  await expect(editor.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('4');
  await editor.select('Save image');
  await expect(editor.inspector.getByRole('button', { name: '3 takes, show them in the viewer' })).toBeVisible();

  await page.reload();
  await editor.ready();
  await page.getByRole('button', { name: 'Run with…' }).click();
  await expect(dialog.getByLabel('Blur · Sigma, row 3')).toHaveValue('30,5');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'values.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,blur.sigma,Note\n"one, two",7,x\n'),
  });
  await expect(dialog.getByLabel('Name of row 1')).toHaveValue('one, two');
  await expect(dialog.getByLabel('Blur · Sigma, row 1')).toHaveValue('7');
  await expect(dialog.getByRole('status')).toContainText('Note');
  await expect(dialog.getByRole('button', { name: 'Run 1 row' })).toBeEnabled();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test('a table of values is filled and run with a thumb', async ({ gesso, page }, info) => {
    watch(page);
    await page.goto(gesso.url);
    await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
    await new Editor(page).saved();
    await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Runs' }).tap();
    await page.getByRole('button', { name: 'Run with…' }).tap();
    const dialog = table(page);
    // Nobody has done anything wrong yet.
    await expect(dialog.getByRole('status')).toHaveText('Choose a column: what differs from run to run.');
    await expect(dialog.locator('.trouble-text')).toHaveCount(0);
    await dialog.getByLabel('Add column…').selectOption({ index: 1 });
    await expect(dialog.getByRole('status')).toHaveText('');
    await dialog.getByRole('button', { name: 'Add row' }).tap();
    await dialog.getByLabel('Name of row 1').fill('as it is');
    await dialog.getByLabel('Name of row 2').fill('again');
    await fits(page, 'a table of values');
    for (const thing of await dialog.locator('button, select, label.button, input:not(.spoken)').all()) {
      const { width, height } = (await thing.boundingBox())!;
      expect.soft(Math.min(width, height), await thing.evaluate((thing) => thing.outerHTML.slice(0, 120))).toBeGreaterThanOrEqual(44);
    }
    await page.screenshot({ path: info.outputPath('phone.png') });
    await accessibleInBoth(page, 'a table of values on a phone');
    await dialog.getByRole('button', { name: 'Run 2 rows' }).tap();
    const runs = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
    await expect(runs).toHaveCount(2, { timeout: 60_000 });
    await expect(runs.first()).toContainText('again');
  });
});
