import { phrasesOf } from '../../domain/language.ts'
import { windowOf } from '../../domain/window.ts'
import { periodName } from '../../pages/board/period-name.ts'
import { indexPage } from '../../pages/index-page.ts'
import { page } from './page.ts'

export const getYearsPage = page({
  path: '/years',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const { language } = renderContext
    const years = await events.counts('year')
    const groups = [...Map.groupBy(years, ({ value }) => value.slice(0, 3))].map(([decade, own]) => ({
      name: periodName(decade, language),
      items: own.map(({ value, events }) => ({
        path: `/years/${value}` as const,
        name: phrasesOf(language).year(windowOf(value).from),
        events,
      })),
    }))
    const title = phrasesOf(language).pages.year.years
    return { body: indexPage({ path: '/years', title, groups }, renderContext) }
  },
})
