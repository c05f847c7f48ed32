import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { start } from '../src/nucleus.js';
import { Browser, settled } from './browser.js';

const PROFILE = 'https://w3id.org/xapi/video';
const OPTIONS = {
  endpoint: 'https://node.example.org',
  source: 'pages',
  actor: { mbox: 'mailto:ada@school.example' },
  consent: true,
  heartbeat: 3600,
};

/** A `<video>` whose events come in the order that HTML prescribes. */
class FakeVideo extends EventTarget {
  localName = 'video';
  id = '';
  title = 'Mitosis';
  dataset = {};
  currentSrc = 'https://media.example.org/mitosis.webm?token=1';
  isConnected = true;
  readyState = 1;
  duration = 100;
  currentTime = 0;
  paused = true;
  seeking = false;

  tell(...types) {
    types.forEach((type) => this.dispatchEvent(new Event(type)));
  }

  play() {
    this.paused = false;
    this.tell('play', 'playing');
  }

  pause() {
    this.paused = true;
    this.tell('timeupdate', 'pause');
  }

  /** Plays on to a position, telling every quarter of a second. */
  run(to) {
    while (this.currentTime < to) {
      this.currentTime = Math.min(to, this.currentTime + 0.25);
      this.tell('timeupdate');
    }
    if (to === this.duration) {
      this.pause();
      this.tell('ended');
    }
  }

  seek(to) {
    this.currentTime = to;
    this.tell('seeking', 'timeupdate', 'seeked');
  }
}

/** A player of YouTube's IFrame API: its methods appear when it is ready. */
class FakePlayer {
  url = 'https://www.youtube.com/watch?t=3&v=M7lc1UVf-VE';
  at = 0;
  length = 60;
  state = 5;
  rate = 1;
  listeners = { onReady: new Set(), onStateChange: new Set() };

  addEventListener(type, listener) {
    this.listeners[type].add(listener);
  }

  removeEventListener(type, listener) {
    this.listeners[type].delete(listener);
  }

  ready() {
    Object.assign(this, {
      getVideoUrl: () => this.url,
      getVideoData: () => ({ title: 'Cells' }),
      getDuration: () => this.length,
      getCurrentTime: () => this.at,
      getPlaybackRate: () => this.rate,
      getPlayerState: () => this.state,
    });
    this.listeners.onReady.forEach((listener) => listener({}));
    return this;
  }

  become(state) {
    this.state = state;
    this.listeners.onStateChange.forEach((listener) => listener({ data: state }));
  }
}

const short = (extensions = {}) =>
  Object.fromEntries(Object.entries(extensions).map(([iri, value]) => [iri.slice(`${PROFILE}/extensions/`.length), value]));

/** Verb and result of every statement about a video. */
const told = (browser) =>
  browser.taken
    .filter(({ object }) => object.definition.type === `${PROFILE}/activity-type/video`)
    .map(({ verb, result }) => {
      const { extensions, ...more } = result ?? {};
      return [verb.id.split('/').pop(), ...(result ? [{ ...short(extensions), ...more }] : [])];
    });

