/** What the chronology that ships with the project must hold, whatever is added to it. */
import { expect, test } from '@jest/globals'
import type { Event } from '../../lambdas/domain/event.ts'
import { describeChronology, settings } from './chronology.ts'

/** Every text under `value` with the path to it. */
function textsUnder(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsUnder(part, `${path}/${key}`))
}

describeChronology(({ series, ...contents }) => {
  const events = contents.events.map(({ event }) => event)
  const byId = new Map(events.map(event => [event.id, event]))
  const ids = (some: readonly Event[]) => some.map(({ id }) => id)
  const sources = [
    ...events.flatMap(event => event.sources),
    ...series.flatMap(({ points }) => points.flatMap(point => point.sources)),
  ]

  /** Every text that a reader sees, with the path to it. */
  const everyText = [...textsUnder(settings), ...textsUnder(events), ...textsUnder(series)].filter(
    ([path]) => !/\/(url|id|date|published|timeZone|namespace)$/.test(path),
  )

  test('it has at least 200 events with 639 sources, and nine series', () => {
    expect(events.length).toBeGreaterThanOrEqual(200)
    expect(events.flatMap(event => event.sources).length).toBeGreaterThanOrEqual(639)
    expect(series.map(({ id }) => id).sort()).toEqual([
      'arrivals',
      'arrivals-men',
      'arrivals-women',
      'basic-settlement-grant',
      'departures-to-third-countries',
      'employment-rate',
      'public-sector-staff',
      'returns-to-the-north',
      'unemployment-rate',
    ])
  })

  test('every year from 1997 to 2025 has an event', () => {
    const years = new Set(events.map(({ date }) => date.slice(0, 4)))
    const expected = Array.from({ length: 2025 - 1997 + 1 }, (_, index) => `${1997 + index}`)
    expect(expected.filter(year => !years.has(year))).toEqual([])
  })

  test('every event and source is in both languages', () => {
    const isText = (value: unknown): value is Record<string, string> =>
      typeof value === 'object' && value !== null && Object.keys(value).some(key => key === 'en' || key === 'ko')
    const lacking = (value: unknown, path: string): string[] => {
      if (isText(value)) return Object.keys(value).join() === 'en,ko' ? [] : [path]
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).flatMap(([key, part]) => lacking(part, `${path}/${key}`))
    }
    expect(events.flatMap(event => lacking(event, event.id))).toEqual([])
    expect(series.flatMap(series => lacking(series, series.id))).toEqual([])
    expect(sources.filter(({ supports }) => typeof supports === 'string')).toEqual([])
  })

  test('every unconfirmed event says in both languages who says so', () => {
    const unconfirmed = events.filter(({ status }) => status !== 'confirmed')
    expect(unconfirmed.length).toBeGreaterThan(20)
    expect(ids(unconfirmed.filter(({ attribution }) => !attribution?.en || !attribution.ko))).toEqual([])
  })

  test('relations between events go both ways', () => {
    const oneWay = events.flatMap(({ id, related }) =>
      related.filter(other => !byId.get(other)!.related.includes(id)).map(other => `${id} → ${other}`),
    )
    expect(oneWay).toEqual([])
  })

  test('every claim is related to what it is about', () => {
    const claims = events.filter(({ status }) => status === 'claimed')
    expect(claims.length).toBeGreaterThan(2)
    expect(ids(claims.filter(({ related }) => related.length === 0))).toEqual([])
  })

  test('every event about Defectors’ Day is related to the law of 1997 or to the decree that made the day', () => {
    const isOfLaw = (id: string) => id === 'settlement-support-act-in-force' || id === 'defectors-day-decree-2024'
    const about = events.filter(({ id, title }) => /Defectors’ Day/.test(title.en!) && !isOfLaw(id))
    expect(about.length).toBeGreaterThan(4)
    expect(ids(about.filter(({ related }) => !related.some(isOfLaw)))).toEqual([])
  })

  test.each([
    ['repatriation-indictments-2023', 'fishermen-returned-2019'],
    ['repatriation-trial-verdict-2025', 'fishermen-returned-2019'],
    ['supreme-court-abuse-of-prosecution-2021', 'seoul-official-spy-case-acquittal-2015'],
    ['supreme-court-defector-group-permit-2023', 'defector-groups-permits-revoked-2020'],
    ['leaflet-ban-struck-down-2023', 'leaflet-ban-passed-2020'],
  ])('the court case %s is related to %s', (ruling, event) => {
    expect(byId.get(ruling)!.related).toContain(event)
  })

  test('a headline that nobody has read is described in both languages, without a bracket', () => {
    expect(everyText.filter(([, text]) => /headline not/i.test(text))).toEqual([])
    const described = sources.filter(({ title }) => typeof title !== 'string')
    expect(described.length).toBeGreaterThan(100)
    for (const { title } of described) expect(Object.keys(title)).toEqual(['en', 'ko'])
  })

  test('a title as published names its language', () => {
    const published = sources.filter(({ title }) => typeof title === 'string')
    expect(published.filter(({ language }) => language === undefined).map(({ title }) => title)).toEqual([])
    const hangul = /\p{Script=Hangul}/u
    expect(published.filter(({ title, language }) => hangul.test(title as string) !== (language === 'ko'))).toEqual([])
  })

  test('quotation marks and apostrophes are typographic', () => {
    expect(everyText.filter(([, text]) => /["'`]/.test(text))).toEqual([])
  })

  test('one term is used in Korean, but for names and quoted words', () => {
    const own = everyText.filter(([path]) => path.endsWith('/ko'))
    expect(own.length).toBeGreaterThan(1000)
    const named = /탈북자동지회|탈북자집단망명추진위원회|‘(이른바 )?탈북자’/g
    expect(own.filter(([, text]) => /탈북자|북한 이탈주민|새터민(?!’)/.test(text.replaceAll(named, '')))).toEqual([])
  })
})
