import { uuid } from './outbox.js';

const PROFILE = 'https://w3id.org/xapi/video';
const ADL = 'http://adlnet.gov/expapi/verbs/';
const [ENDED, PLAYING, PAUSED] = [0, 1, 2]; // YouTube

const exact = (seconds) => Math.round(seconds * 1000) / 1000;

const extensions = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${PROFILE}/extensions/${name}`, value]));

const describe = (player) => {
  if (!player.localName) {
    const id = player.getVideoUrl().replace(/^([^?]*).*?[?&](v=[^&#]*).*$/, '$1?$2');
    return { id, name: player.getVideoData?.().title };
  }
  const here = `${location.origin}${location.pathname}#${player.id || 'video'}`;
  const id = player.dataset.id ?? /^http[^?#]*/.exec(player.currentSrc)?.[0] ?? here;
  return { id, name: player.title || undefined };
};

/** Tells a video's sessions by the xAPI video profile 1.0; positions are seconds. */
class Watch {
  constructor(player, send, threshold) {
    Object.assign(this, { player, send, threshold, last: 0 });
  }

  ready() {
    if (this.session) return;
    this.parts = []; // played
    this.from = undefined; // of the part now playing
    this.completed = false;
    this.shown = describe(this.player);
    this.session = uuid();
    this.tell(ADL + 'initialized', undefined, this.session);
  }

  play(at) {
    this.ready();
    if (this.from !== undefined) return;
    this.from = this.last = at;
    this.tell(PROFILE + '/verbs/played', { extensions: extensions({ time: exact(at) }) });
  }

  pause(at) {
    if (this.from === undefined) return;
    this.tick(at);
    this.close();
    this.tell(PROFILE + '/verbs/paused', this.seen());
  }

  seek(to) {
    this.ready();
    const range = { 'time-from': exact(this.last), 'time-to': exact(to) };
    const playing = this.from !== undefined;
    this.close();
    if (playing) this.from = to;
    this.last = to;
    this.tell(PROFILE + '/verbs/seeked', { extensions: extensions(range) });
  }

  tick(at) {
    this.last = at;
    if (this.from === undefined || this.completed || !(this.progress() >= this.threshold)) return;
    this.completed = true;
    const watched = this.played().reduce((sum, [from, to]) => sum + to - from, 0);
    this.tell(ADL + 'completed', { ...this.seen(), completion: true, duration: `PT${exact(watched)}S` });
  }

  end() {
    if (!this.session) return;
    this.pause(this.last);
    this.tell(ADL + 'terminated', this.seen());
    this.session = undefined;
  }

  close() {
    this.parts = this.played();
    this.from = undefined;
  }

  played() {
    return this.from < this.last ? [...this.parts, [this.from, this.last]] : this.parts;
  }

  /** 0: not known. */
  length() {
    const seconds = this.player.duration ?? this.player.getDuration();
    return seconds < Infinity ? seconds : 0;
  }

  progress() {
    let [end, seen] = [0, 0];
    for (const [from, to] of [...this.played()].sort(([a], [b]) => a - b)) {
      seen += Math.max(0, to - Math.max(from, end));
      end = Math.max(end, to);
    }
    return this.length() ? exact(Math.min(1, seen / this.length())) : undefined;
  }

  seen() {
    return {
      extensions: extensions({
        time: exact(this.last),
        progress: this.progress(),
        'played-segments': this.played().map((part) => part.map(exact).join('[.]')).join('[,]'),
      }),
    };
  }

  tell(verb, result, id = uuid()) {
    const { id: video, name } = this.shown;
    this.send({
      id,
      verb: { id: verb },
      object: { id: video, definition: { type: PROFILE + '/activity-type/video', name } },
      result,
      context: {
        contextActivities: { category: [{ id: PROFILE }] },
        extensions: extensions({
          'session-id': this.session,
          length: exact(this.length()) || undefined,
          'completion-threshold': this.threshold,
        }),
      },
    });
  }
}

function html5(element, watch, signal) {
  let seeking = element.seeking;
  const ready = () => element.readyState && watch.ready();
  const play = () => seeking || element.paused || watch.play(element.currentTime);
  const on = {
    loadedmetadata: ready,
    play,
    pause: () => watch.pause(seeking ? watch.last : element.currentTime),
    timeupdate: () => seeking || watch.tick(element.currentTime),
    seeking: () => (seeking = true),
    seeked() {
      seeking = false;
      watch.seek(element.currentTime);
      play();
    },
    emptied() {
      seeking = false;
      watch.end();
    },
  };
  for (const type in on) element.addEventListener(type, on[type], { signal });
  watch.last = element.currentTime;
  ready();
  play();
}

// YouTube tells no seeks: a position that moved otherwise than time did.
function youtube(player, watch, signal) {
  let asked;
  const look = () => {
    const [at, now] = [player.getCurrentTime(), performance.now()];
    if (watch.session && watch.shown.id !== describe(player).id) watch.end();
    if (!watch.session) watch.last = at;
    if (player.getDuration()) watch.ready();
    const moved = watch.from === undefined ? 0 : ((now - asked) / 1000) * player.getPlaybackRate();
    asked = now;
    if (at < watch.last - 1 || at > watch.last + moved + 1) watch.seek(at);
    else watch.tick(at);
  };
  const change = ({ data }) => {
    look();
    if (data === PLAYING) watch.play(watch.last);
    if (data === PAUSED || data === ENDED) watch.pause(watch.last);
  };
  const begin = () => signal.aborted || change({ data: player.getPlayerState() });
  const timer = setInterval(() => watch.from === undefined || look(), 500);
  player.addEventListener('onStateChange', change);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    player.removeEventListener('onStateChange', change);
  });
  if (player.getVideoUrl) begin();
  else player.addEventListener('onReady', begin);
}

/** Watches a `<video>` or `YT.Player` until `signal`; returns what ends its session. */
export function watch(player, send, threshold, signal) {
  const one = new Watch(player, send, threshold);
  (player.localName ? html5 : youtube)(player, one, signal);
  return () => one.end();
}
