/** Texts shared by several pages, one record per language. Other languages fall back to English. */
import { numberInWords } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'

type Texts<T> = Record<'en' | 'ko', T>

/** The texts in `language`, in its base language, or in English. */
export function textsIn<T>(texts: Texts<T>, language: Language): T {
  const found = [language, language.split('-')[0]!].find(each => Object.hasOwn(texts, each)) ?? 'en'
  return texts[found as keyof Texts<T>]
}

const TEXTS = {
  en: {
    skip: 'Skip to the content',
    navigation: 'Main',
    languages: 'Languages',
    statistics: 'Statistics',
    subscribe: 'Subscribe',
    about: 'About',
    reference: 'API',
    search: 'Search',
    pages: 'Pages',
    earlier: 'Earlier',
    later: 'Later',
    more: 'More',
    one: '1 event',
    events: (count: string) => `${count} events`,
    promise: 'Entries are dated, sourced and corrected in the open.',
  },
  ko: {
    skip: '본문으로 건너뛰기',
    navigation: '주 메뉴',
    languages: '언어',
    statistics: '통계',
    subscribe: '구독',
    about: '소개',
    reference: 'API',
    search: '검색',
    pages: '쪽',
    earlier: '이전',
    later: '다음',
    more: '더 보기',
    one: '1건',
    events: (count: string) => `${count}건`,
    promise: '모든 항목에 날짜와 출처를 밝히고, 고친 내용은 공개합니다.',
  },
}

export const sharedTexts = (language: Language) => textsIn(TEXTS, language)

/** "1 event", "164 events". */
export function eventsInWords(count: number, language: Language): string {
  const { one, events } = sharedTexts(language)
  return count === 1 ? one : events(numberInWords(count, language))
}
