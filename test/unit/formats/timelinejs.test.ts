/** TimelineJS: what its documentation asks for, dates no more exact than they are known, and nothing of a text that turns into markup. */
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { eventView, markedTitle } from '../../../lambdas/domain/view.ts'
import { withoutForbidden } from '../../../lambdas/feeds/markup.ts'
import { timelineJs } from '../../../lambdas/formats/timelinejs.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting, chronology } from '../../support/syndication.ts'
import { elementsOf, parseXml, textsOf } from '../../support/xml-tree.ts'
import { anyText, anyView } from './arbitraries.ts'

const context = aSetting('en')

const slideOf = (overrides: Parameters<typeof anEvent>[0] = {}, language = 'en') => {
  const { events } = timelineJs([eventView(anEvent(overrides), aSetting(language))], aSetting(language))
  return events[0]!
}

const date = {
  type: 'object',
  required: ['year'],
  properties: {
    year: { type: 'integer', minimum: 1, maximum: 9999 },
    month: { type: 'integer', minimum: 1, maximum: 12 },
    day: { type: 'integer', minimum: 1, maximum: 31 },
  },
  dependentRequired: { day: ['month'] },
  additionalProperties: false,
}
const filled = { type: 'string', minLength: 1 }
const slide = {
  unique_id: filled,
  text: {
    type: 'object',
    required: ['headline', 'text'],
    properties: { headline: { type: 'string' }, text: { type: 'string' } },
    additionalProperties: false,
  },
  autolink: { const: false },
}

