/** The publisher on a real store: hub and webhooks are notified of each version once, and again with the same ids when something failed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import type { Timeline } from '../../lambdas/domain/event.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { createPublisher } from '../../lambdas/functions/create-publisher.ts'
import { markAnniversaries } from '../../lambdas/jobs/mark-anniversaries.ts'
import { localStore } from '../../lib/local/config.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { aTimeline } from '../support/events.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { startWebhookServer, type WebhookServer } from '../support/webhook-server.ts'

const PUBLIC_URL = 'https://annals.example'
const SECRET = `whsec_${Buffer.from('a secret of the owner').toString('base64')}`
const MORNING = Date.parse('2026-07-14T00:05:00Z')

const CLAIM = anAuthoredEvent({
  id: 'a-claim',
  date: '2001-07-14',
  title: { en: 'They <all> left & stayed', ko: '모두 떠났다' },
  status: 'claimed',
  attribution: { en: 'A committee', ko: '어느 위원회' },
})

let store: TimelineStore
let server: WebhookServer
/** Milliseconds since 1970; waiting moves it on. */
let time: number
const now = (): Instant => instantOf(time)
const wait = async (milliseconds: number) => {
  time += milliseconds
}

beforeEach(async () => {
  store = await startTimelineStore()
  time = MORNING
  server.received.length = 0
  server.failures.length = 0
  return () => store.stop()
})
beforeAll(async () => {
  server = await startWebhookServer()
})
afterAll(() => server.stop())

const publish = () =>
  createPublisher({
    ...localStore(store.endpoint, now),
    tables: store.tables,
    publicUrl: PUBLIC_URL,
    webhookSecret: async () => SECRET,
    wait,
  })()

/** Loads a timeline with the receivers, and publishes its first version. */
async function loaded(receivers: Partial<Timeline>, events = [anAuthoredEvent()]) {
  const timeline = aTimeline(receivers)
  await store.load(contentsOf(events, { timeline }), now())
  await publish()
  server.received.length = 0
  return timeline
}
const json = () => ({ webhooks: [{ url: server.address('/json') }] })
const bodies = () => server.received.map(({ body }) => JSON.parse(body))

test('without hub and webhooks nothing is sent, or recorded', async () => {
  await loaded({})
  expect([await publish(), server.received]).toEqual([undefined, []])
})

describe('a hub', () => {
  test('is notified once of each version, with the address of every feed', async () => {
    await loaded({ hub: server.address('/hub') })
    await store.writer.put(CLAIM, 0, now())
    expect(await publish()).toMatchObject({ notified: 1 })
    expect(await publish()).toMatchObject({ notified: 0 })
    const [{ headers, body }, ...others] = server.received as [(typeof server.received)[0]]
    expect(others).toEqual([])
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    const form = new URLSearchParams(body)
    expect(form.getAll('hub.mode')).toEqual(['publish'])
    expect(form.getAll('hub.url')).toHaveLength(33)
    expect(form.getAll('hub.url')).toEqual(
      expect.arrayContaining([`${PUBLIC_URL}/feeds/updates.rss`, `${PUBLIC_URL}/feeds/anniversaries.atom?lang=ko`]),
    )
  })

  test('is notified when the version has settled, and of edits in between only once', async () => {
    await loaded({ hub: server.address('/hub') })
    await store.writer.put(CLAIM, 0, now())
    const edited = time
    const settling = createPublisher({
      ...localStore(store.endpoint, now),
      tables: store.tables,
      publicUrl: PUBLIC_URL,
      webhookSecret: async () => SECRET,
      wait: async milliseconds => {
        await wait(milliseconds)
        if (time < edited + 6_000) await store.writer.put(anAuthoredEvent({ id: 'another' }), 0, now())
      },
    })
    await settling()
    expect(server.received).toHaveLength(1)
    expect(time).toBeGreaterThanOrEqual(edited + 10_000)
    await publish()
    expect(server.received).toHaveLength(1)
  })

  test.each([
    ['answers 500', [500, 503, 429]],
    ['drops connections', [0, 0, 0]],
  ])('that %s three times gets the fourth attempt', async (_, failures) => {
    await loaded({ hub: server.address('/hub') })
    await store.writer.put(CLAIM, 0, now())
    server.failures.push(...failures)
    expect(await publish()).toMatchObject({ notified: 1 })
    expect(server.received).toHaveLength(4)
    expect(new Set(server.received.map(({ body }) => body)).size).toBe(1)
  })

  test('that refuses the message is not called again at once, and the error names its host alone', async () => {
    await loaded({ hub: server.address('/hub?secret=1') })
    await store.writer.put(CLAIM, 0, now())
    server.failures.push(404)
    await expect(publish()).rejects.toThrow(/^127\.0\.0\.1:\d+ answered 404$/)
    expect(server.received).toHaveLength(1)
    expect(await publish()).toMatchObject({ notified: 1 })
  })
})

