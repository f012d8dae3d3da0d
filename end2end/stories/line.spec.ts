// The line of all runs: paused, ordered, kept over a restart; and a workflow that runs by itself.
import { accessibleInBoth } from '../accessible.ts';
import { Fingers } from '../fingers.ts';
import { chain } from '../workflows.ts';
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import type { Locator, Page } from '@playwright/test';

function line(page: Page) {
  const rows = page.getByRole('list', { name: 'In the line' }).getByRole('listitem');
  return { rows, row: (run: number) => rows.filter({ has: page.getByRole('button', { name: `Cancel run ${run}`, exact: true }) }) };
}

/** Drags a row by its grip onto another one. */
async function dragRow(page: Page, row: Locator, onto: Locator): Promise<void> {
  const grip = (await row.locator('.line-grip').boundingBox())!;
  const [from, to] = [(await row.boundingBox())!, (await onto.boundingBox())!];
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  // Past the middle of the other one.
  const over = to.y > from.y ? to.y + to.height * 0.75 : to.y + to.height * 0.25;
  await page.mouse.move(grip.x + grip.width / 2, over, { steps: 4 });
  await expect(onto).toHaveClass(/drops-/);
  await page.mouse.up();
}

/** Asks for a run at each of these, while the line is paused. */
async function askFor(editor: Editor, rows: Locator, sigma: string[]): Promise<void> {
  for (const value of sigma) {
    const before = await rows.count();
    await editor.select('Blur');
    await editor.set('Sigma', value);
    await editor.saved();
    await editor.run();
    await expect(rows).toHaveCount(before + 1);
  }
}

async function showRuns(editor: Editor): Promise<void> {
  await editor.page.getByRole('group', { name: 'Dock' }).getByRole('button', { name: 'Runs' }).click();
}

