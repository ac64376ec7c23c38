/** Parameters are read strictly: what is given is understood or refused, and what is not has a default that depends on the timeline and the day. */
import { describe, expect, test } from '@jest/globals'
import {
  type ParameterName,
  queryNames,
  readParameters,
  rejectUnknown,
} from '../../../lambdas/http/parameters/index.ts'
import { Problem } from '../../../lambdas/http/problem.ts'
import { aTimeline } from '../../support/events.ts'

const SCOPE = { timeline: aTimeline({ languages: ['en', 'ko', 'zh-Hant'] }), today: () => '2026-07-14' }

function read(names: ParameterName[], query: string, path: Record<string, string> = {}) {
  const given = new URLSearchParams(query)
  rejectUnknown(queryNames(names), given)
  return readParameters(names, path, given, SCOPE)
}

/** What the client is told. */
function refusal(names: ParameterName[], query: string, path?: Record<string, string>) {
  try {
    read(names, query, path)
  } catch (error) {
    if (error instanceof Problem) return { type: error.type, ...error.details }
  }
  throw new Error(`"${query}" was not refused`)
}

describe('a parameter', () => {
  test.each<[ParameterName, string, unknown]>([
    ['lang', 'lang=ko', 'ko'],
    ['lang', 'lang=zh-Hant', 'zh-Hant'],
    ['from', 'from=2004', '2004-01-01'],
    ['from', 'from=2004-02', '2004-02-01'],
    ['from', 'from=2004-02-29', '2004-02-29'],
    ['to', 'to=2004', '2004-12-31'],
    ['to', 'to=2004-02', '2004-02-29'],
    ['to', 'to=2100-02', '2100-02-28'],
    ['to', 'to=9999-12-31', '9999-12-31'],
    ['tag', 'tag=b&tag=a&tag=b', ['a', 'b']],
    ['tag', `tag=${'a'.repeat(100)}`, ['a'.repeat(100)]],
    ['order', 'order=desc', 'desc'],
    ['limit', 'limit=1', 1],
    ['limit', 'limit=100', 100],
    ['limit', 'limit=007', 7],
    ['days', 'days=366', 366],
    ['cursor', 'cursor=AQ', 'AQ'],
    ['tz', 'tz=Asia/Seoul', 'Asia/Seoul'],
    ['tz', 'tz=Asia%2FSeoul', 'Asia/Seoul'],
    ['tz', 'tz=+09:00', '+09:00'],
    ['tz', 'tz=%2B09:00', '+09:00'],
    ['tz', 'tz=-03:30', '-03:30'],
    ['startDay', 'from=0001-01-01', '0001-01-01'],
    ['toDay', 'to=9999-12-31', '9999-12-31'],
  ])('%s is read from %s', (name, query, value) => {
    expect(read([name], query)[name]).toEqual(value)
  })

  test.each<[ParameterName, unknown]>([
    ['lang', 'en'],
    ['from', undefined],
    ['to', undefined],
    ['category', []],
    ['tag', []],
    ['order', 'asc'],
    ['limit', 25],
    ['cursor', undefined],
    ['tz', 'Asia/Seoul'],
    ['startDay', '2026-07-14'],
    ['days', 30],
    ['fromDay', undefined],
    ['toDay', '2026-07-14'],
  ])('%s that is not given is %p', (name, value) => {
    expect(read([name], '')[name]).toEqual(value)
  })

  test('of the path is read as it is', () => {
    expect(read(['id', 'lang'], '', { id: 'act-in-force' })).toEqual({ id: 'act-in-force', lang: 'en' })
    expect(read(['monthDay'], '', { monthDay: '02-29' })).toEqual({ monthDay: '02-29' })
  })

  test('of the path cannot be given in the query', () => {
    expect(refusal(['id', 'lang'], 'id=other', { id: 'act-in-force' })).toMatchObject({
      type: 'unknown-parameter',
      parameter: 'id',
      allowed: ['lang'],
    })
  })
})

