// Gesso speaks the language of whoever reads: as the browser asks for it, or as they chose it.
import { type Page } from '@playwright/test';
import { expect, test } from '../gesso.ts';
import { Editor } from '../editor.ts';

/** What is the same in German: names, signs, and words that both languages have. */
const SAME = new Set(['Porter-Duff', 'Matrix', 'Gesso', 'Workflow', 'Workflows', 'Zoom', 'X', 'Y', '100 %', 'Text', 'Filter', 'English', 'Deutsch', 'Postcard', 'Lens', 'Sigma']);

/** Everything on the page that is read: names of controls and panels, headings, labels, hints. */
async function read(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = new Set<string>();
    const put = (text: string | null | undefined) => {
      const tidy = text?.replace(/\s+/g, ' ').trim();
      if (tidy !== undefined && /\p{L}/u.test(tidy)) found.add(tidy);
    };
    for (const element of document.querySelectorAll('button, h1, h2, h3, label, summary, p, th, option, [aria-label], [title], [placeholder]')) {
      if (element.closest('.canvas-title, kbd, .keys') !== null) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) put(element.getAttribute(name));
      if (element.matches('button, h1, h2, h3, label, summary, p, th, option')) put((element as HTMLElement).innerText);
    }
    return [...found];
  });
  return texts.filter((text) => !SAME.has(text));
}

/** What both have read. */
function common(one: string[], other: string[]): string[] {
  return one.filter((text) => other.includes(text));
}

/** Makes a picture softer: two nodes and a wire, by the words of a language. */
async function work(page: Page, words: { add: string; search: string; nodes: [string, string] }): Promise<void> {
  for (const node of words.nodes) {
    await page.getByRole('button', { name: words.add, exact: true }).first().click();
    const search = page.getByRole('combobox', { name: words.search });
    await search.fill(node);
    await search.press('Enter');
    await expect(search).toBeHidden();
  }
  await page.locator('.outline-row').last().click();
}

test('a German browser gets all of the gallery and the editor in German', async ({ gesso, browser }) => {
  const seen: Record<string, { gallery: string[]; editor: string[]; settings: string[] }> = {};
  for (const [locale, words] of Object.entries({
    'en-GB': { add: 'Add node', search: 'Search nodes', create: 'New workflow', outline: 'Outline panel', nodes: ['Generate image', 'Blur'], saved: 'Saved' },
    'de-DE': { add: 'Knoten hinzufügen', search: 'Knoten suchen', create: 'Neuer Workflow', outline: 'Gliederungsbereich', nodes: ['Bild erzeugen', 'Weichzeichnen'], saved: 'Gespeichert' },
  })) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(gesso.url);
    await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
    await expect(page.locator('.card').first()).toBeVisible();
    const gallery = await read(page);
    await page.getByRole('button', { name: words.create }).first().click();
    await expect(page.locator('.saved')).toHaveText(words.saved);
    await page.getByRole('button', { name: words.outline }).click();
    await work(page, { ...words, nodes: words.nodes as [string, string] });
    await expect(page.locator('.saved')).toHaveText(words.saved);
    const editor = await read(page);
    await page.keyboard.press('Control+,');
    await expect(page.locator('.settings')).toBeVisible();
    const settings = await read(page);
    seen[locale] = { gallery, editor, settings };
    await context.close();
  }
  const [english, german] = [seen['en-GB'], seen['de-DE']];
  expect(common(german.gallery, english.gallery)).toEqual([]);
  expect(common(german.editor, english.editor)).toEqual([]);
  expect(common(german.settings, english.settings)).toEqual([]);
});

test('an edit and its undo are named in German', async ({ gesso, browser }) => {
  const context = await browser.newContext({ locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto(gesso.url);
  await page.getByRole('button', { name: 'Neuer Workflow' }).first().click();
  await expect(page.locator('.saved')).toHaveText('Gespeichert');
  await page.getByRole('button', { name: 'Gliederungsbereich' }).click();
  await work(page, { add: 'Knoten hinzufügen', search: 'Knoten suchen', nodes: ['Bild erzeugen', 'Weichzeichnen'] });
  const undo = page.getByRole('button', { name: 'Rückgängig', exact: true });
  await expect(undo).toHaveAttribute('title', 'Rückgängig: „Weichzeichnen hinzufügen“ (Strg+Z)');
  const sigma = page.getByRole('region', { name: 'Inspektor' }).getByLabel('Sigma', { exact: true });
  await sigma.fill('12.5');
  await sigma.press('Tab');
  await expect(undo).toHaveAttribute('title', 'Rückgängig: „Sigma von Weichzeichnen setzen“ (Strg+Z)');
  await undo.click();
  await expect(page.locator('p.spoken')).toContainText('Rückgängig gemacht: Sigma von Weichzeichnen setzen');
  await expect(page.getByRole('button', { name: 'Wiederholen', exact: true })).toHaveAttribute('title', 'Wiederholen: „Sigma von Weichzeichnen setzen“ (Strg+Umschalt+Z)');
  await context.close();
});

test('who chooses a language in the settings has it everywhere until they choose another', async ({ editor, page, gesso }) => {
  await editor.add('Blur');
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog').getByRole('button', { name: 'Deutsch', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('.saved')).toHaveText('Gespeichert');
  // What has no title of its own is called what its kind is called.
  await expect(page.locator('.outline-title')).toHaveText(['Weichzeichnen']);
  await page.goto(gesso.url);
  await expect(page.getByRole('searchbox', { name: 'Workflows suchen' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.saved')).toHaveText('Gespeichert');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Sprache wie das System');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const later = new Editor(page);
  await later.ready();
  expect(await later.titles()).toEqual(['Blur']);
});
