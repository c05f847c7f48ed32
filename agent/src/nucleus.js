import { outbox, uuid } from './outbox.js';
import { watch } from './video.js';

const HEARTBEATS = 'https://learningtapestry.github.io/xapi/ssdn/collection/';

/** Tells a view of a page, then by heartbeats how long it has been visible. */
function pageView(send, { id, name }, interval) {
  const heartbeatId = uuid();
  let [since, visible, spent, told] = [performance.now(), !document.hidden, 0, 0];
  const tell = (verb, timeSpentOnPage) =>
    send({
      verb: { id: verb },
      object: { id, definition: { type: 'https://w3id.org/xapi/acrossx/activities/webpage', name } },
      context: {
        extensions: {
          [HEARTBEATS + 'extensions/heartbeatId']: heartbeatId,
          [HEARTBEATS + 'extensions/timeSpentOnPage']: timeSpentOnPage,
        },
      },
    });
  const beat = () => {
    const now = performance.now();
    // A longer gap is a machine that slept.
    if (visible) spent += Math.min(now - since, 2 * interval);
    [since, visible] = [now, !document.hidden];
    const seconds = Math.round(spent / 1000);
    if (seconds > told) tell(HEARTBEATS + 'verbs/heartbeat', (told = seconds));
  };
  tell('http://id.tincanapi.com/verb/viewed');
  const timer = setInterval(beat, interval);
  return { beat, stop: () => clearInterval(timer) };
}

/** Options: nucleus.d.ts. */
export function start({
  endpoint,
  source,
  secret,
  actor,
  consent,
  page,
  context,
  videos = 'video',
  threshold = 0.95,
  heartbeat = 15,
  interval = 5,
  batch = 50,
  queue = 500,
}) {
  if (!endpoint || !source || !actor) throw new TypeError('nucleus: endpoint, source and actor are required');
  const open = () => outbox({ endpoint, source, secret, batch, interval: interval * 1000, queue });
  const language = document.documentElement.lang || undefined;
  const here = location.origin + location.pathname;
  const players = new Set();
  let collecting;

  // Members that are undefined vanish in JSON.
  function complete({ object, context: own, ...statement }) {
    const { name } = object?.definition ?? {};
    const definition = { ...object?.definition, name: { [language ?? 'und']: name } };
    return {
      id: uuid(),
      actor,
      timestamp: new Date().toISOString(),
      ...statement,
      object: typeof name === 'string' ? { ...object, definition } : object,
      context: {
        language,
        ...context,
        ...own,
        contextActivities: { ...context?.contextActivities, ...own?.contextActivities },
        extensions: { ...context?.extensions, ...own?.extensions },
      },
    };
  }

  function collect() {
    const ended = new AbortController();
    const { signal } = ended;
    const box = open();
    const watched = new Map();
    box.flush();
    const send = (statement) => {
      if (signal.aborted) return undefined;
      const full = complete(statement);
      box.add(full);
      return full.id;
    };
    const viewOf = (shown) =>
      pageView(send, { id: here, name: document.title || undefined, ...shown }, heartbeat * 1000);
    let current = viewOf(page);
    const view = (shown) => {
      current.beat();
      current.stop();
      current = viewOf(shown);
    };
    const video = (player) => {
      if (!watched.has(player)) watched.set(player, watch(player, send, threshold, signal));
    };
    const scan = () => {
      watched.forEach((end, player) => player.isConnected === false && end());
      if (videos) document.querySelectorAll(videos).forEach(video);
    };
    const observer = new MutationObserver(scan);
    observer.observe(document, { childList: true, subtree: true });
    scan();
    players.forEach(video);

    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    on(document, 'visibilitychange', () => {
      current.beat();
      box.flush(document.hidden);
    });
    on(window, 'pagehide', () => {
      current.beat();
      watched.forEach((end) => end());
      box.flush(true);
    });
    on(window, 'pageshow', ({ persisted }) => persisted && view(page));
    on(window, 'online', box.online);

    const stop = () => {
      ended.abort();
      observer.disconnect();
      current.stop();
      box.stop();
    };
    return { send, video, view, flush: box.flush, stop };
  }

  const agent = {
    consent(given) {
      if (given) return void (collecting ??= collect());
      (collecting ?? open()).stop();
      collecting = undefined;
    },
    view: (shown) => collecting?.view(shown),
    video(player) {
      players.add(player);
      collecting?.video(player);
    },
    send: (statement) => collecting?.send(statement),
    flush: () => collecting?.flush(),
  };
  if (consent !== undefined) agent.consent(consent);
  return agent;
}
