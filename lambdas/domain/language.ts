/**
 * Phrases that Annals itself generates. To add a language, add a record.
 * Event texts come from `data/`. If their language has no record here, the phrases around them are English.
 */

import type { OccurrenceKind } from './anniversary.ts'
import { type CivilDate, dayOf, type MonthDay, monthOf, yearOf } from './civil-date.ts'
import type { Status } from './event.ts'
import { type HistoricalDate, parseHistoricalDate } from './historical-date.ts'
import type { Language } from './text.ts'

export interface Phrases {
  day: (date: CivilDate) => string
  /** A day without a year. */
  dayOfYear: (monthDay: MonthDay) => string
  /** The month of that day. */
  monthOfYear: (monthDay: MonthDay) => string
  month: (date: CivilDate) => string
  year: (date: CivilDate) => string
  interval: (from: string, to: string) => string
  approximate: (date: string) => string
  uncertain: (date: string) => string
  status: Record<Status, string>
  /** A number with its unit. */
  quantity: (number: string, unit: string) => string
  /** A recurrence of an event, e.g. "29 years ago today: …". `name` is the event's title or the observance's name. */
  occurrence: Record<OccurrenceKind, (years: number, name: string) => string>
  labels: Record<'when' | 'status' | 'attribution' | 'note' | 'sources' | 'category' | 'observedSince', string>
  feeds: Record<'anniversaries' | 'updates' | 'timeline', { title: (timeline: string) => string; description: string }>
  /** Headings in the list of feeds. */
  subscriptions: Record<'feeds' | 'categories' | 'tags', string>
  calendars: Record<'anniversaries' | 'timeline', { name: (timeline: string) => string; description: string }> & {
    /** Says that the calendar contains only the most significant events. */
    selected: (events: number, total: number | undefined) => string
    /** Says that events without an exact day are omitted. */
    leftOut: (events: number) => string
  }
  added: string
  corrected: string
  /** Says that a missing translation is replaced by another language. */
  untranslated: string
  announcement: (day: string, timeline: string) => string
  /** Says that a list continues elsewhere. */
  more: (events: number) => string
}

const ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** 1st, 2nd, 3rd, 4th … 11th, 12th, 13th … 21st. */
function englishOrdinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

