import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { start } from '../src/nucleus.js';
import { Browser, settled } from './browser.js';

const ACTOR = { account: { homePage: 'https://lms.example.org', name: 'u-1041' } };
const OPTIONS = { endpoint: 'https://node.example.org', source: 'pages', actor: ACTOR, heartbeat: 2 };
const HEARTBEATS = 'https://learningtapestry.github.io/xapi/ssdn/collection/';

const verbs = (statements) => statements.map(({ verb }) => verb.id.split('/').pop());
const beats = (statements) =>
  statements
    .filter(({ verb }) => verb.id === HEARTBEATS + 'verbs/heartbeat')
    .map(({ context }) => [
      context.extensions[HEARTBEATS + 'extensions/heartbeatId'],
      context.extensions[HEARTBEATS + 'extensions/timeSpentOnPage'],
    ]);
const seconds = (statements) => beats(statements).map(([, time]) => time);

describe('consent', () => {
  /** @type {Browser} */
  let browser;

  beforeEach(() => {
    browser = new Browser();
  });

  it('nothing is collected, stored, sent or listened to before it', async () => {
    const listened = [];
    for (const target of [browser.document, browser.window]) {
      target.addEventListener = (type) => listened.push(type);
    }
    const agent = start(OPTIONS);
    agent.view({ id: 'https://lms.example.org/other' });
    agent.flush();
    assert.equal(agent.send({ verb: { id: 'https://v.example/did' }, object: { id: 'https://o.example/1' } }), undefined);
    await browser.advance(60_000);
    assert.deepEqual(Object.keys(browser.storage), []);
    assert.deepEqual([browser.requests, listened, [...browser.timers], [...browser.observers]], [[], [], [], []]);
  });

  it('once it is given the page is told', async () => {
    const agent = start(OPTIONS);
    await browser.advance(60_000);
    agent.consent(true);
    agent.consent(true);
    await browser.advance(5000);
    assert.deepEqual(verbs(browser.taken), ['viewed', 'heartbeat', 'heartbeat']);
    assert.deepEqual(seconds(browser.taken), [2, 4]);
  });

  it('withdrawn, the queue is empty and everything stops', async () => {
    browser.navigator.onLine = false;
    const agent = start({ ...OPTIONS, consent: true });
    await browser.advance(10_000);
    assert.ok(browser.waiting.length > 1);
    agent.consent(false);
    assert.deepEqual(Object.keys(browser.storage), []);
    browser.navigator.onLine = true;
    browser.window.dispatchEvent(new Event('online'));
    browser.leave();
    await browser.advance(600_000);
    assert.equal(agent.send({ verb: { id: 'https://v.example/did' } }), undefined);
    assert.deepEqual(browser.requests, []);
    assert.deepEqual(Object.keys(browser.storage), []);
    assert.deepEqual([[...browser.timers], [...browser.observers]], [[], []]);
  });

  it('given again it begins anew', async () => {
    const agent = start({ ...OPTIONS, consent: true });
    agent.consent(false);
    agent.consent(true);
    await browser.advance(5000);
    assert.deepEqual(verbs(browser.taken), ['viewed', 'heartbeat', 'heartbeat']);
  });

  it('refused at the start, what an earlier page left is forgotten', async () => {
    browser.navigator.onLine = false;
    start({ ...OPTIONS, consent: true });
    assert.equal(browser.waiting.length, 1);
    start({ ...OPTIONS, consent: false });
    assert.deepEqual(Object.keys(browser.storage), []);
  });

  it('not known at the start, what an earlier page left is kept until it is', async () => {
    browser.navigator.onLine = false;
    start({ ...OPTIONS, consent: true });
    const later = new Browser();
    later.storage = browser.storage;
    later.install();
    const agent = start(OPTIONS);
    await later.advance(60_000);
    assert.equal(later.requests.length, 0);
    agent.consent(true);
    await settled();
    assert.deepEqual(verbs(later.taken), ['viewed', 'viewed']);
  });
});