describe('an address of a page', () => {
  test.each<[ParameterName, string, string[], string[]]>([
    ['language', 'language', ['ko', 'zh-Hant'], ['fr', 'k', '']],
    ['year', 'year', ['0001', '2004', '9999'], ['0000', '04', '20041', 'year']],
    ['namedDay', 'monthDay', ['02-29', '12-31'], ['02-30', '2-9', 'day']],
    ['namedEvent', 'id', ['raft', 'a-1'], ['Raft', 'a--b', 'a'.repeat(101)]],
    ['namedTag', 'tag', ['hanawon'], ['하나원', 'Hanawon']],
    ['namedCategory', 'category', ['law'], ['Law', '']],
  ])('names a %s, or is a 404', (name, part, names, others) => {
    for (const value of names) expect(read([name], '', { [part]: value })[name]).toBe(value)
    for (const value of others) expect(refusal([name], '', { [part]: value })).toMatchObject({ type: 'not-found' })
  })

  test('names a language by RFC 4647 lookup', () => {
    const languages = ['KO', 'ko-KR', 'zh-Hant-TW', 'en-GB'].map(
      language => read(['language'], '', { language }).language,
    )
    expect(languages).toEqual(['ko', 'ko', 'zh-Hant', 'en'])
    expect(read(['lang'], 'lang=KO-kr').lang).toBe('ko')
    expect(refusal(['lang'], 'lang=zh')).toMatchObject({ type: 'invalid-parameter', parameter: 'lang' })
  })

  test('may be searched for nothing, as forms that are sent empty do', () => {
    expect(read(['words'], 'q=').words).toBeUndefined()
    expect(read(['words'], 'q=law').words).toBe('law')
    expect(refusal(['words'], `q=${'x'.repeat(201)}`)).toMatchObject({ type: 'invalid-parameter', parameter: 'q' })
  })
})

describe('a refusal', () => {
  test.each<[ParameterName, string, string, unknown]>([
    ['lang', 'lang=xx', 'lang', ['en', 'ko', 'zh-Hant']],
    ['order', 'order=up', 'order', ['asc', 'desc']],
    ['limit', 'limit=101', 'limit', 'a whole number from 1 to 100'],
    ['days', 'days=0', 'days', 'a whole number from 1 to 366'],
    ['from', 'from=2026-02-29', 'from', 'a day, month or year of 0001–9999: YYYY-MM-DD, YYYY-MM or YYYY'],
    ['from', 'from=2004/2005', 'from', 'a day, month or year of 0001–9999: YYYY-MM-DD, YYYY-MM or YYYY'],
    ['startDay', 'from=2026-07', 'from', 'a day of the years 0001–9999 as YYYY-MM-DD'],
    ['tz', 'tz=Mars', 'tz', 'an IANA time zone such as Asia/Seoul, or an offset such as +09:00'],
    ['cursor', 'cursor=', 'cursor', 'the next of the page before'],
    [
      'tag',
      `tag=${'a'.repeat(101)}`,
      'tag',
      'the id of a tag: at most 100 lower-case letters and digits, joined by single hyphens',
    ],
  ])('of %s for %s names the parameter %s and what is allowed', (name, query, parameter, allowed) => {
    expect(refusal([name], query)).toMatchObject({ type: 'invalid-parameter', parameter, allowed })
  })

  test('quotes no more of a value than a reader needs', () => {
    expect(refusal(['lang'], `lang=${'x'.repeat(3000)}`).detail).toBe(`"${'x'.repeat(100)}" is not a value of "lang"`)
  })

  test('of an unknown parameter names those there are', () => {
    const allowed = ['from', 'to', 'lang']
    expect(refusal(['fromDay', 'toDay', 'lang'], 'form=2026-01-01')).toMatchObject({
      type: 'unknown-parameter',
      detail: 'There is no parameter "form" here',
      parameter: 'form',
      allowed,
    })
    expect(refusal([], 'x')).toMatchObject({ allowed: 'none' })
  })

  test('goes to a single parameter that is given twice, though the value is the same', () => {
    expect(refusal(['limit'], 'limit=5&limit=5')).toMatchObject({ parameter: 'limit', allowed: 'one value' })
  })

  test('goes to more than ten different alternatives, and not to the same one eleven times', () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `tag=t${index}`).join('&')
    expect(refusal(['tag'], eleven)).toMatchObject({ parameter: 'tag', allowed: 'at most 10' })
    expect(read(['tag'], 'tag=a&'.repeat(11)).tag).toEqual(['a'])
  })
})
