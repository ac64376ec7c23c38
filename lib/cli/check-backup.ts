/** Holds the events of a backup to the rules of a data folder, because a file that anybody may have edited is not to be trusted. */
import { declared, eventFields, eventMistakes } from '../../lambdas/data/check-event.ts'
import { formatPath, type Mistake } from '../../lambdas/data/finding.ts'
import { authoredEvent } from '../../lambdas/domain/authored.ts'
import { noVocabularies, type Timeline } from '../../lambdas/domain/event.ts'
import { type ExportRecord, latestOf } from '../../lambdas/store/export-record.ts'
import { OperatorError } from '../operator-error.ts'
import { recordsOf } from './backup-file.ts'

/** The maximum number of mistakes shown. */
const SHOWN = 100

/**
 * Checks every event against the schema, languages and vocabularies of the backup, and earlier revisions against the schema alone, because
 * vocabularies change.
 * @throws {OperatorError} with a line for each mistake, or if a line is not a record
 */
export async function checkBackup(path: string): Promise<void> {
  const context = await contextOf(path)
  const found: string[] = []
  let more = 0
  let line = 0
  for await (const record of recordsOf(path)) {
    line++
    for (const mistake of mistakesOf(record, context))
      if (found.length < SHOWN) found.push(`${path}:${line} ${described(mistake)}`)
      else more++
  }
  if (found.length > 0) throw new OperatorError([...found, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
}

interface Context {
  languages: readonly string[]
  timeline: ReturnType<typeof declared>
  isEvent: () => boolean
  eventsLike: () => string
}

/** The declarations are behind the events in the file. */
async function contextOf(path: string): Promise<Context> {
  const vocabularies = noVocabularies()
  let timeline = { languages: [] as string[] } as unknown as Timeline
  for await (const record of recordsOf(path))
    if (record.kind === 'settings') timeline = record.timeline
    else if (record.kind === 'term') (vocabularies[record.vocabulary] as { id: string }[]).push(record.term)
  // An event may relate to one that was deleted.
  return {
    languages: timeline.languages,
    timeline: declared(timeline, vocabularies),
    isEvent: () => true,
    eventsLike: () => '',
  }
}

interface LocatedMistake extends Mistake {
  id: string
  revision: number
}

function* mistakesOf(record: ExportRecord, context: Context): Generator<LocatedMistake> {
  if (record.kind !== 'event') return
  for (const each of record.revisions) {
    if (each.event === undefined) continue
    const { mistakes, valid } = eventFields(authoredEvent(each.event, context.languages))
    const further = each === latestOf(record) ? eventMistakes(valid, context) : []
    for (const mistake of [...mistakes, ...further]) yield { ...mistake, id: record.id, revision: each.revision }
  }
}

const described = ({ id, revision, path, wrong, allowed }: LocatedMistake): string =>
  `${id}, revision ${revision}: ${formatPath(path)} ${wrong}; allowed: ${allowed()}`
