import { webcrypto } from 'node:crypto';
import { setMaxListeners } from 'node:events';

setMaxListeners(0); // one signal ends many listeners

const START = Date.parse('2026-10-06T09:00:00Z');

/** localStorage as pages see it: the entries are its own enumerable properties. */
class FakeStorage {
  setItem(key, text) {
    this[key] = String(text);
  }

  getItem(key) {
    return this[key] ?? null;
  }

  removeItem(key) {
    delete this[key];
  }
}

/**
 * What the agent sees of a browser, with a clock that stands until it is moved and a node that answers as told. It
 * takes the place of the globals; a later one replaces an earlier one.
 */
export class Browser {
  constructor() {
    this.time = 0;
    this.timers = new Map();
    this.timerIds = 0;
    this.requests = [];
    this.beacons = [];
    this.answers = [];
    this.storage = new FakeStorage();
    this.window = new EventTarget();
    this.document = Object.assign(new EventTarget(), {
      hidden: false,
      title: 'Cells',
      documentElement: { lang: 'en' },
      videos: [],
      querySelectorAll: () => this.document.videos,
    });
    this.navigator = {
      onLine: true,
      sendBeacon: (url, body) => this.beacons.push({ url, statements: JSON.parse(body) }),
    };
    this.observers = new Set();
    this.install();
  }

  install() {
    const browser = this;
    const globals = {
      crypto: webcrypto,
      document: this.document,
      localStorage: this.storage,
      location: { origin: 'https://lms.example.org', pathname: '/cells' },
      navigator: this.navigator,
      performance: { now: () => this.time },
      window: this.window,
      Request: class {
        get keepalive() {
          return true;
        }
      },
      Date: class extends Date {
        constructor(...given) {
          super(...(given.length ? given : [START + browser.time]));
        }

        static now() {
          return START + browser.time;
        }
      },
      MutationObserver: class {
        constructor(changed) {
          this.changed = changed;
        }

        observe() {
          browser.observers.add(this.changed);
        }

        disconnect() {
          browser.observers.delete(this.changed);
        }
      },
      fetch: (url, options) => this.fetch(url, options),
      setTimeout: (run, delay) => this.timer(run, delay),
      setInterval: (run, delay) => this.timer(run, delay, delay),
      clearTimeout: (id) => this.timers.delete(id),
      clearInterval: (id) => this.timers.delete(id),
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }

  timer(run, delay, every) {
    this.timers.set(++this.timerIds, { run, at: this.time + delay, every });
    return this.timerIds;
  }

  /** Answers are given in this order, then 200: a status, headers with it, or the Error of a network that fails. */
  async fetch(url, options) {
    const request = { url, ...options, at: this.time, statements: JSON.parse(options.body) };
    this.requests.push(request);
    const answer = await (this.answers.shift() ?? { status: 200 });
    if (answer instanceof Error) throw answer;
    request.status = answer.status;
    return new Response(null, answer);
  }

  /** Moves the clock, running what falls due on the way. */
  async advance(ms) {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const [id, next] = [...this.timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!next || next.at > end) break;
      this.time = Math.max(this.time, next.at);
      if (next.every) next.at += next.every;
      else this.timers.delete(id);
      next.run();
    }
    this.time = end;
  }

  show(visible) {
    this.document.hidden = !visible;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  leave() {
    this.window.dispatchEvent(new Event('pagehide'));
    this.show(false);
  }

  changed() {
    this.observers.forEach((changed) => changed([]));
  }

  /** Every statement that was answered 2xx, in the order sent. */
  get taken() {
    return this.requests.filter(({ status }) => status < 300).flatMap(({ statements }) => statements);
  }

  /** Keys of what waits in storage. */
  get waiting() {
    return Object.keys(this.storage).filter((key) => key.startsWith('nucleus '));
  }
}

/** Whatever hangs on promises that can go on has gone on. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
