/** Sends announced days and changes to an address of the owner's choice, in the shape that it takes. */
import { createHmac } from 'node:crypto'
import type { Instant } from '../domain/civil-date.ts'
import type { StoredEvent, Timeline, Tombstone, Webhook } from '../domain/event.ts'
import { eventUrl, eventView, markedTitle } from '../domain/view.ts'
import { feedTitle } from '../feeds/frame.ts'
import { announcementIdentity, publicationIdentity } from '../feeds/identity.ts'
import { announcementOf } from './notifier.ts'
import type { Post } from './post.ts'
import type { Publication, Receiver } from './receiver.ts'

interface Notice {
  id: string
  type: 'anniversaries.announced' | 'events.changed'
  subject: string
  /** Plain text with the subject as its first line. */
  text: string
  data: object
}

export interface WebhookConfig {
  publicUrl: string
  now: () => Instant
  /** Signs requests to webhooks that accept JSON. */
  secret: () => Promise<string>
  post: Post
}

export function webhook({ url, kind = 'json' }: Webhook, config: WebhookConfig): Receiver {
  const { post, now, secret } = config
  return {
    address: url,
    async send(publication) {
      for (const notice of noticesOf(publication, config.publicUrl)) {
        const body = JSON.stringify(BODIES[kind](notice, now()))
        const headers = { 'content-type': 'application/json' }
        await post(url, {
          headers: kind === 'json' ? { ...headers, ...signature(notice.id, now(), body, await secret()) } : headers,
          body,
        })
      }
    },
  }
}

function noticesOf({ timeline, version, changes, hasMore, days }: Publication, publicUrl: string): Notice[] {
  const announced = days.map(({ date, highlights }): Notice => {
    const { subject, text, ...data } = announcementOf(date, { highlights, more: 0 }, timeline, publicUrl)
    return { id: announcementIdentity(timeline.namespace, date), type: 'anniversaries.announced', subject, text, data }
  })
  if (changes.length === 0) return announced
  const context = { timeline, publicUrl, language: timeline.languages[0]! }
  const subject = feedTitle('updates', context)
  const events = changes.map(change => changeOf(change, timeline, publicUrl))
  const lines = events.flatMap(({ title, url }) => (title === undefined ? [] : `- ${title}\n  ${url}`))
  return [
    ...announced,
    {
      id: publicationIdentity(timeline.namespace, version),
      type: 'events.changed',
      subject,
      text: [subject, ...lines].join('\n'),
      data: { version, events, hasMore },
    },
  ]
}

/** A title that stands alone shows its status, so that a claim never reads as a fact. */
function changeOf(change: StoredEvent | Tombstone, timeline: Timeline, publicUrl: string) {
  const context = { timeline, publicUrl, language: timeline.languages[0]! }
  const { id, revision } = change
  if ('deleted' in change) return { id, change: 'deleted' as const, url: eventUrl(id, context) }
  const view = eventView(change, context)
  const { status, attribution, url } = view
  return {
    id,
    change: revision === 1 ? ('added' as const) : ('corrected' as const),
    title: markedTitle(view),
    status,
    attribution,
    url,
  }
}

/** Discord refuses more: https://discord.com/developers/docs/resources/webhook#execute-webhook */
const MAX_DISCORD_CHARACTERS = 2_000

const BODIES: Record<NonNullable<Webhook['kind']>, (notice: Notice, at: Instant) => object> = {
  json: ({ id: _, text: __, ...notice }, timestamp) => ({ ...notice, timestamp }),
  /** https://docs.slack.dev/messaging/formatting-message-text */
  slack: ({ text }) => ({ text: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') }),
  /** Titles cannot mention users. */
  discord: ({ text }) => ({
    content:
      text.length > MAX_DISCORD_CHARACTERS ? `${text.slice(0, MAX_DISCORD_CHARACTERS - 1).toWellFormed()}…` : text,
    allowed_mentions: { parse: [] },
  }),
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function signature(id: string, at: Instant, body: string, secret: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const timestamp = String(Math.floor(Date.parse(at) / 1000))
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` }
}
