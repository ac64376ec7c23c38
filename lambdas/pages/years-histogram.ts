/** A histogram of events per year. The bars link to the years; a list repeats the links for touch and screen readers. */
import { numberInWords } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { type Bar, barChart } from './bar-chart.ts'

export interface YearCount {
  year: number
  events: number
}

export interface YearsHistogram {
  language: Language
  /** Accessible name of the histogram. */
  title: string
  /** Name of a bar, e.g. "2002: 9 events". A bar of several years is labelled `1900–1909`. */
  name: (years: string, events: number) => string
  /** Heading of the list of years. */
  list: string
  /** Link to a year. */
  href: (year: number) => string
}

/** More bars would be indistinguishable on a narrow screen. */
const MAX_BARS = 120

/** Years per bar: one, unless the timeline is long. 100 is enough for the years 1–9999. */
const STEPS = [1, 2, 5, 10, 20, 50, 100]

/** @param counts chronological; an empty list renders nothing */
export function yearsHistogram(
  counts: readonly YearCount[],
  { language, title, name, list, href }: YearsHistogram,
): Markup {
  if (counts.length === 0) return html``
  const span = counts.at(-1)!.year - counts[0]!.year
  const step = STEPS.find(each => span / each < MAX_BARS)!
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
