/** `annals import`: adds the events of a file that people have to a data folder. */
import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import { Command, Option } from '@commander-js/extra-typings'
import { check } from '../../lambdas/data/check.ts'
import { readFiles } from '../../lambdas/data/read-files.ts'
import type { DayMonthOrder } from '../../lambdas/domain/date-from-text.ts'
import { counted, listed } from '../counted.ts'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { writeEdits } from './edit-folder.ts'
import { readCalendar, readJson, readNdjson } from './import/documents.ts'
import { fileOf, planImport } from './import/plan.ts'
import { checkedEdits } from './import/planned-edits.ts'
import { FIELDS, type Field, type ImportedRow, UnreadableImport } from './import/row.ts'
import { readTable } from './import/tables.ts'
import { DATA } from './options.ts'
import { print, printError } from './terminal.ts'

type Columns = Partial<Record<Field, string>>

const READERS: Record<string, (text: string, columns: Columns) => ImportedRow[]> = {
  '.csv': (text, columns) => readTable(text, delimiterOf(text), columns),
  '.tsv': (text, columns) => readTable(text, '\t', columns),
  '.json': readJson,
  '.geojson': readJson,
  '.ndjson': readNdjson,
  '.jsonl': readNdjson,
  '.ics': readCalendar,
}

/** Spreadsheets in many languages separate by semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  return [',', ';', '\t'].reduce((best, each) => (header.split(each).length > header.split(best).length ? each : best))
}

function columnsOf(pairs: readonly string[]): Columns {
  return Object.fromEntries(
    pairs.map(pair => {
      const [field, ...name] = pair.split('=')
      if (!FIELDS.some(each => each === field) || name.length === 0)
        throw new OperatorError(`--column takes FIELD=NAME, where FIELD is one of ${FIELDS.join(', ')}`)
      return [field, name.join('=')]
    }),
  )
}

async function readRows(path: string, columns: Columns): Promise<ImportedRow[]> {
  const read = READERS[extname(path).toLowerCase()]
  if (!read) throw new OperatorError(`${path} must end in one of ${Object.keys(READERS).join(', ')}`)
  const text = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} cannot be read: ${getSystemErrorMessage(error.errno!)}`)
  })
  try {
    return read(new TextDecoder('utf-8', { fatal: true }).decode(text), columns)
  } catch (error) {
    if (error instanceof UnreadableImport) throw new OperatorError(`${path} ${error.message}`)
    if (error instanceof TypeError) throw new OperatorError(`${path} is not UTF-8 text: save it in this encoding`)
    throw error
  }
}

export const define: Definition = terminal =>
  new Command()
    .description(
      'Adds the events of a CSV, TSV, TimelineJS, GeoJSON, iCalendar or NDJSON file to a data folder, sorted by time, without changing what is there. Rows that cannot be taken are named.',
    )
    .argument('<file>', `the file; it ends in ${Object.keys(READERS).join(', ')}`)
    .addOption(DATA)
    .option(
      '--column <field=name>',
      'the column of a field, if its name does not say so; repeatable',
      (pair, all: string[]) => [...all, pair],
      [],
    )
    .option('--language <tag>', 'language of the texts; otherwise the first of the timeline')
    .addOption(new Option('--day-first', '03/05/1931 is 3 May').conflicts('monthFirst'))
    .addOption(new Option('--month-first', '03/05/1931 is March 5').conflicts('dayFirst'))
    .option('--dry-run', 'only show what would be written')
    .action(async (file, { data, column, language: stated, dayFirst, monthFirst, dryRun }) => {
      const path = resolve(terminal.cwd, file)
      const folder = resolve(terminal.cwd, data)
      const now = Date.parse(terminal.now())
      const rows = await readRows(path, columnsOf(column))
      const files = await readFiles(folder)
      const { timeline, events } = check(files, now)
      const language = stated ?? timeline.languages[0]!
      if (!timeline.languages.includes(language))
        throw new OperatorError(`--language takes a language of the timeline: ${timeline.languages.join(', ')}`)
      const order: DayMonthOrder | undefined = dayFirst ? 'day-first' : monthFirst ? 'month-first' : undefined
      const plan = planImport(rows, { timeline, events, language, order, file: basename(path) })
      const edits = await checkedEdits(folder, files, plan, now)

      for (const { event } of plan.events) print(terminal, `+ ${fileOf(event)}  ${event.date}  ${event.id}`)
      for (const [vocabulary, terms] of Object.entries(plan.terms))
        if (terms.size > 0) print(terminal, `+ timeline.yaml  ${vocabulary}: ${listed([...terms.keys()])}`)
      if (plan.inferred)
        print(terminal, `Dates such as 03/05/1931 are read ${plan.inferred}, because others in the file are.`)
      for (const { place, why } of plan.rejected) printError(terminal, `${basename(path)} ${place} ${why}`)
      if (!dryRun) await writeEdits(folder, edits)
      const added = `${counted(plan.events.length, 'event')} ${dryRun ? 'would be added' : 'added'}`
      print(terminal, `${added} to ${data}, ${plan.known} already there`)
      const lost = plan.rejected.length
      if (lost > 0) throw new OperatorError(`${counted(lost, 'row')} ${lost === 1 ? 'was' : 'were'} not taken`)
    })