describe('a webhook', () => {
  test('gets changes signed, with status and attribution of a claim', async () => {
    const { namespace } = await loaded(json())
    await store.writer.put(CLAIM, 0, now())
    await store.writer.delete('act-in-force', 1, now())
    await publish()
    const [{ headers, body }, ...others] = server.received as [(typeof server.received)[0]]
    expect(others).toEqual([])
    expect(namespace).toMatch(/-/)
    expect(headers['webhook-id']).toMatch(/^urn:uuid:/)
    const url = `${PUBLIC_URL}/events/a-claim`
    expect(JSON.parse(body)).toEqual({
      type: 'events.changed',
      timestamp: now(),
      subject: expect.stringContaining('A timeline'),
      data: {
        version: expect.any(String),
        hasMore: false,
        events: [
          { id: 'act-in-force', change: 'deleted', url: `${PUBLIC_URL}/events/act-in-force` },
          {
            id: 'a-claim',
            change: 'added',
            title: '[Claimed] They <all> left & stayed',
            status: 'claimed',
            attribution: 'A committee',
            url,
          },
        ],
      },
    })
    const signed = headers as Record<string, string>
    const inTime = { ...signed, 'webhook-timestamp': signed['webhook-timestamp']! }
    expect(verified(body, inTime)).toBe(true)
    expect(verified(`${body} `, inTime)).toBe(false)
  })

  test('gets each announced day once', async () => {
    await loaded(json(), [CLAIM])
    const { events, highlights } = store
    const services = { events, highlights, notifier: { notify: async () => {} }, publicUrl: PUBLIC_URL, now }
    await markAnniversaries(services, aTimeline(), '2026-07-13')
    await publish()
    time += 86_400_000
    await markAnniversaries(services, aTimeline(), '2026-07-14')
    await publish()
    await publish()
    expect(bodies()).toMatchObject([
      {
        type: 'anniversaries.announced',
        data: { date: '2026-07-14', occurrences: [{ eventId: 'a-claim', years: 25 }] },
      },
    ])
  })

  test.each(['slack', 'discord'] as const)(
    'of kind %s gets a text in its shape, without mentions and markup',
    async kind => {
      await loaded({ webhooks: [{ url: server.address('/chat'), kind }] })
      await store.writer.put(CLAIM, 0, now())
      await publish()
      const [body] = bodies()
      const text = body.text ?? body.content
      expect(text).toContain(kind === 'slack' ? '[Claimed] They &lt;all&gt; left &amp; stayed' : '[Claimed] They <all>')
      expect(Object.keys(body)).toEqual(kind === 'slack' ? ['text'] : ['content', 'allowed_mentions'])
      expect(server.received[0]!.headers).not.toHaveProperty('webhook-signature')
    },
  )

  test('that is down blocks no other, and later gets the same content under the same id', async () => {
    await loaded({ webhooks: [{ url: server.address('/down') }], hub: 'http://127.0.0.1:9/hub' }).catch(() => {})
    await store.writer.put(CLAIM, 0, now())
    await expect(publish()).rejects.toThrow('127.0.0.1:9')
    expect(server.received.map(({ path }) => path)).toEqual(['/down'])
    const [first] = server.received
    await expect(publish()).rejects.toThrow('127.0.0.1:9')
    expect(server.received).toEqual([first])
  })

  test('gets the same id again when the process died before recording it', async () => {
    await loaded(json())
    await store.writer.put(CLAIM, 0, now())
    server.failures.push(400)
    await expect(publish()).rejects.toThrow('answered 400')
    await publish()
    const ids = server.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })
})

/** The reference library compares the time with the clock, which is somewhere else. */
function verified(body: string, headers: Record<string, string>): boolean {
  const real = Date.now
  Date.now = () => time
  try {
    new Webhook(SECRET).verify(body, headers)
    return true
  } catch {
    return false
  } finally {
    Date.now = real
  }
}
