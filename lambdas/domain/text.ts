/** Texts in several languages, and the choice of one: a pure function of the text and the languages asked for. */

/** BCP 47 language tag, e.g. `ko`. */
export type Language = string

/** One text per language. */
export type Text = Record<Language, string>

export interface Chosen {
  text: string
  language: Language
}

/**
 * The text in the first of `languages` that has one, else in any: a reader is better served by a text in another language than by none,
 * as long as the answer says so.
 */
export function choose(text: Text, languages: readonly Language[]): Chosen {
  const language = languages.find(each => Object.hasOwn(text, each)) ?? Object.keys(text).sort()[0]
  if (language === undefined) throw new Error('A text has no language')
  return { text: text[language]!, language }
}
