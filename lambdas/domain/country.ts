/** Countries by their codes (ISO 3166-1 alpha-2). Pure. */
import type { Language, Text } from './text.ts'

/** Cached because creating an `Intl.DisplayNames` is slow. */
const names = new Map<Language, Intl.DisplayNames>()

export function countryName(country: string, language: Language): string {
  const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'region' })
  names.set(language, known)
  return known.of(country)!
}

/** Whether a place of this name in this country is the country itself. */
export const isCountry = (name: Text, country: string | undefined): boolean =>
  country !== undefined &&
  Object.entries(name).some(([language, text]) => text.toLowerCase() === countryName(country, language).toLowerCase())
