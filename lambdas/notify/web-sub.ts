/** Notifies a WebSub hub that the feeds have changed. */
import type { Post } from './post.ts'
import type { Receiver } from './receiver.ts'

/**
 * Hubs take the request of PubSubHubbub 0.4 §7.1, which W3C WebSub leaves open: a form with a `hub.url` for each topic that has changed.
 */
export const webSubHub = (address: string, topics: readonly string[], post: Post): Receiver => ({
  address,
  send: () =>
    post(address, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([
        ['hub.mode', 'publish'],
        ...topics.map((topic): [string, string] => ['hub.url', topic]),
      ]).toString(),
    }),
})
