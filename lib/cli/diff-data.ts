/** `timeline diff`: shows what loading the data folder would change, without changing anything. */
import { resolve } from 'node:path'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { previewLoad } from '../../lambdas/store/dynamodb/load.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { parseArguments } from '../command-line.ts'
import { explainInvalidData } from '../local/jobs.ts'
import { listed } from './listed.ts'
import { openTimeline, timelineOptions } from './open-timeline.ts'
import { dataOption } from './options.ts'
import { print, type Terminal } from './terminal.ts'

export async function diffDataCommand(args: string[], terminal: Terminal): Promise<void> {
  const { data, ...choice } = parseArguments(args, {
    ...timelineOptions(terminal),
    ...dataOption(terminal),
  })
  const contents = await explainInvalidData(readContents(resolve(terminal.cwd, data)))
  const timeline = await openTimeline(choice, 'timeline diff', terminal)
  try {
    const { plan, stored } = await explainAwsErrors(
      'The comparison stopped',
      previewLoad(timeline.connection, contents, terminal.now()),
    )
    const isThere = (id: string) => stored.get(id)?.deleted !== true && stored.has(id)
    const written = plan.writes.map(({ event, digest }) => ({
      id: event.id,
      isSame: stored.get(event.id)?.digest === digest,
    }))
    const added = written.filter(({ id }) => !isThere(id))
    const corrected = written.filter(({ id, isSame }) => isThere(id) && !isSame)
    const agreed = written.filter(({ id, isSame }) => isThere(id) && isSame)
    const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id)
    const groups: [string, string[]][] = [
      ['added', ids(added)],
      ['corrected', ids(corrected)],
      ['already the same in the timeline', ids(agreed)],
      ['deleted', ids(plan.deletions)],
      ['kept, because an editor changed them since the last load', plan.kept],
      ['NOT loaded, because both the folder and an editor changed them', plan.conflicts],
    ]
    print(terminal, `A load of ${data} into ${timeline.name}: ${plan.unchanged} events unchanged`)
    for (const [what, group] of groups)
      if (group.length > 0) print(terminal, `${group.length} ${what}: ${listed(group)}`)
  } finally {
    await timeline.stop()
  }
}
