/** An xAPI Agent: exactly one of its identifiers. */
export interface Actor {
  objectType?: 'Agent';
  name?: string;
  mbox?: string;
  mbox_sha1sum?: string;
  openid?: string;
  account?: { homePage: string; name: string };
}

export interface Page {
  /** IRI; default: the page's address without query and fragment. */
  id?: string;
  /** Default: the document's title. */
  name?: string;
}

export interface Options {
  /** Address of the node's collector, without a slash at its end. */
  endpoint: string;
  /** Id of the source that the statements come in by. */
  source: string;
  /** The source's secret: statements go to `/xapi/statements` instead of the beacon. Every visitor can read it. */
  secret?: string;
  /** Who acts. */
  actor: Actor;
  /** true: collect. false: refused, what waits is forgotten. Missing: not known yet, nothing is collected, what waits is kept. */
  consent?: boolean;
  page?: Page;
  /** xAPI context of every statement: registration, platform, contextActivities, extensions. */
  context?: Record<string, unknown>;
  /** Selector of the `<video>` elements to watch, default `video`; empty: none. */
  videos?: string;
  /** Share of a video, 0 to 1, that must have been seen for it to be completed, default 0.95. */
  threshold?: number;
  /** Seconds between two heartbeats, default 15. */
  heartbeat?: number;
  /** Seconds that a statement may wait for others, default 5. */
  interval?: number;
  /** Most statements of a request, default 50. */
  batch?: number;
  /** Most statements that wait, default 500; the oldest give way. */
  queue?: number;
}

export interface Agent {
  /** The learner agrees, or withdraws: then nothing more is collected and all that waits is forgotten. */
  consent(given: boolean): void;
  /** Another page is shown, without a load: the view before it ends. */
  view(page?: Page): void;
  /** Watches this `<video>` or `YT.Player` too. */
  video(player: HTMLVideoElement | object): void;
  /** Sends a statement of the page's own; `verb` and `object` suffice. Its id, or undefined without consent. */
  send(statement: Record<string, unknown>): string | undefined;
  /** Sends now what waits. */
  flush(): void;
}

/**
 * Collects from this page, once there is consent.
 *
 * @throws {TypeError} where endpoint, source or actor is missing
 */
export function start(options: Options): Agent;
