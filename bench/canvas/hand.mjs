// A hand: real input events through the browser's own input path, sixty in a second whether or not the page keeps up, and
// what the page did meanwhile: its frames, and the CPU time of all of the browser's processes.

const PACE = 1000 / 60;
const sleepUntil = async time => {
  const left = time - performance.now();
  if (left > 0) await new Promise(resolve => setTimeout(resolve, left));
};

/** Runs in the page: keeps the times of its frames until it is asked for them. */
function watch() {
  window.__frames = [];
  const token = window.__watch = {};
  const tick = time => {
    if (window.__watch !== token) return;
    window.__frames.push(time);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

export class Hand {
  constructor(page, session, system) {
    Object.assign(this, { page, session, system });
  }

  static async of(page, browser) {
    return new Hand(page, await page.context().newCDPSession(page), await browser.newBrowserCDPSession());
  }

  mouse(type, x, y, more = {}) {
    return this.session.send('Input.dispatchMouseEvent', { type, x, y, pointerType: 'mouse', ...more });
  }

  touch(type, points) {
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  }

  async cpu() {
    const { processInfo } = await this.system.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  /** Calls `move(t)` with t from 0 to 1 sixty times a second; gives frames and CPU time in between. */
  async measured(ms, move) {
    await this.page.evaluate(watch);
    const cpu = await this.cpu();
    const steps = Math.round(ms / PACE);
    const begun = performance.now();
    const sent = [];
    for (let step = 1; step <= steps; step++) {
      await sleepUntil(begun + step * PACE);
      sent.push(move(step / steps));
    }
    await Promise.all(sent);
    const frames = await this.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => {
      window.__watch = undefined;
      resolve(window.__frames);
    })));
    return { frames, cpu: (await this.cpu() - cpu) * 1000 };
  }

  /** A drag with a button along `path(t)`, which gives a place. */
  async drag({ button, key }, path, ms) {
    const modifiers = { Alt: 1, Control: 2, Shift: 8 }[key] ?? 0;
    const buttons = { left: 1, right: 2, middle: 4 }[button];
    const at = path(0);
    if (key) await this.page.keyboard.down(key);
    await this.mouse('mouseMoved', ...at);
    await this.mouse('mousePressed', ...at, { button, buttons, clickCount: 1, modifiers });
    const result = await this.measured(ms, t => this.mouse('mouseMoved', ...path(t), { button, buttons, modifiers }));
    await this.mouse('mouseReleased', ...path(1), { button, clickCount: 1, modifiers });
    if (key) await this.page.keyboard.up(key);
    return result;
  }

  /** Wheel steps at a place: in for half of the time, then out again. */
  async wheel([x, y], { key } = {}, ms) {
    const modifiers = { Control: 2 }[key] ?? 0;
    return this.measured(ms, t => this.mouse('mouseWheel', x, y, { deltaX: 0, deltaY: t <= 0.5 ? -16 : 16, modifiers }));
  }

  /** Fingers along paths. */
  async fingers(paths, ms) {
    const at = t => paths.map(path => path(t));
    await this.touch('touchStart', at(0));
    const result = await this.measured(ms, t => this.touch('touchMove', at(t)));
    await this.touch('touchEnd', []);
    return result;
  }
}

/** Frames a second, the 95th percentile and the longest of the frame times, and CPU time per frame, in milliseconds. */
export function figures(runs) {
  const times = runs.flatMap(({ frames }) => frames.slice(1).map((time, i) => time - frames[i])).sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  if (!times.length) return { fps: 0, p95: Infinity, worst: Infinity, cpu: Infinity };
  return {
    fps: times.length * 1000 / total,
    p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))],
    worst: times.at(-1),
    cpu: runs.reduce((sum, { cpu }) => sum + cpu, 0) / times.length,
  };
}