test('the line is paused and ordered, and so it is after a restart', async ({ gesso, editor, page }, info) => {
  await chain(editor);
  await editor.saved();
  await showRuns(editor);
  await page.getByRole('button', { name: 'Pause all' }).click();
  await expect(page.getByRole('button', { name: 'Paused: go on' })).toBeVisible();
  const { rows, row } = line(page);
  await askFor(editor, rows, ['3', '4', '5']);
  await expect(page.locator('.run-progress')).toContainText('Paused');
  await page.getByRole('button', { name: 'Move run 3 up' }).click();
  await expect(rows.nth(1).getByRole('button', { name: 'Cancel run 3' })).toBeVisible();
  await dragRow(page, row(3), row(1));
  await expect(rows.nth(0).getByRole('button', { name: 'Cancel run 3' })).toBeVisible();
  await dragRow(page, row(3), row(2));
  await expect(rows.nth(2).getByRole('button', { name: 'Cancel run 3' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Priority of run 2' }).selectOption('High');
  await expect(rows.nth(0).getByRole('button', { name: 'Cancel run 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Hold run 1' }).click();
  await expect(page.getByRole('button', { name: 'Hold run 1' })).toHaveAttribute('aria-pressed', 'true');
  await page.screenshot({ path: info.outputPath('line.png') });
  await accessibleInBoth(page, 'the line of runs');

  await gesso.stop();
  await expect(editor.saveState).toHaveText(/^Offline/);
  await gesso.start();
  await page.reload();
  await editor.ready();
  await expect(rows).toHaveCount(3);
  for (const [at, run] of [2, 1, 3].entries()) {
    await expect(rows.nth(at).getByRole('button', { name: `Cancel run ${run}`, exact: true })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Paused: go on' }).click();
  await expect(rows).toHaveCount(1);
  await expect(row(1)).toContainText('Paused');
  await page.getByRole('button', { name: 'Hold run 1' }).click();
  await expect(rows).toHaveCount(0);

  const earlier = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await expect(earlier).toHaveCount(3);
  await page.getByRole('button', { name: 'Times of run 2' }).click();
  await page.getByRole('group', { name: 'When the nodes were worked on' }).getByRole('button', { name: /^Blur: / }).click();
  await expect(editor.row('Blur')).toHaveAttribute('aria-current', 'true');
  await page.screenshot({ path: info.outputPath('times.png') });
  await accessibleInBoth(page, 'times of a run');
  await page.getByRole('button', { name: 'Run again what run 2 did' }).click();
  await expect(earlier).toHaveCount(4);
  await expect(earlier.first()).toContainText('3 cached');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true });

  test('a finger takes a run of the line to another place', async ({ editor, page }, info) => {
    await chain(editor);
    await editor.saved();
    await showRuns(editor);
    await page.getByRole('button', { name: 'Pause all' }).click();
    const { rows, row } = line(page);
    await askFor(editor, rows, ['3', '4', '5']);
    await page.setViewportSize({ width: 390, height: 844 });
    const tools = page.getByRole('navigation', { name: 'Tools' });
    await tools.getByRole('button', { name: 'Runs' }).tap();
    await page.getByRole('region', { name: 'Runs', exact: true }).getByRole('button', { name: /^Make the sheet/ }).tap();
    await expect(row(3)).toBeVisible();

    const middle = async (part: Locator) => {
      const box = (await part.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const fingers = await Fingers.on(page);
    const grip = await middle(row(3).locator('.line-grip'));
    const above = (await row(1).boundingBox())!;
    await fingers.put(1, grip);
    await fingers.move(1, { x: grip.x, y: above.y + above.height * 0.25 });
    await expect(row(1)).toHaveClass(/drops-above/);
    await page.screenshot({ path: info.outputPath('carried.png') });
    await fingers.lift();
    for (const [at, run] of [3, 1, 2].entries()) {
      await expect(rows.nth(at).getByRole('button', { name: `Cancel run ${run}`, exact: true })).toBeVisible();
    }
    await page.screenshot({ path: info.outputPath('put.png') });
  });
});

test('a workflow runs by itself when it changes, until it is told not to', async ({ editor, page }) => {
  await chain(editor);
  await editor.saved();
  await showRuns(editor);
  const reruns = page.getByRole('switch', { name: 'Run on every change' });
  await reruns.check();
  await editor.runIs('Run done');
  await expect(editor.row('Save image')).toContainText(/Done$/);
  await editor.select('Blur');
  await editor.set('Sigma', '7');
  const earlier = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await expect(earlier).toHaveCount(2);
  await editor.runIs('Run done');
  await expect(editor.row('Blur')).toContainText(/Done$/);
  await page.reload();
  await editor.ready();
  await expect(reruns).toBeChecked();
  await reruns.uncheck();
  await editor.select('Blur');
  await editor.set('Sigma', '8');
  await editor.saved();
  await expect(editor.row('Blur')).toContainText('Changed since');
});

test('every run draws another seed, and nothing counts as changed by that', async ({ editor, page }, info) => {
  for (const title of ['Seed', 'Generate image', 'Save image']) await editor.add(title);
  await editor.connect('Seed', 'Seed', 'Generate image', 'Seed');
  await editor.connect('Generate image', 'Image', 'Save image', 'Image');
  await editor.select('Generate image');
  await editor.inspector.getByLabel('Kind', { exact: true }).selectOption('Noise');
  await editor.select('Seed');
  await editor.inspector.getByLabel('Mode', { exact: true }).selectOption('Random');
  await editor.saved();
  await showRuns(editor);
  const earlier = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  // A field to write into: the slider beside it has the same name.
  const seed = editor.inspector.locator('#param-seed');
  await editor.run();
  await expect(earlier).toHaveCount(1);
  await expect(seed).not.toHaveValue('1');
  const first = await seed.inputValue();
  await editor.run();
  await expect(earlier).toHaveCount(2);
  await expect(seed).not.toHaveValue(first);
  for (const title of ['Seed', 'Generate image', 'Save image']) await expect(editor.row(title)).toContainText(/Done$/);
  await page.screenshot({ path: info.outputPath('drawn.png') });
  // Running again does not draw.
  const second = await seed.inputValue();
  await page.getByRole('button', { name: 'Run again what run 1 did' }).click();
  await expect(earlier.first()).toContainText('3 cached');
  await expect(seed).toHaveValue(second);
});