describe('a <video>', () => {
  /** @type {Browser} */
  let browser;
  /** @type {FakeVideo} */
  let video;

  beforeEach(() => {
    browser = new Browser();
    video = new FakeVideo();
    browser.document.videos.push(video);
  });

  const seen = (time, progress, segments) => ({ time, progress, 'played-segments': segments });

  it('is told from initialized to terminated as the video profile says', async () => {
    start(OPTIONS);
    video.play();
    video.run(10);
    video.pause();
    video.seek(50);
    video.play();
    video.run(60);
    browser.leave();
    await settled();
    assert.deepEqual(told(browser), [
      ['initialized'],
      ['played', { time: 0 }],
      ['paused', seen(10, 0.1, '0[.]10')],
      ['seeked', { 'time-from': 10, 'time-to': 50 }],
      ['played', { time: 50 }],
      ['paused', seen(60, 0.2, '0[.]10[,]50[.]60')],
      ['terminated', seen(60, 0.2, '0[.]10[,]50[.]60')],
    ]);
  });

  it('has an object, a session and a length', async () => {
    start(OPTIONS);
    video.play();
    browser.leave();
    await settled();
    const [initialized, ...others] = browser.taken.slice(1);
    assert.deepEqual(initialized.object, {
      id: 'https://media.example.org/mitosis.webm',
      definition: { type: `${PROFILE}/activity-type/video`, name: { en: 'Mitosis' } },
    });
    assert.equal(others.length, 3);
    for (const { context, timestamp } of [initialized, ...others]) {
      assert.deepEqual(short(context.extensions), {
        'session-id': initialized.id,
        length: 100,
        'completion-threshold': 0.95,
      });
      assert.deepEqual(context.contextActivities, { category: [{ id: PROFILE }] });
      assert.equal(timestamp, '2026-10-06T09:00:00.000Z');
    }
  });

  it('is completed once, when enough parts were seen at least once', async () => {
    start({ ...OPTIONS, threshold: 0.5 });
    video.play();
    video.run(30);
    video.seek(0);
    video.run(30);
    video.seek(80);
    video.run(100);
    await browser.advance(5000);
    assert.deepEqual(told(browser).slice(1), [
      ['played', { time: 0 }],
      ['seeked', { 'time-from': 30, 'time-to': 0 }],
      ['seeked', { 'time-from': 30, 'time-to': 80 }],
      ['completed', { ...seen(100, 0.5, '0[.]30[,]0[.]30[,]80[.]100'), completion: true, duration: 'PT80S' }],
      ['paused', seen(100, 0.5, '0[.]30[,]0[.]30[,]80[.]100')],
    ]);
  });

  it('played again from its end is sought, then played', async () => {
    start(OPTIONS);
    video.seek(99);
    video.play();
    video.run(100);
    video.currentTime = 0;
    video.paused = false;
    video.tell('seeking', 'play', 'playing', 'seeked');
    await browser.advance(5000);
    assert.deepEqual(told(browser).slice(1).map(([verb, { time }]) => [verb, time]), [
      ['seeked', undefined],
      ['played', 99],
      ['paused', 100],
      ['seeked', undefined],
      ['played', 0],
    ]);
  });

  it('dragged along is sought once, from where it was', async () => {
    start(OPTIONS);
    video.play();
    video.run(5);
    for (const position of [20, 30, 42.0004]) {
      video.currentTime = position;
      video.tell('seeking', 'timeupdate');
    }
    video.paused = true;
    video.tell('pause', 'seeked');
    await browser.advance(5000);
    assert.deepEqual(told(browser).slice(2), [
      ['paused', seen(5, 0.05, '0[.]5')],
      ['seeked', { 'time-from': 5, 'time-to': 42 }],
    ]);
  });

  it('of unknown length has no progress and is never completed', async () => {
    video.duration = Infinity;
    start(OPTIONS);
    video.play();
    video.run(500);
    video.pause();
    await browser.advance(5000);
    assert.deepEqual(told(browser).slice(1), [
      ['played', { time: 0 }],
      ['paused', { time: 500, 'played-segments': '0[.]500' }],
    ]);
    assert.equal(`${PROFILE}/extensions/length` in browser.taken[1].context.extensions, false);
  });

  it('with another source is another session', async () => {
    start(OPTIONS);
    video.play();
    video.run(1);
    video.currentSrc = 'https://media.example.org/meiosis.webm';
    video.currentTime = 0;
    video.tell('emptied', 'loadedmetadata');
    video.run(1);
    await browser.advance(5000);
    assert.deepEqual(browser.taken.slice(1).map(({ verb, object }) => [verb.id.split('/').pop(), object.id.split('/').pop()]), [
      ['initialized', 'mitosis.webm'],
      ['played', 'mitosis.webm'],
      ['paused', 'mitosis.webm'],
      ['terminated', 'mitosis.webm'],
      ['initialized', 'meiosis.webm'],
    ]);
  });

  it('that comes late is found, and that goes is terminated', async () => {
    browser.document.videos = [];
    start(OPTIONS);
    browser.document.videos.push(video);
    browser.changed();
    video.play();
    video.isConnected = false;
    browser.document.videos = [];
    browser.changed();
    browser.changed();
    await browser.advance(5000);
    assert.deepEqual(told(browser).map(([verb]) => verb), ['initialized', 'played', 'paused', 'terminated']);
  });

  it('already playing when consent comes is told from there', async () => {
    const agent = start({ ...OPTIONS, consent: undefined });
    video.play();
    video.run(30);
    agent.consent(true);
    video.run(40);
    video.pause();
    await browser.advance(5000);
    assert.deepEqual(told(browser).slice(1), [
      ['played', { time: 30 }],
      ['paused', seen(40, 0.1, '30[.]40')],
    ]);
  });

  it('after consent was withdrawn is told no more', async () => {
    const agent = start(OPTIONS);
    video.play();
    agent.consent(false);
    video.run(40);
    video.pause();
    browser.leave();
    await browser.advance(5000);
    assert.deepEqual(browser.requests, []);
  });

  it('is named by its attributes, or the page where its source is no address', async () => {
    const [named, streamed] = [new FakeVideo(), new FakeVideo()];
    named.dataset.id = 'https://media.example.org/v/7';
    Object.assign(streamed, { currentSrc: 'blob:https://lms.example.org/0b', id: 'lecture', title: '' });
    browser.document.videos.push(named, streamed);
    start(OPTIONS);
    await browser.advance(5000);
    assert.deepEqual(browser.taken.slice(2).map(({ object }) => [object.id, object.definition.name]), [
      ['https://media.example.org/v/7', { en: 'Mitosis' }],
      ['https://lms.example.org/cells#lecture', undefined],
    ]);
  });

  it('is left alone where the page watches none', async () => {
    start({ ...OPTIONS, videos: '' });
    video.play();
    await browser.advance(5000);
    assert.deepEqual(told(browser), []);
  });
});

