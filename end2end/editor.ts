// The editor as a person knows it: by roles and names. What the canvas shows is asked of the outline, which lists the same.
import { expect, type Locator, type Page } from '@playwright/test';

export class Editor {
  readonly outline: Locator;
  readonly inspector: Locator;
  readonly nodes: Locator;
  readonly saveState: Locator;
  readonly runState: Locator;
  readonly undo: Locator;
  readonly redo: Locator;

  constructor(readonly page: Page) {
    this.outline = page.getByRole('region', { name: 'Outline' });
    this.inspector = page.getByRole('region', { name: 'Inspector' });
    this.nodes = this.outline.getByRole('list', { name: 'Nodes in run order' });
    this.saveState = page.getByRole('status', { name: 'Save state' });
    this.runState = page.getByRole('status', { name: 'Run state' });
    this.undo = page.getByRole('button', { name: 'Undo', exact: true });
    this.redo = page.getByRole('button', { name: 'Redo', exact: true });
  }

  /** Waits until WASM has taken over and the room has answered, then opens the outline. */
  async ready(): Promise<void> {
    await this.saved();
    await this.showOutline();
  }

  async showOutline(): Promise<void> {
    if (!(await this.outline.isVisible())) await this.page.getByRole('button', { name: 'Outline panel' }).click();
    await expect(this.outline).toBeVisible();
  }

  async saved(): Promise<void> {
    await expect(this.saveState).toHaveText('Saved');
  }

  /** The row of a node in the outline. */
  row(title: string): Locator {
    return this.nodes.locator('button.outline-row').filter({ has: this.page.getByText(title, { exact: true }) });
  }

  async titles(): Promise<string[]> {
    return this.nodes.locator('.outline-title').allTextContents();
  }

  async select(title: string): Promise<void> {
    await this.row(title).click();
    await expect(this.row(title)).toHaveAttribute('aria-current', 'true');
  }

  /** What the search or choice that is open offers. */
  offered(): Locator {
    return this.page.getByRole('listbox').filter({ visible: true }).last().locator('li');
  }

  /** Adds a node through the search. */
  async add(words: string): Promise<void> {
    await this.outline.getByRole('button', { name: 'Add…' }).click();
    const search = this.page.getByRole('combobox', { name: 'Search nodes' });
    await search.fill(words);
    await expect(this.offered().first()).toContainText(words);
    await search.press('Enter');
    await expect(search).toBeHidden();
  }

  /** Wires an output of `from`, by its label, to an input of `to`. */
  async connect(from: string, output: string, to: string, input: string): Promise<void> {
    await this.select(from);
    await this.outline.getByRole('button', { name: `Connect ${output} to…` }).click();
    const choice = this.page.getByRole('combobox', { name: 'Connect to' });
    await choice.fill(`${to} ${input}`);
    await this.offered().filter({ hasText: to }).filter({ hasText: input }).first().click();
    await expect(choice).toBeHidden();
  }

  /** Sets a parameter of the selected node by its label. */
  async set(label: string, value: string): Promise<void> {
    const field = this.inspector.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.press('Tab');
  }

  /** Sets a number of the selected item's place: X, Y, Width, Height. */
  async setPlace(side: 'X' | 'Y' | 'Width' | 'Height', value: number): Promise<void> {
    const field = this.placeOf(side);
    await field.fill(String(value));
    await field.press('Tab');
    await expect(field).toHaveValue(String(value));
  }

  /** Puts a node somewhere in the document. */
  async put(title: string, x: number, y: number): Promise<void> {
    await this.select(title);
    await this.setPlace('X', x);
    await this.setPlace('Y', y);
  }

  /** What the last step was, as the undo button says. */
  async lastStep(name: string | RegExp): Promise<void> {
    await expect(this.undo).toHaveAttribute('title', new RegExp(name));
  }

  /** A number of the selected item's place. */
  placeOf(side: 'X' | 'Y' | 'Width' | 'Height'): Locator {
    return this.inspector.locator(`#place-${side.toLowerCase()}`);
  }

  /** Shows every node; gives where a place in the document then is on the screen. Asks the inspector where nodes are. */
  async showAll(): Promise<(x: number, y: number) => { x: number; y: number }> {
    const all = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const row of await this.nodes.locator('button.outline-row').all()) {
      await row.click();
      await expect(row).toHaveAttribute('aria-current', 'true');
      const number = async (side: 'X' | 'Y' | 'Width' | 'Height') => Number(await this.placeOf(side).inputValue());
      const [x, y, w, h] = [await number('X'), await number('Y'), await number('Width'), await number('Height')];
      all.left = Math.min(all.left, x);
      all.top = Math.min(all.top, y);
      all.right = Math.max(all.right, x + w);
      all.bottom = Math.max(all.bottom, y + h);
    }
    await this.page.getByRole('button', { name: 'Show everything' }).click();
    const percent = await this.page.getByRole('button', { name: 'Zoom to 100 %' }).innerText();
    const zoom = Number.parseFloat(percent) / 100;
    const stage = (await this.page.locator('[data-canvas]').boundingBox())!;
    return (x, y) => ({
      x: stage.x + stage.width / 2 + (x - (all.left + all.right) / 2) * zoom,
      y: stage.y + stage.height / 2 + (y - (all.top + all.bottom) / 2) * zoom,
    });
  }

  /** Presses the pointer here, takes it there in steps, and lets go. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
    await this.page.mouse.move(to.x, to.y, { steps: 6 });
    await this.page.mouse.up();
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: 'Run', exact: true }).click();
  }

  async runIs(text: string | RegExp): Promise<void> {
    await expect(this.runState).toHaveText(text, { timeout: 60_000 });
  }

  /** Brings a file into the selected node. */
  async bring(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await this.inspector.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  }

  /** What was last said to the person in a notice. */
  notices(): Locator {
    return this.page.getByRole('log', { name: 'Notices' });
  }
}
