/** `annals add`: asks for one event and adds it to a data folder. */
import { resolve } from 'node:path'
import { Command, Option } from '@commander-js/extra-typings'
import { check } from '../../lambdas/data/check.ts'
import { choice, orList } from '../../lambdas/data/nearest.ts'
import { readFiles } from '../../lambdas/data/read-files.ts'
import { type DayMonthOrder, dateFromText } from '../../lambdas/domain/date-from-text.ts'
import { STATUSES } from '../../lambdas/domain/enumerations.ts'
import type { AuthoredTimeline } from '../../lambdas/domain/schema.ts'
import { OperatorError } from '../operator-error.ts'
import { asking } from './ask.ts'
import type { Definition } from './definition.ts'
import { writeEdits } from './edit-folder.ts'
import { withEvents } from './import/edit-yaml.ts'
import { planImport } from './import/plan.ts'
import { checkedEdits } from './import/planned-edits.ts'
import { type Field, rowOf } from './import/row.ts'
import { DATA } from './options.ts'
import { print, printError, type Terminal } from './terminal.ts'

const repeatable = (value: string, all: string[]): string[] => [...all, value]

export const define: Definition = terminal =>
  new Command()
    .description(
      'Asks for one event and adds it to a data folder, sorted by time, without changing what is there. Every answer is also an option. A text is in the first language of the timeline unless it begins with another tag, as in --title ko=개관.',
    )
    .option('--date <text>', 'when it happened: 3 May 1931, c. 1920, spring 1945, 1939-1945')
    .option('--title <text>', 'title; repeatable, once for each language', repeatable, [])
    .option('--summary <text>', 'what happened; repeatable', repeatable, [])
    .option('--category <name>', 'id or name of a category')
    .option('--significance <number>', 'from 1 (a detail) to 5 (a turning point)')
    .option('--status <word>', orList(STATUSES))
    .option('--attribution <text>', 'who says so, unless it is confirmed; repeatable', repeatable, [])
    .option('--url <address>', 'address of the source')
    .option('--reference <text>', 'place in a book, register or archive, if the source has no address')
    .option('--source <title>', 'title of the source')
    .option('--publisher <name>', 'who published the source')
    .option('--id <id>', 'id of the event; by default made of its title')
    .addOption(new Option('--day-first', '03/05/1931 is 3 May').conflicts('monthFirst'))
    .addOption(new Option('--month-first', '03/05/1931 is March 5').conflicts('dayFirst'))
    .addOption(DATA)
    .option('--dry-run', 'only show what would be written')
    .option('--yes', 'take the defaults and ask nothing')
    .action(async ({ data, dayFirst, monthFirst, dryRun, yes, ...given }) => {
      const folder = resolve(terminal.cwd, data)
      const now = Date.parse(terminal.now())
      const files = await readFiles(folder)
      const { timeline, events } = check(files, now)
      const order: DayMonthOrder | undefined = dayFirst ? 'day-first' : monthFirst ? 'month-first' : undefined

      await asking(terminal, async ask => {
        const { fields, texts } = await interview(given, { timeline, order, terminal, ask: yes ? undefined : ask })
        const [language] = Object.keys(texts.title)
        const context = { timeline, events, language: language!, order, file: '' }
        const plan = planImport([rowOf('', { ...fields, ...mapValues(texts, someText) })], context)
        for (const { event } of plan.events)
          for (const [name, text] of Object.entries(texts)) if (someText(text)) event[name as TextName] = text
        const edits = await checkedEdits(folder, files, plan, now)
        if (plan.known > 0) throw new OperatorError(`${data} has an event with this date and title already`)
        if (plan.rejected.length > 0)
          throw new OperatorError(plan.rejected.map(({ why }) => `The event ${why}`).join('\n'))

        const [{ event }] = plan.events as [(typeof plan.events)[number]]
        const file = `${data}/${[...edits.keys()][0]}`
        print(terminal, `${file}:\n${withEvents('', [event])}`)
        if (!dryRun && !yes) await confirm(file, ask)
        if (!dryRun) await writeEdits(folder, edits)
        print(terminal, `${event.id} ${dryRun ? 'would be added' : 'added'} to ${file}`)
      })
    })

type Texts = Record<string, string>
type TextName = 'title' | 'summary' | 'attribution'

interface Context {
  timeline: AuthoredTimeline
  order: DayMonthOrder | undefined
  terminal: Terminal
  /** Absent if the defaults are used without a question. */
  ask: ((question: string) => Promise<string | undefined>) | undefined
}

interface Question {
  /** The value of the option. */
  stated?: string | undefined
  /** Used for an empty answer; without it, an answer is needed. */
  fallback?: string
  /** The mistake in an answer and its correction; undefined if there is none. */
  mistake?: (text: string) => string | undefined
}

type Given = Partial<Record<Exclude<Field, TextName>, string>> & Record<TextName, string[]>

const mapValues = <V, W>(object: Record<string, V>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))

const someText = (texts: Texts): string | undefined => Object.values(texts)[0]

