/** The years at a glance: how many events started in each, as bars that lead to them, and as a list of the same links for fingers and ears. */
import { numberInWords } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { type Bar, barChart } from './bar-chart.ts'

/** Of a year that has events, how many. */
export interface YearCount {
  year: number
  events: number
}

export interface YearsHistogram {
  language: Language
  /** What the histogram is called for those who do not see it. */
  title: string
  /** What a bar is called, e.g. "2002: 9 events"; a bar of several years is of `1900–1909`. */
  name: (years: string, events: number) => string
  /** What the list of the years is called. */
  list: string
  /** Address of a year. */
  href: (year: number) => string
}

/** More bars than these could not be told apart on a narrow screen. */
const MOST_BARS = 120

/** How many years a bar stands for: one, unless the timeline is long. The hundreds are enough for the years 1–9999. */
const STEPS = [1, 2, 5, 10, 20, 50, 100]

/** @param counts in the order of time; without any there is nothing to draw */
export function yearsHistogram(
  counts: readonly YearCount[],
  { language, title, name, list, href }: YearsHistogram,
): Markup {
  if (counts.length === 0) return html``
  const span = counts.at(-1)!.year - counts[0]!.year
  const step = STEPS.find(each => span / each < MOST_BARS)!
  const bars = Map.groupBy(counts, ({ year }) => year - (year % step))
  const chart = barChart({
    bars: [...bars].map(([year, within]): Bar => {
      const events = within.reduce((sum, count) => sum + count.events, 0)
      const called = name(step === 1 ? `${year}` : `${year}–${year + step - 1}`, events)
      return {
        year,
        value: events,
        frame: drawn =>
          html`<a class="bar" href="${href(within[0]!.year)}" aria-label="${called}"><title>${called}</title>${drawn}</a>`,
      }
    }),
    step,
    title,
    role: 'group',
    language,
  })
  return html`${chart}
<details><summary>${list}</summary>
<ul class="topics">
${counts.map(({ year, events }) => html`<li><a href="${href(year)}">${year} <span class="count">${numberInWords(events, language)}</span></a></li>\n`)}</ul>
</details>`
}
