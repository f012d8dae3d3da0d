// Gesso as an app: it can be installed, and without the server it opens what was seen, takes edits, and delivers them once.
import { expect, openWorkflow, test, watch } from '../gesso.ts';
import { Editor } from '../editor.ts';
import type { Page } from '@playwright/test';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Waits until the worker answers for the page and has kept what is asked for. */
async function kept(page: Page, path: string): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const found = () => page.evaluate((path) => caches.match(path).then((answer) => answer !== undefined), path);
  await expect.poll(found).toBe(true);
}

test('the manifest names icons that are there, and the worker keeps nothing but pages and files', async ({ gesso, page }) => {
  watch(page);
  await page.goto(gesso.url);
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await page.request.get(gesso.url + address);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ name: 'Gesso', start_url: '/', display: 'standalone' });
  const sizes = manifest.icons.map((icon: { sizes: string }) => icon.sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some((icon: { purpose?: string }) => icon.purpose === 'maskable')).toBe(true);
  for (const icon of manifest.icons) {
    const picture = await page.request.get(gesso.url + icon.src);
    expect(picture.headers()['content-type']).toBe(icon.type);
  }
  for (const shortcut of manifest.shortcuts) expect((await page.request.get(gesso.url + shortcut.url)).ok()).toBe(true);

  await kept(page, '/');
  await page.getByRole('link', { name: 'Postcard', exact: true }).click();
  await new Editor(page).saved();
  await kept(page, new URL(page.url()).pathname);
  const names = await page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) {
      if (name !== 'gesso-documents') all.push(...(await (await caches.open(name)).keys()));
    }
    return all.map((request) => request.url);
  });
  for (const name of names) {
    const { origin, pathname } = new URL(name);
    expect(origin).toBe(new URL(gesso.url).origin);
    expect(pathname).toMatch(/^\/($|w\/|offline$|pkg\/|favicon\.svg$|manifest\.webmanifest$)/);
  }
});

test('a worker of another build takes the place of the one before and leaves nothing of it', async ({ gesso, page }) => {
  await page.goto(gesso.url);
  await kept(page, '/');
  const version = async () => {
    const script = await (await page.request.get(`${gesso.url}/worker.js`)).text();
    return /const VERSION = "([0-9a-f]{10})"/.exec(script)![1];
  };
  const names = () => page.evaluate(async () => (await caches.keys()).filter((name) => name !== 'gesso-documents').sort());
  const before = await version();
  expect(await names()).toEqual([`gesso-pages-${before}`, `gesso-shell-${before}`]);

  const site = await mkdtemp(join(tmpdir(), 'gesso-site-'));
  await cp(gesso.site, site, { recursive: true });
  await appendFile(join(site, 'worker.js'), '// another build\n');
  await gesso.stop();
  gesso.site = site;
  await gesso.start();
  await page.reload();
  const after = await version();
  expect(after).not.toBe(before);
  await expect.poll(names).toEqual([`gesso-pages-${after}`, `gesso-shell-${after}`]);
  // What was kept of the build before was asked for anew.
  await kept(page, '/');
  await rm(site, { recursive: true });
});

test('offline, a reload shows the workflow with the edits that wait, and all arrive once', async ({ gesso, page }, info) => {
  const editor = await openWorkflow(page, gesso, 'Postcard');
  const before = await editor.titles();
  await kept(page, new URL(page.url()).pathname);
  await kept(page, `/kept/${page.url().split('/w/')[1]}`);
  await kept(page, '/');
  await gesso.kill();
  await expect(editor.saveState).toHaveText('Offline');
  await editor.add('Blur');
  await expect(editor.saveState).toHaveText('Offline: 1 edit kept here');

  await page.reload();
  const again = new Editor(page);
  await expect(again.saveState).toHaveText('Offline: 1 edit kept here');
  await again.showOutline();
  expect((await again.titles()).length).toBe(before.length + 1);
  await page.screenshot({ path: info.outputPath('offline.png') });
  await again.select('Blur');
  await again.set('Sigma', '21');
  await expect(again.saveState).toHaveText('Offline: 2 edits kept here');

  // The gallery opens as well, and from it the workflow.
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).click();
  const third = new Editor(page);
  await expect(third.saveState).toHaveText('Offline: 2 edits kept here');

  // What was never opened says so.
  await page.goto(`${gesso.url}/w/0000000000000000`);
  await expect(page.getByRole('heading', { name: 'Gesso can’t be reached' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('unreachable.png') });

  await gesso.start();
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).click();
  const back = new Editor(page);
  await back.ready();
  expect((await back.titles()).length).toBe(before.length + 1);
  await back.select('Blur');
  await expect(back.inspector.getByLabel('Sigma', { exact: true })).toHaveValue('21');
  await expect(back.row('Blur')).toHaveCount(1);
});
