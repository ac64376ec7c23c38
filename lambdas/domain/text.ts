/** Texts in several languages. Pure. */

/** BCP 47 language tag, e.g. `ko`. */
export type Language = string

/** BCP 47 language, script and region. `Intl` accepts every tag of this form. */
export const LANGUAGE_TAG = '[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?'

export type Text = Record<Language, string>

/** The one of `tags` that matches `range` by RFC 4647 §3.4 (lookup): subtags are dropped from the end, and case does not matter. */
export function lookUp(range: Language, tags: readonly Language[]): Language | undefined {
  const subtags = range.toLowerCase().split('-')
  for (; subtags.length > 0; subtags.pop()) {
    const found = tags.find(tag => tag.toLowerCase() === subtags.join('-'))
    if (found !== undefined) return found
  }
  return undefined
}

/** The reader's language and the fallback languages of the timeline, in order of preference. */
interface Reader {
  language: Language
  timeline: { languages: readonly Language[] }
}

export interface Chosen {
  text: string
  language: Language
}

/** The text in the first available of `languages`, else in any: another language is better than none if the response names it. */
export function choose(text: Text, languages: readonly Language[]): Chosen {
  const language = languages.find(each => Object.hasOwn(text, each)) ?? Object.keys(text).sort()[0]
  if (language === undefined) throw new Error('A text has no language')
  return { text: text[language]!, language }
}

/** The text in the reader's language, or in the first available language of the timeline. */
export const chooseFor = (text: Text, { language, timeline }: Reader): Chosen =>
  choose(text, [language, ...timeline.languages])