describe('a page', () => {
  /** @type {Browser} */
  let browser;

  beforeEach(() => {
    browser = new Browser();
  });

  const started = (more) => start({ ...OPTIONS, consent: true, ...more });

  it('is told with id, time, actor and name', async () => {
    started();
    await browser.advance(5000);
    const { id, context, ...statement } = browser.taken[0];
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(statement, {
      actor: ACTOR,
      timestamp: '2026-10-06T09:00:00.000Z',
      verb: { id: 'http://id.tincanapi.com/verb/viewed' },
      object: {
        id: 'https://lms.example.org/cells',
        definition: { type: 'https://w3id.org/xapi/acrossx/activities/webpage', name: { en: 'Cells' } },
      },
    });
    assert.equal(context.language, 'en');
    assert.deepEqual(Object.keys(context.extensions), [HEARTBEATS + 'extensions/heartbeatId']);
  });

  it('is called what the options say, in the context they give', async () => {
    const grouping = [{ id: 'https://lms.example.org/courses/7' }];
    const context = {
      registration: '6378ca6a-2bd3-499f-aa92-df79a2aae111',
      contextActivities: { grouping },
      extensions: { 'https://lms.example.org/ext/term': 'autumn' },
    };
    browser.document.documentElement.lang = '';
    started({ page: { id: 'https://lms.example.org/p/1', name: 'One' }, context });
    await browser.advance(5000);
    const [viewed] = browser.taken;
    assert.equal(viewed.object.id, 'https://lms.example.org/p/1');
    assert.deepEqual(viewed.object.definition.name, { und: 'One' });
    assert.equal(viewed.context.language, undefined);
    assert.equal(viewed.context.registration, context.registration);
    assert.deepEqual(viewed.context.contextActivities, { grouping });
    assert.deepEqual(Object.keys(viewed.context.extensions).sort(), [
      'https://learningtapestry.github.io/xapi/ssdn/collection/extensions/heartbeatId',
      'https://lms.example.org/ext/term',
    ]);
  });

  it('its heartbeats have one id and count up; the greatest is the time on page', async () => {
    started();
    await browser.advance(6000);
    browser.leave();
    await settled();
    const [ids, times] = [0, 1].map((i) => beats(browser.taken).map((beat) => beat[i]));
    assert.deepEqual(times, [2, 4, 6]);
    assert.equal(new Set(ids).size, 1);
    assert.equal(new Set(browser.taken.map(({ id }) => id)).size, 4);
  });

  it('only time in sight counts', async () => {
    started({ heartbeat: 15 });
    await browser.advance(4000);
    browser.show(false);
    await browser.advance(600_000);
    browser.show(true);
    await browser.advance(3000);
    browser.leave();
    await settled();
    assert.deepEqual(seconds(browser.taken), [4, 7]);
  });

  it('a machine that slept was not read from', async () => {
    started();
    await browser.advance(4000);
    browser.time += 8 * 3_600_000;
    await browser.advance(0);
    browser.leave();
    await settled();
    assert.ok(Math.max(...seconds(browser.taken)) <= 8, `${seconds(browser.taken)}`);
  });

  it('says nothing new where no second has passed', async () => {
    started();
    await browser.advance(300);
    browser.leave();
    await settled();
    assert.deepEqual(verbs(browser.taken), ['viewed']);
  });

  it('sends what it has when it goes out of sight', async () => {
    started();
    await browser.advance(1000);
    browser.show(false);
    await settled();
    assert.deepEqual(verbs(browser.taken), ['viewed', 'heartbeat']);
  });

  it('shown anew without a load, or from the cache, is another view', async () => {
    const agent = started();
    await browser.advance(2000);
    agent.view({ id: 'https://lms.example.org/p/2', name: 'Two' });
    await browser.advance(4000);
    browser.leave();
    browser.document.hidden = false;
    browser.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await browser.advance(5000);
    browser.leave();
    await settled();
    const pages = browser.taken.map(({ verb, object }) => [verb.id.split('/').pop(), object.id.slice(23)]);
    assert.deepEqual(pages.slice(0, 5), [
      ['viewed', '/cells'],
      ['heartbeat', '/cells'],
      ['viewed', '/p/2'],
      ['heartbeat', '/p/2'],
      ['heartbeat', '/p/2'],
    ]);
    assert.deepEqual(pages.slice(5).map(([verb]) => verb), ['viewed', 'heartbeat', 'heartbeat', 'heartbeat']);
    assert.equal(new Set(beats(browser.taken).map(([id]) => id)).size, 3);
  });

  it('may send statements of its own', async () => {
    const agent = started();
    const id = agent.send({
      verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
      object: { id: 'https://lms.example.org/q/1', definition: { name: { fr: 'Un' } } },
      result: { success: true },
    });
    agent.flush();
    await settled();
    const own = browser.taken[1];
    assert.equal(own.id, id);
    assert.deepEqual(own.object.definition.name, { fr: 'Un' });
    assert.deepEqual(own.actor, ACTOR);
    assert.deepEqual(own.result, { success: true });
  });

  for (const missing of ['endpoint', 'source', 'actor']) {
    it(`needs ${missing}`, () => {
      assert.throws(() => start({ ...OPTIONS, [missing]: undefined }), TypeError);
    });
  }
});
