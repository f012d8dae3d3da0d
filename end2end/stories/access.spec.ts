// Everybody: every page and state is looked over with axe, in each look, large, narrow and on a phone; the keyboard goes
// everywhere and comes back; what happens is heard.
import { accessible, fits } from '../accessible.ts';
import { Editor } from '../editor.ts';
import { expect, openWorkflow, test, watch } from '../gesso.ts';
import type { Page } from '@playwright/test';

type Look = Parameters<Page['emulateMedia']>[0] & object;

const LOOKS: Record<string, Look> = {
  dark: { colorScheme: 'dark' },
  light: { colorScheme: 'light' },
  'dark with more contrast': { colorScheme: 'dark', contrast: 'more' },
  'light with more contrast': { colorScheme: 'light', contrast: 'more' },
  'forced colours': { forcedColors: 'active' },
};

for (const [name, look] of Object.entries(LOOKS)) {
  test.describe(name, () => {
    test(`the gallery and the pages around it in ${name}`, async ({ gesso, page }) => {
      watch(page);
      await page.emulateMedia(look);
      await page.goto(gesso.url);
      await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toBeVisible();
      await accessible(page, 'gallery');
      await page.getByRole('searchbox').fill('nothing is called this');
      await expect(page.getByRole('link', { name: 'Postcard', exact: true })).toBeHidden();
      await accessible(page, 'gallery, nothing found');
      await page.getByRole('searchbox').fill('');
      await page.getByRole('button', { name: 'Delete Postcard' }).click();
      await expect(page.getByRole('log', { name: 'Notices' }).getByRole('button', { name: 'Undo' })).toBeVisible();
      await accessible(page, 'gallery with a notice');
      await page.getByRole('group', { name: /which/i }).getByRole('button', { name: 'Deleted' }).click();
      await expect(page.getByText('Postcard').first()).toBeVisible();
      await accessible(page, 'gallery, deleted');
      for (const path of ['/nowhere', '/w/none', '/offline', '/docs/', '/docs/guide/keyboard.html']) {
        await page.goto(gesso.url + path);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await accessible(page, path);
      }
    });

    test(`the editor's panels and what lies over them in ${name}`, async ({ gesso, page }) => {
      await page.emulateMedia(look);
      const editor = await openWorkflow(page, gesso, 'Postcard');
      for (const title of await editor.titles()) {
        await editor.select(title);
        await accessible(page, `inspector of ${title}`);
      }
      await editor.run();
      await editor.runIs('Run done');
      await panels(page);
      await dialogs(page, editor);
    });
  });
}

/** Every panel of a wide window, one after the other. */
async function panels(page: Page): Promise<void> {
  for (const name of ['Nodes panel', 'History panel', 'Outline panel']) {
    await page.getByRole('button', { name }).click();
    await accessible(page, name);
  }
  for (const name of ['Viewer', 'Runs']) {
    await page.getByRole('group', { name: 'Dock' }).getByRole('button', { name }).click();
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    await accessible(page, name);
  }
}

/** Everything that opens over the page. */
async function dialogs(page: Page, editor: Editor): Promise<void> {
  const looked = async (state: string) => {
    await expect(page.getByRole('dialog')).toBeVisible();
    await accessible(page, state);
    await page.keyboard.press('Escape');
    // Gone, not only hidden: until then it has the keyboard.
    await expect(page.locator('dialog')).toHaveCount(0);
  };
  await page.getByRole('button', { name: 'Add node' }).click();
  await looked('add node');
  for (const [keys, state] of [['Control+k', 'commands'], ['Control+f', 'find'], ['?', 'shortcuts'], ['Control+,', 'settings']] as const) {
    await page.keyboard.press(keys);
    await looked(state);
  }
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await looked('menu');
  await editor.select((await editor.titles())[0]);
  await editor.outline.getByRole('button', { name: /^Connect .* to…$/ }).first().click();
  await looked('choice of a wire');
  await page.keyboard.press('Shift+S');
  await looked('swap');
}

test('an empty workflow, notes, frames and many at once', async ({ editor, page }) => {
  await accessible(page, 'empty');
  await editor.add('Text');
  await editor.add('Load image');
  for (const title of ['Text', 'Load image']) {
    await editor.select(title);
    await accessible(page, `inspector of ${title}`);
  }
  await editor.row('Text').click({ modifiers: ['Shift'] });
  await expect(editor.inspector).toContainText('2 nodes');
  await accessible(page, 'inspector of many');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Escape');
  await editor.outline.getByRole('button', { name: 'Add note' }).click();
  await page.keyboard.type('# Ask Ada');
  await page.keyboard.press('Control+Enter');
  await accessible(page, 'inspector of a note');
  await editor.outline.getByRole('list', { name: 'Frames and notes' }).getByRole('button').first().click();
  await accessible(page, 'inspector of a frame');
});