/** Takes the values of options and asks for the rest. After a wrong answer it explains the mistake and asks again. */
async function interview(given: Given, { timeline, order, terminal, ask }: Context) {
  async function answer(name: Field, question: string, { stated, fallback, mistake }: Question): Promise<string> {
    for (;;) {
      const text = stated ?? (ask ? await ask(`${question}${fallback ? ` [${fallback}]` : ''}: `) : '')
      if (text === undefined) throw new OperatorError(`No answer: pass --${name}`)
      const found = text.trim() || fallback
      const wrong = found === undefined ? 'a text is needed' : found && mistake?.(found)
      if (found !== undefined && !wrong) return found
      if (stated !== undefined || ask === undefined) throw new OperatorError(`--${name}: ${wrong}`)
      printError(terminal, `${question}: ${wrong}`)
    }
  }

  /** @param needed whether there has to be one in the first language */
  async function texts(name: TextName, question: string, needed: boolean): Promise<Texts> {
    const stated: Texts = {}
    for (const [language, text] of given[name].map(each => inLanguage(each, timeline.languages))) {
      if (stated[language] !== undefined)
        throw new OperatorError(
          `--${name}: two texts in ${language}; allowed: one for each language, named as in ${timeline.languages.at(-1)}=TEXT`,
        )
      stated[language] = text
    }
    const found: Texts = {}
    for (const [index, language] of timeline.languages.entries()) {
      const fallback = needed && index === 0 && !someText(stated) ? {} : { fallback: '' }
      const asked = timeline.languages.length === 1 ? question : `${question} (${language})`
      const text = await answer(name, asked, { stated: stated[language] ?? (someText(stated) && ''), ...fallback })
      if (text !== '') found[language] = text
    }
    return found
  }

  const categories = Object.entries(timeline.categories)
  const date = await answer('date', 'Date', { stated: given.date, mistake: text => dateMistake(text, order) })
  const title = await texts('title', 'Title', true)
  const summary = await texts('summary', 'Summary', false)
  const category = await answer('category', `Category (${choice('', Object.keys(timeline.categories))})`, {
    stated: given.category,
    fallback: categories[0]![0],
    mistake: text =>
      categories.some(([id, { name }]) => [id, ...Object.values(name)].includes(text))
        ? undefined
        : `"${text}" is not a category; allowed: ${choice(text, Object.keys(timeline.categories))}`,
  })
  const significance = await answer('significance', 'Significance, from 1 (a detail) to 5 (a turning point)', {
    stated: given.significance,
    fallback: '3',
    mistake: text => (/^[1-5]$/.test(text) ? undefined : `"${text}" is not a whole number from 1 to 5`),
  })
  const status = await answer('status', `Status (${orList(STATUSES)})`, {
    stated: given.status,
    fallback: STATUSES[0],
    mistake: text =>
      STATUSES.some(each => each === text) ? undefined : `"${text}" is not a status; allowed: ${orList(STATUSES)}`,
  })
  const isConfirmed = status === STATUSES[0]
  const attribution =
    isConfirmed && given.attribution.length === 0 ? {} : await texts('attribution', 'Who says so', true)
  const url = await answer('url', 'Web address of the source, or nothing for a book or an archive', {
    stated: given.url ?? (given.reference && ''),
    fallback: '',
    mistake: text => (/^https?:\/\/./.test(text) ? undefined : `"${text}" is not an address; allowed: https://…`),
  })
  if (ask === undefined && url === '' && given.reference === undefined)
    throw new OperatorError('A source is needed: pass --url or --reference')
  const reference =
    url !== '' && given.reference === undefined
      ? ''
      : await answer('reference', 'Place in the book, register or archive', { stated: given.reference })
  const source = await answer('source', 'Title of the source', { stated: given.source, fallback: url || reference })
  const publisher = await answer('publisher', 'Publisher of the source', {
    stated: given.publisher,
    fallback: URL.parse(url)?.hostname ?? someText(timeline.title)!,
  })
  return {
    fields: { id: given.id, date, category, significance, status, url, reference, source, publisher },
    texts: { title, summary, attribution },
  }
}

/** A text with its language: that of the tag with which it begins, otherwise the first. */
function inLanguage(text: string, languages: readonly string[]): [language: string, text: string] {
  const [, tag, rest] = /^([A-Za-z-]+)=(.*)$/s.exec(text) ?? []
  return languages.some(language => language === tag) ? [tag!, rest!] : [languages[0]!, text]
}

function dateMistake(text: string, order: DayMonthOrder | undefined): string | undefined {
  const dates = dateFromText(text, order)
  if (dates.length === 0)
    return `"${text}" cannot be read; allowed: dates such as 1997-07-14, 3 May 1931, May 1931, c. 1920, spring 1945 or 1939-1945`
  if (dates.length === 1) return undefined
  return `"${text}" may be ${orList(dates)}: write one of them, or pass --day-first or --month-first`
}

async function confirm(file: string, ask: NonNullable<Context['ask']>): Promise<void> {
  const text = await ask(`Write this to ${file}? [Y/n] `)
  if (text === undefined) throw new OperatorError('No answer: confirm with y, or pass --yes')
  if (!/^(y(es)?)?$/i.test(text)) throw new OperatorError('Nothing was written')
}
