/** Tells a WebSub hub that the feeds have changed. */
import type { Post } from './post.ts'
import type { Receiver } from './receiver.ts'

/**
 * W3C WebSub leaves the request to publisher and hub. Hubs take that of PubSubHubbub 0.4 §7.1: a form with one `hub.url` for each topic that
 * has changed. @param topics the addresses of the feeds
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
