// Fingers and pens as the browser knows them: touches that are down together, with places of their own.
import type { CDPSession, Page } from '@playwright/test';

export interface Place {
  x: number;
  y: number;
}

/** Fingers on the screen. Each has a number; what is down stays down until it is lifted. */
export class Fingers {
  private down = new Map<number, Place>();

  private constructor(private readonly cdp: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async put(id: number, at: Place): Promise<void> {
    this.down.set(id, at);
    await this.tell('touchStart');
  }

  /** Takes a finger somewhere in steps, as a hand does. */
  async move(id: number, to: Place, steps = 6): Promise<void> {
    const from = this.down.get(id)!;
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      this.down.set(id, { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
      await this.tell('touchMove');
    }
  }

  /** Lifts every finger: the browser's protocol knows no other end. */
  async lift(): Promise<void> {
    this.down.clear();
    await this.tell('touchEnd');
  }

  async tap(at: Place): Promise<void> {
    await this.put(1, at);
    await this.lift();
  }

  /** Several fingers come down at once and lift at once, by their own clock: the browser may take its time to hear of it. */
  async tapTogether(places: Place[]): Promise<void> {
    const now = Date.now() / 1000;
    const touchPoints = places.map(({ x, y }, id) => ({ id, x, y }));
    await this.cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints, timestamp: now });
    await this.cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [], timestamp: now + 0.1 });
  }

  async drag(from: Place, to: Place): Promise<void> {
    await this.put(1, from);
    await this.move(1, to);
    await this.lift();
  }

  private async tell(type: 'touchStart' | 'touchMove' | 'touchEnd'): Promise<void> {
    const touchPoints = [...this.down].map(([id, { x, y }]) => ({ id, x, y }));
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** A pen. It presses with the same force all the way. */
export class Pen {
  private at: Place = { x: 0, y: 0 };

  private constructor(private readonly cdp: CDPSession, private readonly force: number) {}

  /** A pen that presses with so much of its full force. */
  static async on(page: Page, force = 0.8): Promise<Pen> {
    return new Pen(await page.context().newCDPSession(page), force);
  }

  async press(at: Place): Promise<void> {
    this.at = at;
    await this.tell('mousePressed', 1);
  }

  /** Goes somewhere in steps, as a hand does. */
  async move(to: Place, steps = 6): Promise<void> {
    const from = this.at;
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      this.at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await this.tell('mouseMoved', 1);
    }
  }

  async lift(): Promise<void> {
    await this.tell('mouseReleased', 0);
  }

  private async tell(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', buttons: number): Promise<void> {
    const pen = { button: 'left', buttons, clickCount: 1, pointerType: 'pen', force: buttons * this.force } as const;
    await this.cdp.send('Input.dispatchMouseEvent', { type, ...this.at, ...pen });
  }
}

/** A pen that touches the screen, goes somewhere and lifts. */
export async function penDrag(page: Page, from: Place, to: Place, steps = 6): Promise<void> {
  const pen = await Pen.on(page);
  await pen.press(from);
  await pen.move(to, steps);
  await pen.lift();
}