const PHRASES: Record<string, Phrases> = {
  en: {
    day: date => `${dayOf(date)} ${ENGLISH_MONTHS[monthOf(date) - 1]} ${yearOf(date)}`,
    dayOfYear: monthDay => `${Number(monthDay.slice(3))} ${ENGLISH_MONTHS[Number(monthDay.slice(0, 2)) - 1]}`,
    monthOfYear: monthDay => ENGLISH_MONTHS[Number(monthDay.slice(0, 2)) - 1]!,
    month: date => `${ENGLISH_MONTHS[monthOf(date) - 1]} ${yearOf(date)}`,
    year: date => `${yearOf(date)}`,
    interval: (from, to) => `${from} to ${to}`,
    approximate: date => `about ${date}`,
    uncertain: date => `${date} (uncertain)`,
    quantity: (number, unit) => `${number} ${unit}`,
    status: { confirmed: 'Confirmed', reported: 'Reported', claimed: 'Claimed', disputed: 'Disputed' },
    occurrence: {
      anniversary: (years, name) => `${years} ${years === 1 ? 'year' : 'years'} ago today: ${name}`,
      month: (years, name) => `This month, ${years} ${years === 1 ? 'year' : 'years'} ago: ${name}`,
      observance: (years, name) => `${englishOrdinal(years)} ${name}`,
    },
    labels: {
      when: 'When',
      status: 'Status',
      attribution: 'According to',
      note: 'Note',
      sources: 'Sources',
      category: 'Category',
      observedSince: 'Observed every year since',
    },
    feeds: {
      anniversaries: {
        title: timeline => `Anniversaries: ${timeline}`,
        description: 'Anniversaries and yearly observances of the last 60 days, each on its day.',
      },
      updates: {
        title: timeline => `Updates: ${timeline}`,
        description: 'The 100 events most recently added to the timeline or corrected.',
      },
      timeline: {
        title: timeline => `Timeline: ${timeline}`,
        description: 'Every event, the latest first, over as many pages as it takes.',
      },
    },
    subscriptions: { feeds: 'Feeds', categories: 'By category', tags: 'By tag' },
    calendars: {
      anniversaries: {
        name: timeline => `Anniversaries: ${timeline}`,
        description: 'Each event on its day in every year since, and the days kept every year.',
      },
      timeline: {
        name: timeline => `Timeline: ${timeline}`,
        description: 'Each event on the day or days on which it happened.',
      },
      selected: (events, total) =>
        total === undefined
          ? `Made from the ${numberInWords(events, 'en')} most significant events.`
          : `Made from the ${numberInWords(events, 'en')} most significant of ${numberInWords(total, 'en')} events.`,
      leftOut: events =>
        events === 1
          ? '1 event is left out, for its exact day is not known.'
          : `${numberInWords(events, 'en')} events are left out, for their exact day is not known.`,
    },
    added: 'Added',
    corrected: 'Corrected',
    untranslated: 'Parts of this are not translated yet and appear in another language.',
    announcement: (day, timeline) => `Anniversaries on ${day}: ${timeline}`,
    more: events => `and ${numberInWords(events, 'en')} more`,
  },
  ko: {
    day: date => `${yearOf(date)}년 ${monthOf(date)}월 ${dayOf(date)}일`,
    dayOfYear: monthDay => `${Number(monthDay.slice(0, 2))}월 ${Number(monthDay.slice(3))}일`,
    monthOfYear: monthDay => `${Number(monthDay.slice(0, 2))}월`,
    month: date => `${yearOf(date)}년 ${monthOf(date)}월`,
    year: date => `${yearOf(date)}년`,
    interval: (from, to) => `${from}~${to}`,
    approximate: date => `${date}경`,
    uncertain: date => `${date}(불확실)`,
    quantity: (number, unit) => `${number}${unit}`,
    status: { confirmed: '확인됨', reported: '보도', claimed: '주장', disputed: '이견 있음' },
    occurrence: {
      anniversary: (years, name) => `${years}년 전 오늘: ${name}`,
      month: (years, name) => `${years}년 전 이달: ${name}`,
      observance: (years, name) => `제${years}회 ${name}`,
    },
    labels: {
      when: '날짜',
      status: '확인 상태',
      attribution: '근거',
      note: '비고',
      sources: '출처',
      category: '분류',
      observedSince: '기념 시작 연도',
    },
    feeds: {
      anniversaries: {
        title: timeline => `오늘의 역사: ${timeline}`,
        description: '최근 60일 동안 날짜가 돌아온 사건과 기념일.',
      },
      updates: {
        title: timeline => `추가·수정: ${timeline}`,
        description: '연표에 가장 최근에 추가되거나 수정된 사건 100건.',
      },
      timeline: {
        title: timeline => `전체 연표: ${timeline}`,
        description: '모든 사건을 최근 것부터 여러 쪽에 나누어 싣는다.',
      },
    },
    subscriptions: { feeds: '피드', categories: '분류별', tags: '태그별' },
    calendars: {
      anniversaries: {
        name: timeline => `오늘의 역사: ${timeline}`,
        description: '해마다 그 날짜에 돌아오는 사건과 기념일.',
      },
      timeline: {
        name: timeline => `연표 달력: ${timeline}`,
        description: '사건을 일어난 날짜에 표시한 달력.',
      },
      selected: (events, total) =>
        total === undefined
          ? `중요도가 높은 사건 ${numberInWords(events, 'ko')}건.`
          : `전체 사건 ${numberInWords(total, 'ko')}건 가운데 중요도가 높은 ${numberInWords(events, 'ko')}건.`,
      leftOut: events => `정확한 날짜를 알 수 없는 사건 ${numberInWords(events, 'ko')}건은 제외.`,
    },
    added: '추가',
    corrected: '수정',
    untranslated: '일부 내용은 아직 번역되지 않아 다른 언어로 표시됩니다.',
    announcement: (day, timeline) => `${day} 오늘의 역사: ${timeline}`,
    more: events => `그 밖에 ${numberInWords(events, 'ko')}건`,
  },
}

/** Falls back from `language` to its base language, then to English. */
export function phrasesOf(language: Language): Phrases {
  const known = [language, language.split('-')[0]!].find(each => Object.hasOwn(PHRASES, each)) ?? 'en'
  return PHRASES[known]!
}

/** A date in words at its known precision, e.g. "about June 2007", "2005 to 2007". */
export function dateInWords(date: HistoricalDate, language: Language): string {
  const phrases = phrasesOf(language)
  if (date.precision === 'interval') {
    const [from, to] = date.edtf.split('/').map(part => dateInWords(parseHistoricalDate(part), language))
    return phrases.interval(from!, to!)
  }
  const exact = phrases[date.precision](date.start)
  const about = date.approximate ? phrases.approximate(exact) : exact
  return date.uncertain ? phrases.uncertain(about) : about
}

/** Cached because creating an `Intl.NumberFormat` costs far more than using it. */
const numberFormats = new Map<Language, Intl.NumberFormat>()

/** Axis labels abbreviate numbers from here on. */
const LONG_NUMBER = 100_000
const shortFormats = new Map<Language, Intl.NumberFormat>()

/** A short label for a chart axis: 2,500, but 10M. */
export function axisNumber(value: number, language: Language): string {
  if (Math.abs(value) < LONG_NUMBER) return numberInWords(value, language)
  const format = shortFormats.get(language) ?? new Intl.NumberFormat(language, { notation: 'compact' })
  shortFormats.set(language, format)
  return format.format(value)
}

/** A number with all its digits and the separators of the language. */
export function numberInWords(value: number, language: Language): string {
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 20 })
  numberFormats.set(language, format)
  return format.format(value)
}