describe('a YouTube player', () => {
  /** @type {Browser} */
  let browser;
  /** @type {FakePlayer} */
  let player;

  beforeEach(() => {
    browser = new Browser();
    player = new FakePlayer();
  });

  /** Plays on in step with the clock, asking nobody. */
  const run = async (seconds) => {
    for (let quarters = 0; quarters < seconds * 4; quarters++) {
      await browser.advance(250);
      player.at += 0.25 * player.rate;
    }
  };
  const round = ([verb, result]) => [verb, ...(result ? [Math.round(result.time ?? result['time-to'])] : [])];

  it('is told like a <video>, its seeks by where it is', async () => {
    const agent = start(OPTIONS);
    agent.video(player);
    player.ready();
    player.become(1);
    await run(10);
    player.at = 40;
    await run(5);
    player.become(2);
    player.at = 20;
    player.become(1);
    await run(2);
    browser.leave();
    await settled();
    assert.deepEqual(told(browser).map(round), [
      ['initialized'],
      ['played', 0],
      ['seeked', 40],
      ['paused', 45],
      ['seeked', 20],
      ['played', 20],
      ['paused', 22],
      ['terminated', 22],
    ]);
    assert.equal(browser.taken[1].object.id, 'https://www.youtube.com/watch?v=M7lc1UVf-VE');
    assert.deepEqual(browser.taken[1].object.definition.name, { en: 'Cells' });
  });

  it('at double speed does not seek, and is completed at its end', async () => {
    player.rate = 2;
    const agent = start(OPTIONS);
    agent.video(player.ready());
    player.become(1);
    await run(30);
    player.become(0);
    await browser.advance(5000);
    assert.deepEqual(told(browser).map(([verb]) => verb), ['initialized', 'played', 'completed', 'paused']);
  });

  it('that shows the next video begins a session', async () => {
    const agent = start(OPTIONS);
    agent.video(player.ready());
    player.become(1);
    await run(2);
    player.url = 'https://www.youtube.com/watch?v=next';
    player.at = 0;
    player.become(-1);
    player.become(1);
    await browser.advance(5000);
    assert.deepEqual(browser.taken.slice(1).map(({ verb, object }) => [verb.id.split('/').pop(), object.id.split('=')[1]]), [
      ['initialized', 'M7lc1UVf-VE'],
      ['played', 'M7lc1UVf-VE'],
      ['paused', 'M7lc1UVf-VE'],
      ['terminated', 'M7lc1UVf-VE'],
      ['initialized', 'next'],
      ['played', 'next'],
    ]);
  });

  it('handed over before consent is watched from then on, and let go when it is withdrawn', async () => {
    const agent = start({ ...OPTIONS, consent: undefined });
    agent.video(player.ready());
    player.become(1);
    await run(5);
    assert.equal(player.listeners.onStateChange.size, 0);
    agent.consent(true);
    await browser.advance(5000);
    assert.deepEqual(told(browser).map(round), [['initialized'], ['played', 5]]);
    agent.consent(false);
    assert.equal(player.listeners.onStateChange.size, 0);
    assert.equal(browser.timers.size, 0);
  });
});