/** https://timeline.knightlab.com/docs/json-format.html as a JSON Schema, stricter where Annals is: nothing unknown, nothing it does not use. */
const TIMELINE_JS_SCHEMA = {
  type: 'object',
  required: ['title', 'events'],
  properties: {
    title: { type: 'object', required: Object.keys(slide), properties: slide, additionalProperties: false },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: [...Object.keys(slide), 'start_date', 'display_date', 'group'],
        properties: {
          ...slide,
          start_date: date,
          end_date: date,
          display_date: filled,
          group: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
}

const validate = new Ajv2020({ allErrors: true }).compile(TIMELINE_JS_SCHEMA)

/** What is wrong with the JSON text of a timeline. */
const faultsOf = (timeline: unknown) => {
  validate(JSON.parse(JSON.stringify(timeline)))
  return validate.errors ?? []
}

/** An element as TimelineJS makes it of HTML, by a parser that refuses what is not closed. */
const elementOf = (html: string) => parseXml(`<div>${html}</div>`)

/** What begins a reference or a tag in HTML: without either, a text stays as it is however often it is read as HTML. */
const REFERENCE = /&(?:[a-z0-9]|#)/i
const TAG = /<[a-z/!?]/i

describe('dates', () => {
  test.each([
    ['a day', '1997-07-14', { year: 1997, month: 7, day: 14 }, undefined, '14 July 1997'],
    ['a month, without the day', '2004-10', { year: 2004, month: 10 }, undefined, 'October 2004'],
    ['a year, without the month', '2020', { year: 2020 }, undefined, '2020'],
    ['an approximate month', '2007-06~', { year: 2007, month: 6 }, undefined, 'about June 2007'],
    ['an uncertain day', '2007-06-05?', { year: 2007, month: 6, day: 5 }, undefined, '5 June 2007 (uncertain)'],
    ['both', '2007%', { year: 2007 }, undefined, 'about 2007 (uncertain)'],
    ['years', '2005/2007', { year: 2005 }, { year: 2007 }, '2005 to 2007'],
    ['a season', '1945-22', { year: 1945, month: 6 }, undefined, 'summer 1945'],
    ['a decade', '199X', { year: 1990 }, { year: 1999 }, 'the 1990s'],
    ['no known end', '2004/..', { year: 2004 }, undefined, 'since 2004'],
    ['no known start', '../1985-04', { year: 1985, month: 4 }, undefined, 'until April 1985'],
    [
      'an interval of different precision',
      '2013-08~/2013-09-24',
      { year: 2013, month: 8 },
      { year: 2013, month: 9, day: 24 },
      'about August 2013 to 24 September 2013',
    ],
    ['the first year', '0001-01-01', { year: 1, month: 1, day: 1 }, undefined, '1 January 1'],
    ['a year of two digits, not of the 20th century', '0033', { year: 33 }, undefined, '33'],
    [
      'the turn of the first millennium',
      '0999-12-31/1000-01-02',
      { year: 999, month: 12, day: 31 },
      { year: 1000, month: 1, day: 2 },
      '31 December 999 to 2 January 1000',
    ],
    ['the last day', '9999-12-31', { year: 9999, month: 12, day: 31 }, undefined, '31 December 9999'],
  ])('%s', (_, edtf, start, end, words) => {
    const { start_date, end_date, display_date } = slideOf({ date: edtf })
    expect({ start_date, end_date, display_date }).toEqual({ start_date: start, end_date: end, display_date: words })
  })

  test('an event that is no interval has no end, not an empty one', () => {
    expect(Object.keys(slideOf({ date: '2004-10' }))).not.toContain('end_date')
  })

  test('are said in the language', () => {
    expect(slideOf({ date: '2007-06~' }, 'ko').display_date).toBe('2007년 6월경')
  })
})

describe('a slide', () => {
  test('is known by the id of its event, whatever it is called', () => {
    expect(slideOf({ title: { en: 'Another title' } }).unique_id).toBe('act-in-force')
  })

  test('stands in the group of its category, in the language', () => {
    expect(slideOf({}, 'ko').group).toBe('법률')
  })

  test('of a claim says so in its headline, and by whom before anything else', () => {
    const { text } = slideOf({ status: 'claimed', attribution: { en: 'The crew & a newspaper' } })
    expect(text.headline).toBe('[Claimed] The Act enters into force')
    expect(elementOf(text.text).children[0]!.text).toBe('Claimed. According to: The crew & a newspaper')
  })

  test('of what is confirmed says nothing of that', () => {
    const { text } = slideOf()
    expect(text.headline).toBe('The Act enters into force')
    expect(elementOf(text.text).children[0]!.text).toBe('The Act began to apply.')
  })

  test('has the note, the figures, and the sources as links', () => {
    const { text } = slideOf({
      note: { en: 'The Ministry counted 1,580.' },
      figures: [{ label: { en: 'Arrivals' }, value: 1600, unit: { id: 'people', name: { en: 'people' } } }],
      sources: [
        { title: 'A <i>', publisher: 'B', url: 'https://c.example/?d=1&e="2"', published: '2007-06~', supports: '' },
        { title: 'F', publisher: 'G', url: 'https://www.h.example/', supports: '' },
      ],
    })
    const html = elementOf(text.text)
    expect(textsOf(html, 'p')).toEqual([
      'The Act began to apply.',
      'Arrivals: 1,600 people',
      'Note: The Ministry counted 1,580.',
      'Sources',
    ])
    expect(textsOf(html, 'li')).toEqual(['A <i>, B, about June 2007', 'F, G'])
    expect(elementsOf(html, 'a').map(({ attributes, text }) => [attributes, text])).toEqual([
      [{ href: 'https://c.example/?d=1&e="2"' }, 'A <i>'],
      [{ href: 'https://www.h.example/' }, 'F'],
    ])
  })

  test('without a translation is in another language and says so', () => {
    expect(textsOf(elementOf(slideOf({ title: { ko: '한국어로만' } }).text.text), 'p')).toContain(
      'Parts of this are not translated yet and appear in another language.',
    )
  })
})

describe('the title', () => {
  test('is that of the timeline, in the language, under an id that no event can have', () => {
    const { title } = timelineJs([], aSetting('ko'))
    expect(title).toEqual({
      unique_id: '_timeline',
      text: { headline: '연표', text: '<p>사건과 출처.</p>' },
      autolink: false,
    })
  })

  test('is in another language if there is no translation', () => {
    const { title } = timelineJs([], aSetting('ko', aTimeline({ title: { en: 'Q & A' } })))
    expect(elementOf(title.text.headline).text).toBe('Q & A')
  })
})

describe('any text', () => {
  test('comes back from headline and text', () => {
    fc.assert(
      fc.property(anyView, view => {
        const { text } = timelineJs([view], context).events[0]!
        const headline = elementOf(text.headline)
        expect(headline.children).toEqual([])
        expect(headline.text).toBe(withoutForbidden(markedTitle(view)))
        const html = elementOf(text.text)
        const shown = textsOf(html, 'p').join(' ')
        for (const line of withoutForbidden(view.summary!).split(/[\r\n]/)) expect(shown).toContain(line.trim())
        expect(textsOf(html, 'a')).toEqual(view.sources.map(({ title }) => withoutForbidden(title)))
      }),
    )
  })

  test('as a group begins no tag and no reference, and reads the same', () => {
    fc.assert(
      fc.property(anyText, name => {
        const { group } = slideOf({ category: { id: 'law', name: { en: name } } })
        expect(group).not.toMatch(TAG)
        expect(group).not.toMatch(REFERENCE)
        expect(group.replace(/([<&])\u2060/g, '$1')).toBe(withoutForbidden(name).replace(/([<&])\u2060/g, '$1'))
      }),
    )
  })

  test.each([
    ['Law & order', 'Law & order'],
    ['a < b', 'a < b'],
    ['<img src=x onerror=alert(1)>', '<\u2060img src=x onerror=alert(1)>'],
    ['&lt;img src=x onerror=alert(1)&gt;', '&\u2060lt;img src=x onerror=alert(1)&\u2060gt;'],
    ['</div>', '<\u2060/div>'],
    ['&#60;b&#62;', '&\u2060#60;b&\u2060#62;'],
  ])('the group %s is written as %s', (name, group) => {
    expect(slideOf({ category: { id: 'law', name: { en: name } } }).group).toBe(group)
  })
})

describe('the documentation of TimelineJS', () => {
  test('is met without events', () => {
    expect(faultsOf(timelineJs([], context))).toEqual([])
    expect(timelineJs([], context).events).toEqual([])
  })

  test('is met by any events', () => {
    fc.assert(
      fc.property(fc.array(anyView, { maxLength: 4 }), views => {
        expect(faultsOf(timelineJs(views, context))).toEqual([])
      }),
    )
  })

  test.each(['en', 'ko'])('is met by the whole chronology in %s, each event a slide of its own', async language => {
    const { contents, events } = await chronology()
    const chronologySetting = aSetting(language, contents.timeline)
    const timeline = timelineJs(
      events.map(event => eventView(event, chronologySetting)),
      chronologySetting,
    )
    expect(faultsOf(timeline)).toEqual([])
    expect(timeline.events.map(({ unique_id }) => unique_id)).toEqual(events.map(({ id }) => id))
    expect(new Set([timeline.title, ...timeline.events].map(({ unique_id }) => unique_id)).size).toBe(events.length + 1)
    for (const { text } of timeline.events) expect(elementsOf(elementOf(text.text), 'a').length).toBeGreaterThan(0)
  })

  test('is not met by a day without a month, a year zero or an unknown property: the schema rejects them', () => {
    const { title } = timelineJs([], context)
    const faulty = [{ start_date: { year: 1997, day: 14 } }, { start_date: { year: 0 } }, { unknown: 1 }]
    const faults = faulty.map(fault => faultsOf({ title, events: [{ ...slideOf(), ...fault }] }).length)
    expect(faults).toEqual([1, 1, 1])
  })
})
