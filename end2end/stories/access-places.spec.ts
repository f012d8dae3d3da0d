// Places that are easily forgotten, looked over with axe: inside a subgraph, a name that is being typed, tablets upright and
// on their side, under a mouse and under fingers.
import { accessible, accessibleInBoth, fits } from '../accessible.ts';
import { Editor } from '../editor.ts';
import { expect, test, watch } from '../gesso.ts';
import { chain, folded, goIn, goOut, make } from '../workflows.ts';
import type { Locator, Page } from '@playwright/test';

test('inside a subgraph, and the subgraph from outside', async ({ editor, page }) => {
  await folded(editor);
  await editor.select('Subgraph');
  await accessible(page, 'inspector of a subgraph');
  await goIn(editor, 'Subgraph');
  await accessible(page, 'inside');
  await editor.select('Blur');
  await accessible(page, 'inspector of a node inside');
  await editor.row('Image').first().click();
  await accessible(page, 'inspector of a port');
  await page.keyboard.press('Control+k');
  await accessible(page, 'commands inside');
  await page.keyboard.press('Escape');
  await goOut(editor);
  await accessible(page, 'outside again');
});

test('a name that is being typed, and the keyboard after it', async ({ gesso, page }) => {
  watch(page);
  await page.goto(gesso.url);
  const link = page.getByRole('link', { name: 'Postcard', exact: true });
  await expect(link).toBeVisible();
  const rename = async () => {
    await page.getByRole('button', { name: 'Rename Postcard' }).press('Enter');
    const field = page.getByRole('textbox', { name: 'New name' });
    await expect(field).toBeFocused();
    return field;
  };
  await rename();
  await accessible(page, 'gallery with a name being typed');
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();
  await (await rename()).fill('Card');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Card', exact: true })).toBeFocused();
});

const TABLETS = [
  { name: 'upright', viewport: { width: 820, height: 1180 } },
  { name: 'on its side', viewport: { width: 1180, height: 820 } },
];

for (const { name, viewport } of TABLETS) {
  for (const touch of [false, true]) {
    test.describe(`a tablet ${name} under ${touch ? 'fingers' : 'a mouse'}`, () => {
      test.use({ viewport, hasTouch: touch, isMobile: touch });

      test(`every panel of a tablet ${name} under ${touch ? 'fingers' : 'a mouse'}`, async ({ gesso, page }, info) => {
        const press = (target: Locator) => (touch ? target.tap() : target.click());
        const looked = async (state: string) => {
          await accessible(page, state);
          await fits(page, state);
          await page.screenshot({ path: info.outputPath(`${state}.png`) });
        };
        watch(page);
        await page.goto(gesso.url);
        await looked('gallery');
        await press(page.getByRole('link', { name: 'Postcard', exact: true }));
        const editor = new Editor(page);
        await editor.saved();
        await looked('editor');
        for (const panel of ['Nodes panel', 'History panel', 'Outline panel']) {
          await press(page.getByRole('button', { name: panel }));
          await looked(panel);
        }
        await press(editor.row('Title'));
        await looked('outline with a node');
        await press(editor.outline.getByRole('button', { name: 'Set parameters' }));
        await expect(editor.inspector).toBeVisible();
        await looked('inspector');
        for (const panel of ['Viewer', 'Runs']) {
          await press(page.getByRole('group', { name: 'Dock' }).getByRole('button', { name: panel }));
          await expect(page.getByRole('region', { name: panel, exact: true })).toBeVisible();
          await looked(panel);
        }
        await press(page.getByRole('button', { name: 'More', exact: true }));
        await looked('menu');
        await press(page.getByRole('menuitem', { name: 'Settings…' }));
        await looked('settings');
        if (touch) await largeEnough(page);
      });
    });
  }
}

test.describe('a phone', () => {
  test.use({ viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true });

  test('takes, the line and the times of a run on a phone', async ({ editor, page }, info) => {
    const looked = async (state: string) => {
      await accessibleInBoth(page, state);
      await fits(page, state);
      await page.screenshot({ path: info.outputPath(`${state}.png`) });
    };
    await chain(editor);
    for (const sigma of ['2', '30']) await make(editor, sigma);
    await editor.set('Sigma', '80');
    await page.setViewportSize({ width: 390, height: 844 });
    const tools = page.getByRole('navigation', { name: 'Tools' });
    await tools.getByRole('button', { name: 'Outline' }).tap();
    await editor.row('Save image').tap();
    await tools.getByRole('button', { name: 'Viewer' }).tap();
    const takes = page.getByRole('region', { name: 'Takes' });
    await expect(takes.getByRole('listitem')).toHaveCount(2);
    await takes.getByRole('listitem').nth(1).getByRole('button').tap();
    await looked('takes');
    await takes.getByRole('button', { name: 'Compare' }).tap();
    await expect(page.getByRole('slider', { name: 'Line between the takes' })).toBeVisible();
    await looked('two takes compared');

    await tools.getByRole('button', { name: 'Runs' }).tap();
    await page.getByRole('button', { name: 'Pause all' }).tap();
    await page.getByRole('button', { name: 'Run', exact: true }).tap();
    await expect(page.getByRole('list', { name: 'In the line' }).getByRole('listitem')).toHaveCount(1);
    await looked('the line');
    await page.getByRole('button', { name: 'Times of run 2' }).tap();
    await expect(page.getByRole('group', { name: 'When the nodes were worked on' })).toBeVisible();
    await looked('times of a run');
  });
});

/** What is touched all the time is as large as a fingertip. */
async function largeEnough(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  for (const tool of await page.locator('.top-bar button, .rail button, .dock-bar button').filter({ visible: true }).all()) {
    const box = (await tool.boundingBox())!;
    expect(Math.min(box.width, box.height), await tool.getAttribute('aria-label') ?? '').toBeGreaterThanOrEqual(44);
  }
}
