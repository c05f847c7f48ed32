import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { outbox, uuid } from '../src/outbox.js';
import { Browser, settled } from './browser.js';

const NODE = { endpoint: 'https://node.example.org', source: 'pages', batch: 50, interval: 5000, queue: 500 };

const ids = (request) => request.statements.map(({ id }) => id);
const numbered = (count, from = 0) => Array.from({ length: count }, (_, i) => ({ id: `s${from + i}` }));

describe('outbox', () => {
  /** @type {Browser} */
  let browser;

  beforeEach(() => {
    browser = new Browser();
  });

  const opened = (more) => {
    const box = outbox({ ...NODE, ...more });
    return { ...box, addAll: (statements) => statements.forEach(box.add) };
  };

  it('sends what comes within the interval in one request, in order', async () => {
    const box = opened();
    box.add({ id: 'a' });
    await browser.advance(3000);
    box.add({ id: 'b' });
    assert.equal(browser.requests.length, 0);
    await browser.advance(2000);
    assert.deepEqual(browser.requests.map(ids), [['a', 'b']]);
    assert.deepEqual(browser.waiting, []);
  });

  it('posts plain text without credentials to the beacon of its source', async () => {
    opened().add({ id: 'a' });
    await browser.advance(5000);
    const { url, method, headers, keepalive, credentials } = browser.requests[0];
    assert.equal(url, 'https://node.example.org/beacon/pages');
    assert.deepEqual({ method, keepalive, credentials }, { method: 'POST', keepalive: true, credentials: 'omit' });
    assert.deepEqual(headers, { 'Content-Type': 'text/plain' });
  });

  it('posts JSON with a Basic credential to the statements where it has a secret', async () => {
    opened({ secret: 'nk_1' }).add({ id: 'a' });
    await browser.advance(5000);
    const { url, headers } = browser.requests[0];
    assert.equal(url, 'https://node.example.org/xapi/statements');
    assert.deepEqual(headers, {
      Authorization: 'Basic cGFnZXM6bmtfMQ==',
      'Content-Type': 'application/json',
      'X-Experience-API-Version': '1.0.3',
    });
  });

  it('sends a full batch at once and the rest behind it', async () => {
    opened({ batch: 3 }).addAll(numbered(7));
    await browser.advance(0);
    assert.deepEqual(browser.requests.map(ids), [['s0', 's1', 's2'], ['s3', 's4', 's5'], ['s6']]);
  });

  it('keeps a request below 30 KB of UTF-8 unless one statement is larger', async () => {
    const box = opened();
    box.addAll(numbered(5).map((statement) => ({ ...statement, name: 'é'.repeat(6000) })));
    box.add({ id: 'large', name: 'x'.repeat(40_000) });
    await browser.advance(5000);
    assert.deepEqual(browser.requests.map(ids), [['s0', 's1'], ['s2', 's3'], ['s4'], ['large']]);
  });

  it('lets a statement go only when the node has answered', async () => {
    let answer;
    browser.answers.push(new Promise((resolve) => (answer = resolve)));
    opened().add({ id: 'a' });
    await browser.advance(60_000);
    assert.equal(browser.requests.length, 1);
    assert.equal(browser.waiting.length, 1);
    answer({ status: 204 });
    await settled();
    assert.deepEqual(browser.waiting, []);
  });

  for (const status of [401, 403, 404, 408, 429, 500, 503]) {
    it(`sends again after ${status}, the same ids, ever later`, async () => {
      browser.answers.push(...Array.from({ length: 4 }, () => ({ status })));
      opened().addAll(numbered(2));
      await browser.advance(60_000);
      assert.deepEqual(browser.requests.map(ids), Array(5).fill(['s0', 's1']));
      const gaps = browser.requests.slice(1).map(({ at }, i) => at - browser.requests[i].at);
      gaps.forEach((gap, i) => assert.ok(gap >= 500 * 2 ** i && gap <= 1000 * 2 ** i, `gap ${i} is ${gap}`));
      assert.deepEqual(browser.waiting, []);
    });
  }

  it('never waits longer than five minutes of its own', async () => {
    browser.answers.push(...Array.from({ length: 20 }, () => ({ status: 500 })));
    opened().add({ id: 'a' });
    await browser.advance(21 * 300_000);
    const gaps = browser.requests.slice(1).map(({ at }, i) => at - browser.requests[i].at);
    assert.ok(Math.max(...gaps) <= 300_000);
    assert.deepEqual(browser.waiting, []);
  });

  for (const [form, retryAfter] of [
    ['seconds', '60'],
    ['a date', 'Tue, 06 Oct 2026 09:01:05 GMT'],
  ]) {
    it(`waits as long as the node asks in ${form}, on the next page too`, async () => {
      browser.answers.push({ status: 503, headers: { 'Retry-After': retryAfter } });
      opened().add({ id: 'a' });
      await browser.advance(10_000);
      const page = opened();
      page.flush();
      page.online();
      page.flush(true);
      await browser.advance(54_999);
      assert.equal(browser.requests.length, 1);
      await browser.advance(2);
      assert.equal(browser.requests.length >= 2, true);
      assert.deepEqual(browser.taken[0], { id: 'a' });
    });
  }

  it('waits no longer than an hour, and not at all by a clock that was wrong', async () => {
    const asked = () => ({ status: 503, headers: { 'Retry-After': '999999999' } });
    browser.answers.push(asked(), asked());
    opened().add({ id: 'a' });
    await browser.advance(5000);
    await browser.advance(3_599_999);
    assert.equal(browser.requests.length, 1);
    await browser.advance(1);
    assert.equal(browser.requests.length, 2);
    browser.time -= 86_400_000;
    opened().flush();
    await settled();
    assert.deepEqual(browser.taken, [{ id: 'a' }]);
  });

  it('waits for the network and sends when it is back', async () => {
    browser.answers.push(new TypeError('Failed to fetch'));
    const box = opened();
    box.add({ id: 'a' });
    await browser.advance(5000);
    browser.navigator.onLine = false;
    box.add({ id: 'b' });
    await browser.advance(600_000);
    assert.equal(browser.requests.length, 1);
    browser.navigator.onLine = true;
    box.online();
    await settled();
    assert.deepEqual(browser.taken, [{ id: 'a' }, { id: 'b' }]);
  });

  it('drops what the node refuses and nothing else', async () => {
    const box = opened({ batch: 8 });
    browser.fetch = async function (url, options) {
      const statements = JSON.parse(options.body);
      const status = statements.some(({ id }) => id === 's5') ? 400 : 200;
      this.requests.push({ statements, status });
      return new Response(null, { status });
    };
    box.addAll(numbered(8));
    await browser.advance(5000);
    assert.deepEqual(browser.taken.map(({ id }) => id).sort(), ['s0', 's1', 's2', 's3', 's4', 's6', 's7']);
    assert.deepEqual(browser.waiting, []);
    assert.ok(browser.requests.length <= 10, `${browser.requests.length} requests`);
  });

  it('is bounded: the oldest give way', async () => {
    browser.navigator.onLine = false;
    const box = opened({ queue: 10 });
    box.addAll(numbered(25));
    assert.equal(browser.waiting.length, 10);
    browser.navigator.onLine = true;
    box.online();
    await settled();
    assert.deepEqual(browser.taken, numbered(10, 15));
  });

  it('forgets what is so old that the node may have forgotten its id', async () => {
    browser.navigator.onLine = false;
    opened().add({ id: 'old' });
    await browser.advance(5 * 86_400_000);
    opened().add({ id: 'new' });
    await browser.advance(1.5 * 86_400_000);
    browser.navigator.onLine = true;
    const box = opened();
    box.online();
    await settled();
    assert.deepEqual(browser.taken, [{ id: 'new' }]);
    assert.deepEqual(browser.waiting, []);
  });

  it('a later page sends what an earlier one left', async () => {
    browser.answers.push(new Promise(() => {}));
    opened().addAll(numbered(2));
    await browser.advance(5000);
    opened().flush();
    await settled();
    assert.deepEqual(browser.taken, numbered(2));
    assert.deepEqual(browser.waiting, []);
  });

  it('pages side by side lose nothing of each other', async () => {
    const [left, right] = [opened(), opened()];
    left.add({ id: 'a' });
    right.add({ id: 'b' });
    left.add({ id: 'c' });
    await browser.advance(5000);
    assert.deepEqual([...new Set(browser.taken.map(({ id }) => id))].sort(), ['a', 'b', 'c']);
    assert.deepEqual(browser.waiting, []);
  });

  it('sources do not send for each other', async () => {
    browser.navigator.onLine = false;
    opened({ source: 'north' }).add({ id: 'a' });
    browser.navigator.onLine = true;
    const south = opened({ source: 'south' });
    south.add({ id: 'b' });
    south.flush();
    await settled();
    assert.deepEqual(browser.requests.map(({ url, statements }) => [url, statements]), [
      ['https://node.example.org/beacon/south', [{ id: 'b' }]],
    ]);
  });

  for (const [what, breakIt] of [
    ['full', () => (browser.storage.setItem = () => assert.fail('QuotaExceededError'))],
    ['forbidden', () => Object.defineProperty(globalThis, 'localStorage', { get: () => assert.fail('SecurityError'), configurable: true })],
  ]) {
    it(`works from memory where storage is ${what}`, async () => {
      breakIt();
      browser.answers.push({ status: 503, headers: { 'Retry-After': '20' } });
      const box = opened({ queue: 3 });
      box.addAll(numbered(5));
      await browser.advance(24_000);
      assert.equal(browser.requests.length, 1);
      await browser.advance(2000);
      assert.deepEqual(browser.taken, numbered(3, 2));
    });
  }

  it('a page that is left sends the rest without waiting for the answer under way', async () => {
    browser.answers.push(new Promise(() => {}));
    const box = opened();
    box.add({ id: 'a' });
    box.flush();
    box.add({ id: 'b' });
    box.flush();
    assert.equal(browser.requests.length, 1);
    box.flush(true);
    assert.deepEqual(browser.requests.map(ids), [['a'], ['b']]);
    assert.ok(browser.requests.every(({ keepalive }) => keepalive));
  });

  it('a page that is left where fetch cannot outlive it sends a beacon, and keeps what no one confirmed', async () => {
    globalThis.Request = class {};
    const box = opened();
    box.add({ id: 'a' });
    box.flush(true);
    assert.deepEqual(browser.beacons, [{ url: 'https://node.example.org/beacon/pages', statements: [{ id: 'a' }] }]);
    assert.equal(browser.waiting.length, 1);
  });

  it('stopped, it forgets everything and sends no more', async () => {
    let answer;
    browser.answers.push(new Promise((resolve) => (answer = resolve)));
    const box = opened();
    box.addAll(numbered(2));
    box.flush();
    box.add({ id: 'later' });
    box.stop();
    answer({ status: 503, headers: { 'Retry-After': '1' } });
    await browser.advance(60_000);
    assert.equal(browser.requests.length, 1);
    assert.deepEqual(Object.keys(browser.storage), []);
  });
});

describe('uuid', () => {
  it('is a random UUID of version 4', () => {
    new Browser();
    const many = new Set(Array.from({ length: 1000 }, uuid));
    assert.equal(many.size, 1000);
    many.forEach((id) => assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
  });
});
