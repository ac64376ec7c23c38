import { phrasesOf } from '../../domain/language.ts'
import type { Language } from '../../domain/text.ts'
import { boundsOf, periodOf, UNITS, type Unit, type Window, windowOf } from '../../domain/window.ts'

/** A century, decade, year, month or day in words. */
export function periodName(period: string, language: Language): string {
  const { year, month, day, pages } = phrasesOf(language)
  const { from, to } = windowOf(period)
  if (period.length === 10) return day(period)
  if (period.length === 7) return month(from)
  return period.length === 4 ? year(from) : pages.timeline.span(from.slice(0, 4), to.slice(0, 4))
}

/** A window in words: a period, or its first and last one. */
export function windowName(window: Window, language: Language): string {
  const { from, to } = boundsOf(window)
  if (from === to) return periodName(from, language)
  const { span } = phrasesOf(language).pages.timeline
  return from.length === 4 ? span(from, to) : span(periodName(from, language), periodName(to, language))
}

/** The periods that contain a window, coarsest first, without the window itself. */
export const periodsAround = (window: Window): string[] =>
  (['decade', 'year', 'month'] as const satisfies readonly Unit[])
    .filter(unit => UNITS.includes(unit) && periodOf(unit, window.from) === periodOf(unit, window.to))
    .map(unit => periodOf(unit, window.from))
    .filter(period => {
      const around = windowOf(period)
      return around.from !== window.from || around.to !== window.to
    })
