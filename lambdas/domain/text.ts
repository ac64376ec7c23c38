/** Texts in several languages. Pure. */

/** BCP 47 language tag, e.g. `ko`. */
export type Language = string

/** A language, script and region of BCP 47; the runtime's `Intl` takes every such tag. */
export const LANGUAGE_TAG = '[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?'

/** One text per language. */
export type Text = Record<Language, string>

/** Who reads: in a language, of a timeline that names its languages in the order of preference. */
interface Reader {
  language: Language
  timeline: { languages: readonly Language[] }
}

export interface Chosen {
  text: string
  language: Language
}

/**
 * Chooses the text in the first available of `languages`, else in any language. Another language is better than none, provided that the
 * response names it.
 */
export function choose(text: Text, languages: readonly Language[]): Chosen {
  const language = languages.find(each => Object.hasOwn(text, each)) ?? Object.keys(text).sort()[0]
  if (language === undefined) throw new Error('A text has no language')
  return { text: text[language]!, language }
}

/** The text in the reader's language, else in the first of the timeline's languages that has one. */
export const chooseFor = (text: Text, { language, timeline }: Reader): Chosen =>
  choose(text, [language, ...timeline.languages])