test('a run that failed', async ({ editor, page }) => {
  await editor.add('Load image');
  await editor.add('Save image');
  await editor.connect('Load image', 'Image', 'Save image', 'Image');
  await editor.saved();
  await editor.run();
  await editor.runIs(/failed/);
  await expect(page.locator('p.spoken[role=status]').last()).toContainText('The run failed');
  await page.getByRole('group', { name: 'Dock' }).getByRole('button', { name: 'Runs' }).click();
  await accessible(page, 'runs, one failed');
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' });

  test('every sheet of a phone', async ({ gesso, page }) => {
    watch(page);
    await page.goto(gesso.url);
    await accessible(page, 'gallery');
    await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
    await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
    await accessible(page, 'canvas');
    const tools = page.getByRole('navigation', { name: 'Tools' });
    for (const name of ['Nodes', 'Outline', 'Inspector', 'Viewer', 'Runs', 'More']) {
      await tools.getByRole('button', { name }).tap();
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
      await accessible(page, name);
    }
  });
});

test.describe('narrow and large', () => {
  const pages = ['/', '/nowhere', '/offline', '/docs/', '/docs/guide/keyboard.html'];

  test('320 px wide, nothing is scrolled sideways', async ({ gesso, page }, info) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of pages) {
      await page.goto(gesso.url + path);
      await fits(page, path);
    }
    await page.goto(gesso.url);
    await page.getByRole('link', { name: 'Postcard', exact: true }).click();
    await new Editor(page).saved();
    await fits(page, 'editor');
    await page.getByRole('button', { name: 'Outline', exact: true }).click();
    await page.locator('.outline-row').first().click();
    await fits(page, 'outline');
    await accessible(page, 'outline');
    await page.screenshot({ path: info.outputPath('narrow.png') });
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
    await fits(page, 'inspector');
    await accessible(page, 'inspector');
  });

  test('with text twice as large everything is there and can be read', async ({ gesso, page }, info) => {
    const enlarge = () => page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
    for (const path of pages) {
      await page.goto(gesso.url + path);
      await enlarge();
      await fits(page, path);
      await accessible(page, path);
    }
    await page.goto(gesso.url);
    await page.screenshot({ path: info.outputPath('gallery.png') });
    const editor = await openWorkflow(page, gesso, 'Postcard');
    await enlarge();
    await editor.select('Title');
    for (const button of [editor.undo, editor.redo, page.getByRole('button', { name: 'Run', exact: true })]) {
      await expect(button).toBeInViewport({ ratio: 1 });
    }
    await accessible(page, 'editor');
    await page.screenshot({ path: info.outputPath('editor.png') });
  });
});

test('the keyboard goes from part to part, and the outline and the canvas go together', async ({ gesso, page }) => {
  const editor = await openWorkflow(page, gesso, 'Postcard');
  const titles = await editor.titles();
  const canvas = page.locator('[data-canvas]');
  await editor.select(titles[0]);
  await canvas.focus();
  const spoken = page.locator('p.spoken[role=status]').last();
  // Along the wires, told by words because the canvas keeps the keyboard.
  await page.keyboard.press('Alt+ArrowRight');
  await expect(editor.row(titles[0])).toHaveAttribute('aria-current', 'false');
  const current = editor.nodes.locator('[aria-current=true]');
  await expect(current).toHaveCount(1);
  await expect(spoken).toContainText(await current.locator('.outline-title').textContent() ?? '');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(spoken).toContainText(titles[0]);
  await expect(canvas).toBeFocused();
  // In the outline the keyboard goes along.
  await editor.row(titles[0]).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(current).toBeFocused();

  // F6 leaves the canvas, which keeps Tab for itself, and comes back to it.
  await canvas.focus();
  await page.keyboard.press('F6');
  await expect(canvas).not.toBeFocused();
  for (let part = 0; part < 8 && !(await canvas.evaluate((element) => element === document.activeElement)); part += 1) {
    await page.keyboard.press('F6');
  }
  await expect(canvas).toBeFocused();

  // Edits are heard, under their names.
  await page.keyboard.press('Delete');
  await expect(spoken).toContainText('Delete');
  await page.keyboard.press('Control+z');
  await expect(spoken).toContainText('Undid: Delete');
});

test('less motion is obeyed, and more contrast is followed while the page is open', async ({ gesso, page }, info) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  const editor = await openWorkflow(page, gesso, 'Postcard');
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length);
  await page.getByRole('button', { name: 'History panel' }).click();
  expect(await moving()).toBe(0);
  const corner = async () => {
    const shot = await page.locator('[data-canvas]').screenshot();
    await info.attach('canvas', { body: shot, contentType: 'image/png' });
    return shot.toString('base64');
  };
  const before = await corner();
  await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce', colorScheme: 'dark' });
  await expect.poll(corner).not.toBe(before);
  await editor.showOutline();
});
