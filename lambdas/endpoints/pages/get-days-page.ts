import { isMonthDay } from '../../domain/civil-date.ts'
import { phrasesOf } from '../../domain/language.ts'
import { indexPage } from '../../pages/index-page.ts'
import { page } from './page.ts'

export const getDaysPage = page({
  path: '/days',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const { dayOfYear, monthOfYear, pages } = phrasesOf(renderContext.language)
    const recurrences = await events.counts('recurrence')
    const days = recurrences.filter(({ value }) => isMonthDay(value))
    const groups = [...Map.groupBy(days, ({ value }) => value.slice(0, 2))].map(([month, own]) => ({
      name: monthOfYear(`${month}-01`),
      items: own.map(({ value, events }) => ({ path: `/on/${value}` as const, name: dayOfYear(value), events })),
    }))
    return { body: indexPage({ path: '/days', title: pages.day.days, groups }, renderContext) }
  },
})
