/** Searching the timeline over HTTP: what is found, in which order, narrowed and page by page, and that it is never out of date. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import {
  ANEW,
  hostTime,
  moveClock,
  STARTING_MILLISECONDS,
  startTestHost,
  type TestHost,
} from '../support/local-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost({ headers: ANEW })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

// biome-ignore lint/suspicious/noExplicitAny: views of events
async function found(query: Record<string, string>): Promise<any[]> {
  const answer = await host.get(`/v1/events?limit=100&${new URLSearchParams(query)}`)
  expect([query, answer.status]).toEqual([query, 200])
  return answer.json().data
}
const ids = (events: { id: string }[]) => events.map(({ id }) => id)

describe('a search', () => {
  test.each(['하나원', 'Hanawon', 'hanawon'])('for %s finds the few events about it', async q => {
    const events = await found({ q })
    expect(events.length).toBeGreaterThan(2)
    expect(events.length).toBeLessThan(30)
    for (const { id } of events.slice(0, 3)) {
      const inBoth = [await host.get(`/v1/events/${id}`), await host.get(`/v1/events/${id}?lang=ko`)]
      expect(inBoth.map(({ text }) => text).join()).toMatch(/hanawon|하나원/i)
    }
  })

  test('finds the same in a language other than that of the shown texts', async () => {
    expect(ids(await found({ q: '하나원', lang: 'ko' }))).toEqual(ids(await found({ q: '하나원', lang: 'en' })))
  })

  test('for an unknown word finds nothing', async () => {
    expect(await found({ q: 'xyzzyqwv' })).toEqual([])
  })

  test('in the order of time has the same events, earliest or latest first', async () => {
    const best = await found({ q: 'defectors' })
    const earliest = await found({ q: 'defectors', sort: 'time' })
    expect(earliest.length).toBeGreaterThan(20)
    expect(earliest.length).toBeLessThan(100)
    expect(ids(earliest).sort()).toEqual(ids(best).sort())
    const starts = earliest.map(({ date }) => date.start)
    expect(starts).toEqual([...starts].sort())
    expect(ids(await found({ q: 'defectors', sort: 'time', order: 'desc' }))).toEqual(ids(earliest).reverse())
  })

  test.each([
    ['category', 'law', (event: { category: { id: string } }) => event.category.id === 'law'],
    ['status', 'claimed', (event: { status: string }) => event.status === 'claimed'],
    ['minSignificance', '4', (event: { significance: number }) => event.significance >= 4],
    ['from', '2015', (event: { date: { end: string } }) => event.date.end >= '2015'],
    ['to', '2004-06', (event: { date: { start: string } }) => event.date.start <= '2004-06-30'],
  ])('is narrowed by %s=%s', async (name, value, matches) => {
    const all = await found({ q: 'defectors' })
    const narrowed = await found({ q: 'defectors', [name]: value })
    expect(ids(narrowed)).toEqual(ids(all.filter(event => matches(event as never))))
    expect(narrowed.length).toBeGreaterThan(0)
    expect(narrowed.length).toBeLessThan(all.length)
  })

  test('comes page by page, each event once', async () => {
    const whole = ids(await found({ q: 'defectors' }))
    const pages: string[][] = []
    let cursor: string | null = null
    do {
      const query = new URLSearchParams({ q: 'defectors', limit: '7', ...(cursor !== null && { cursor }) })
      const { data, next }: { data: { id: string }[]; next: string | null } = (
        await host.get(`/v1/events?${query}`)
      ).json()
      pages.push(ids(data))
      cursor = next
    } while (cursor !== null)
    expect(pages.flat()).toEqual(whole)
    expect(pages.slice(0, -1).every(page => page.length === 7)).toBe(true)
  })

  test('for an unknown value is refused as a list is', async () => {
    expect((await host.get('/v1/events?q=law&tag=no-such-tag')).json()).toMatchObject({ status: 400, parameter: 'tag' })
  })
})

describe('a changed event', () => {
  const writer = () => eventWriter(host.store)

  test('is found, or no longer found, at once and after the change has settled', async () => {
    const event = anAuthoredEvent({ id: 'quokka', title: { en: 'A quokka is seen' }, summary: { en: 'Once.' } })
    await writer().put(event, 0, hostTime())
    expect(ids(await found({ q: 'quokka' }))).toEqual(['quokka'])
    moveClock(30)
    expect(ids(await found({ q: 'quokka' }))).toEqual(['quokka'])
    await writer().put({ ...event, title: { en: 'A wombat is seen' } }, 1, hostTime())
    expect(ids(await found({ q: 'quokka' }))).toEqual([])
    expect(ids(await found({ q: 'wombat' }))).toEqual(['quokka'])
    await writer().delete('quokka', 2, hostTime())
    expect(ids(await found({ q: 'wombat' }))).toEqual([])
  })
})

test('a timeline is read once while no event changes', async () => {
  moveClock(120)
  await found({ q: 'law' })
  host.tap.reset()
  await found({ q: 'policy' })
  expect(host.tap.calls.flatMap(({ access }) => access)).not.toContain('events/byChange:Query')
})

describe('the pages of a search', () => {
  interface List {
    data: { id: string }[]
    next: string | null
    total: number
  }
  const page = async (query: Record<string, string>): Promise<List> =>
    (await host.get(`/v1/events?${new URLSearchParams({ q: 'defectors', limit: '7', ...query })}`)).json()
  const stored = async (id: string) => (await eventReader(host.store).event(id)) as StoredEvent

  test.each<Record<string, string>>([{ sort: 'relevance' }, { sort: 'time' }, { sort: 'time', order: 'desc' }])(
    'of %j hold together while one event is added before them, one deleted, and the last one shown rewritten',
    async query => {
      const first = await page(query)
      const gone = first.data[0]!.id
      const last = first.data.at(-1)!.id
      const whole = await page({ ...query, limit: '100' })
      expect([first.total, whole.data.length]).toEqual([whole.total, whole.total])

      const writer = eventWriter(host.store)
      const added = {
        id: `new-${gone}`,
        date: query.order ? '2025-12-31' : '1990',
        title: { en: 'Defectors, defectors' },
      }
      await writer.put(anAuthoredEvent(added), 0, hostTime())
      await writer.delete(gone, (await stored(gone)).revision, hostTime())
      const { revision, createdAt: _, updatedAt: __, ...rewritten } = await stored(last)
      await writer.put({ ...rewritten, summary: { en: 'Defectors, defectors, defectors' } }, revision, hostTime())

      const following: string[] = []
      for (let { next } = first; next !== null; ) {
        const second = await page({ ...query, cursor: next })
        following.push(...ids(second.data))
        next = second.next
      }
      const before = ids(whole.data)
      expect(following).toEqual(before.slice(before.indexOf(last) + 1))
    },
  )
})

describe('the page of a search', () => {
  test('takes the filters of the timeline, and keeps them from page to page', async () => {
    const { data } = (await host.get('/v1/events?q=defectors&minSignificance=2&limit=100')).json()
    const { text } = await host.get('/search?q=defectors&minSignificance=2')
    expect(text).toContain(`${data.length} events for “defectors”`)
    expect(data.length).toBeGreaterThan(20)
    expect(text).toMatch(/href="\/search\?minSignificance=2&amp;q=defectors&amp;cursor=/)
  })

  test.each([
    ['/search?q=defectors+July+2004', '/timeline?from=2004-07&to=2004-07', 'Go to July 2004'],
    ['/ko/search?q=2004년+7월', '/ko/timeline?from=2004-07&to=2004-07', '2004년 7월'],
    ['/search?q=2004', '/timeline?from=2004&to=2004', 'Go to 2004'],
    ['/search?q=Hanawonn+Seul&from=1900&to=1901', '/search?q=Hanawonn+Seul', 'Without filters: '],
    ['/search?q=Diplomatsy', '/categories/diplomacy', 'Diplomacy'],
  ])('%s leads to %s', async (address, href, name) => {
    const { text } = await host.get(encodeURI(address))
    const link = text
      .replaceAll('&amp;', '&')
      .split('<a ')
      .find(each => each.startsWith(`href="${href}"`))
    expect(link).toContain(name)
  })

  test('refuses a filter that does not exist', async () => {
    expect((await host.get('/search?q=law&tag=no-such-tag')).status).toBe(400)
  })
})
