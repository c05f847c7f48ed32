const HOUR = 3_600_000;
const BYTES = 30_000; // of a request; of a page that is left browsers send 64 KiB
const REFUSED = [400, 409, 413, 415, 422]; // what is never taken

/** `crypto.randomUUID` is missing where there is no TLS. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Statements wait, each under a key of its own, until the node has answered for them. */
export function outbox({ endpoint, source, secret, batch, interval, queue }) {
  const url = endpoint + (secret ? '/xapi/statements' : '/beacon/' + source);
  const headers = secret
    ? {
        Authorization: 'Basic ' + btoa(`${source}:${secret}`),
        'Content-Type': 'application/json',
        'X-Experience-API-Version': '1.0.3',
      }
    : { 'Content-Type': 'text/plain' }; // needs no preflight
  const prefix = `nucleus ${source} ${endpoint} `;
  const pause = 'pause ' + prefix;
  const memory = new Map(); // where there is no storage
  const underWay = new Set();
  let storage;
  let [added, failures, until, count] = [0, 0, 0, batch];
  let timer;
  let stopped;
  try {
    storage = localStorage;
  } catch {}

  const get = (key) => memory.get(key) ?? storage?.getItem(key);
  const put = (key, text) => {
    try {
      storage.setItem(key, text);
    } catch {
      memory.set(key, text);
    }
  };
  const remove = (keys) =>
    keys.forEach((key) => {
      memory.delete(key);
      storage?.removeItem(key);
    });
  const waiting = () =>
    [...Object.keys(storage ?? {}), ...memory.keys()].filter((key) => key.startsWith(prefix)).sort();

  function next() {
    // The node remembers ids for 7 days.
    const tooOld = prefix + (Date.now() - 144 * HOUR).toString(36);
    remove(waiting().filter((key) => key < tooOld));
    const texts = new Map();
    let bytes = 0;
    for (const key of waiting()) {
      const text = underWay.has(key) ? '' : get(key) ?? '';
      bytes += new TextEncoder().encode(text).length + 1;
      if (texts.size === count || (texts.size && bytes > BYTES)) break;
      if (text) texts.set(key, text);
    }
    return texts;
  }

  function flush(leaving) {
    const now = Date.now();
    const asked = Number(get(pause) ?? 0);
    const wait = Math.max(until, asked > now + HOUR ? 0 : asked) - now;
    if (stopped || navigator.onLine === false || (underWay.size && !leaving)) return;
    clearTimeout(timer);
    if (wait > 0) return void (timer = setTimeout(flush, wait));
    timer = undefined;
    const texts = next();
    const body = `[${[...texts.values()]}]`;
    if (!texts.size) return;
    if (leaving && !secret && !('keepalive' in Request.prototype)) {
      // Without an answer the next page sends it again.
      navigator.sendBeacon(url, body);
    } else {
      post([...texts.keys()], body);
    }
  }

  async function post(keys, body) {
    keys.forEach((key) => underWay.add(key));
    const signal = AbortSignal.timeout?.(30_000);
    const options = { method: 'POST', body, headers, keepalive: true, credentials: 'omit', signal };
    const answer = await fetch(url, options).catch(() => undefined);
    keys.forEach((key) => underWay.delete(key));
    if (stopped) return;
    if (answer?.ok) {
      failures = 0;
      count = Math.min(batch, count * 2);
      remove(keys);
    } else if (!REFUSED.includes(answer?.status)) {
      backOff(answer?.headers.get('Retry-After'));
    } else if (keys.length > 1) {
      // Halve until the bad one is alone.
      count = Math.ceil(keys.length / 2);
    } else {
      remove(keys);
    }
    flush();
  }

  function backOff(retryAfter) {
    const now = Date.now();
    until = now + Math.min(300_000, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2);
    const asked = retryAfter >= 0 ? now + 1000 * retryAfter : Date.parse(retryAfter);
    if (retryAfter && asked) put(pause, Math.min(asked, now + HOUR));
  }

  return {
    flush,
    add(statement) {
      const order = Date.now().toString(36) + ((added++ % 46656) + 46656).toString(36);
      put(prefix + order + statement.id, JSON.stringify(statement));
      remove(waiting().slice(0, -queue));
      if (waiting().length - underWay.size >= batch) flush();
      else timer ??= setTimeout(flush, interval);
    },
    online() {
      until = 0;
      flush();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      remove([...waiting(), pause]);
    },
  };
}
