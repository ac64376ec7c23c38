import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { card } from '../../../lambdas/pages/card.ts'
import { wrapped } from '../../../lambdas/pages/text-lines.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { hostileText } from '../../support/hostile-text.ts'
import { aSetting } from '../../support/page-data.ts'
import { type Element, parseXml } from '../../support/xml-tree.ts'

const cardOf = (overrides: Parameters<typeof anEvent>[0], language = 'en') => {
  const title = { en: 'The Act applies', ko: '법률 시행' }
  const context = aSetting({ language })
  return parseXml(card(eventView(anEvent({ title, ...overrides }), context), context))
}

/** Each line of text. */
const linesOf = (drawn: Element): Element[] =>
  drawn.children
    .filter(({ name }) => name === 'text')
    .flatMap(text => (text.children.length > 0 ? text.children : text))

const textOf = (drawn: Element): string[] => linesOf(drawn).map(({ text }) => text)

/** What a title may be at most (`domain/schema.ts`). */
const LONGEST_TITLE = 300

describe('the picture of an event', () => {
  test('has the size that previews expect, and says what, when and where', () => {
    const drawn = cardOf({})
    expect(drawn.attributes).toMatchObject({ width: '1200', height: '630', viewBox: '0 0 1200 630' })
    expect(textOf(drawn)).toEqual(['14 July 1997', 'The Act applies', 'A timeline'])
  })

  test('says of a claim that it is one and whose, before its title', () => {
    const drawn = cardOf({ status: 'claimed', attribution: { en: 'an activist group', ko: '단체' } })
    expect(textOf(drawn)).toEqual([
      '14 July 1997',
      'Claimed. According to: an activist group',
      'The Act applies',
      'A timeline',
    ])
  })

  test('is in the language of the page', () => {
    expect(textOf(cardOf({}, 'ko')).slice(0, 2)).toEqual(['1997년 7월 14일', '법률 시행'])
  })

  test.each([
    ['Latin', 'Ministry of Unification reports the number of people '],
    ['Hangul', '통일부가 국내에 들어온 북한이탈주민의 수를 발표하였다고 '],
    ['one word', 'W'],
  ])('keeps the longest title within the picture: %s', (_, words) => {
    const title = words.repeat(LONGEST_TITLE).slice(0, LONGEST_TITLE)
    const claim = { status: 'claimed', attribution: { en: title }, title: { en: title } } as const
    const lines = linesOf(cardOf(claim))
    const feet = lines.map(({ attributes }) => Number(attributes.y))
    expect(feet).toEqual(feet.toSorted((a, b) => a - b))
    const [title_, footer] = [lines.at(-2)!, lines.at(-1)!]
    expect(Number(title_.attributes.y)).toBeLessThan(Number(footer.attributes.y) - 30)
    expect(title_.text).toMatch(/…$/)
  })

  test('a short title is larger than a long one', () => {
    const sizeOf = (title: string) => Number(linesOf(cardOf({ title: { en: title } }))[1]!.attributes['font-size'])
    expect(sizeOf('Short')).toBeGreaterThan(sizeOf('word '.repeat(40)))
  })

  test('is well-formed and says nothing but its texts, whatever they hold', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, attribution) => {
        const drawn = cardOf({ status: 'claimed', title: { en: title }, attribution: { en: attribution } })
        expect([...new Set(drawn.children.map(({ name }) => name))]).toEqual(['title', 'rect', 'text'])
        expect(linesOf(drawn).flatMap(({ children }) => children)).toEqual([])
      }),
    )
  })
})

describe('lines', () => {
  test('are broken between words, in Korean as in English', () => {
    expect(wrapped('one two three', 5)).toEqual(['one two', 'three'])
    expect(wrapped('북한이탈주민의 날 제정', 9)).toEqual(['북한이탈주민의 날', '제정'])
  })

  test('a word that does not fit is broken between characters, of which none is torn', () => {
    expect(wrapped('👩‍👩‍👧👩‍👩‍👧', 4)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧'])
  })

  test('have every word in order, and none is empty', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.double({ min: 4, max: 40, noNaN: true }),
        (text, ems) => {
          const lines = wrapped(text, ems)
          const letters = (each: string) => each.replace(/\s+/g, '')
          expect(letters(lines.join(''))).toBe(letters(text))
          expect(lines).not.toContain('')
        },
      ),
    )
  })
})
