// A Gesso of one's own for each story: its own data folder, a free port, and ways to end it gently or not.
import { test as base, expect, type Page, type WebSocket } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Editor } from './editor.ts';

const TARGET = fileURLToPath(new URL('../target/', import.meta.url));
const PROGRAM = process.env.E2E_PROGRAM ?? join(TARGET, 'debug/gesso');
const SITE = process.env.E2E_SITE ?? join(TARGET, 'site');

/** A running server. */
export class Gesso {
  /** Where it is, as `http://127.0.0.1:port`; the same after a restart. */
  url = '';
  private child?: ChildProcess;
  private said: string[] = [];

  /** Where the built page is that it serves. */
  site = SITE;

  constructor(readonly data: string, private readonly settings: string[] = []) {}

  /** Starts it and waits until it listens. */
  async start(): Promise<void> {
    const listen = this.url === '' ? '127.0.0.1:0' : new URL(this.url).host;
    const child = spawn(PROGRAM, ['serve', '--listen', listen, '--data', this.data, '--site', this.site, ...this.settings]);
    this.child = child;
    child.stderr.on('data', (text) => this.said.push(String(text)));
    this.url = await new Promise((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        this.said.push(line);
        const found = /^Gesso is at (http:\S+)/.exec(line);
        if (found) resolve(found[1].replace(/\/$/, ''));
      });
      child.once('exit', () => reject(new Error(`gesso ended before it listened:\n${this.log()}`)));
      child.once('error', reject);
    });
  }

  /** Ends it as Ctrl+C would. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** What it has printed. */
  log(): string {
    return this.said.join('\n');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

interface Fixtures {
  /** Settings for the server of a story; `test.use({ settings: [...] })`. */
  settings: string[];
  gesso: Gesso;
  /** The editor, with an empty workflow open. */
  editor: Editor;
}

export const test = base.extend<Fixtures>({
  settings: [[], { option: true }],
  gesso: async ({ settings }, use, info) => {
    const data = await mkdtemp(join(tmpdir(), 'gesso-story-'));
    const gesso = new Gesso(data, settings);
    await gesso.start();
    await use(gesso);
    await gesso.stop();
    await info.attach('server', { body: gesso.log() });
    await rm(data, { recursive: true, force: true });
  },
  editor: async ({ gesso, page }, use) => {
    watch(page);
    await page.goto(gesso.url);
    await page.getByRole('button', { name: 'New workflow' }).click();
    const editor = new Editor(page);
    await editor.ready();
    await use(editor);
  },
});

/** The lines each page has opened: what is sent on one is heard only by who knows it from its beginning. */
const lines = new WeakMap<Page, WebSocket[]>();

/** The lines to the server that a page has opened since it is watched. */
export function linesOf(page: Page): WebSocket[] {
  return lines.get(page) ?? [];
}

/** A page that throws or breaks its own policy has failed, whatever it shows. */
export function watch(page: Page): void {
  const opened: WebSocket[] = [];
  lines.set(page, opened);
  page.on('websocket', (line) => opened.push(line));
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (/Content Security Policy|panicked|hydration/i.test(message.text())) throw new Error(message.text());
  });
}

/** Opens a workflow of the gallery by its name. */
export async function openWorkflow(page: Page, gesso: Gesso, name: string): Promise<Editor> {
  watch(page);
  await page.goto(gesso.url);
  await page.getByRole('link', { name, exact: true }).click();
  const editor = new Editor(page);
  await editor.ready();
  return editor;
}

export { expect };
