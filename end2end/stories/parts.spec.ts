// What the page fetches after it lives: panels and dialogs come by themselves, and when they don't, the person can ask again.
import { expect, openWorkflow, test } from '../gesso.ts';

const LATER = '**/pkg/later.*';

// What a worker keeps would be there whatever happens to the connection.
test.use({ serviceWorkers: 'block' });

test('every panel and dialog that comes after the page opens', async ({ gesso, page }) => {
  const later: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/pkg/later.')) later.push(answer.url());
  });
  const editor = await openWorkflow(page, gesso, 'Postcard');
  const [first] = await editor.titles();
  await editor.select(first);
  await expect(editor.inspector.getByRole('heading').nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Viewer' }).click();
  await expect(page.getByRole('region', { name: 'Viewer' }).getByRole('group', { name: 'Viewer zoom' })).toBeVisible();
  await page.getByRole('button', { name: 'Runs' }).click();
  await expect(page.getByRole('region', { name: 'Runs' })).toContainText('No runs yet');
  await page.getByRole('button', { name: 'History panel' }).click();
  await expect(page.getByRole('region', { name: 'History' }).locator('.panel-scroll')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Actions' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(later).toHaveLength(1);
});

test('panels that did not arrive are asked for again', async ({ gesso, page }) => {
  await page.route(LATER, (route) => route.abort());
  const editor = await openWorkflow(page, gesso, 'Postcard');
  await expect(editor.notices()).toContainText('Some panels did not arrive');
  await page.unroute(LATER);
  await page.getByRole('button', { name: 'Try again' }).click();
  await editor.add('Blur');
  await editor.select('Blur');
  await editor.set('Sigma', '21');
});

test('what is typed before the page is alive is searched for when it is', async ({ gesso, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(gesso.url, { waitUntil: 'commit' });
  const postcard = page.getByRole('link', { name: 'Postcard', exact: true });
  await expect(postcard).toBeVisible();
  await page.getByRole('searchbox').fill('nothing is called this');
  await expect(postcard).toBeVisible();
  release();
  await expect(postcard).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveValue('nothing is called this');
});
