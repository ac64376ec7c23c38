/** `timeline diff`: what a load of the data folder would change; it changes nothing itself. */
import { resolve } from 'node:path'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { systemClock } from '../../lambdas/functions/config.ts'
import { previewLoad } from '../../lambdas/store/dynamodb/load.ts'
import { askingAws } from '../aws/errors.ts'
import { parseArguments } from '../command-line.ts'
import { tellingMistakes } from '../local/jobs.ts'
import { listed } from './listed.ts'
import { openTimeline, timelineOptions } from './open-timeline.ts'

export async function diffCommand(args: string[], root: string): Promise<void> {
  const { data, ...choice } = parseArguments(args, {
    ...timelineOptions(root),
    data: { type: 'string', default: resolve(root, 'data') },
  })
  const contents = await tellingMistakes(readContents(resolve(data)))
  const timeline = await openTimeline(choice, 'timeline diff')
  try {
    const { plan, stored } = await askingAws(
      'The comparison stopped',
      previewLoad(timeline.connection, contents, systemClock()),
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
      ['as an editor has it already, and the folder’s again', ids(agreed)],
      ['deleted', ids(plan.deletions)],
      ['kept as edited since the last load', plan.kept],
      ['NOT loaded, changed both here and by an editor', plan.conflicts],
    ]
    console.log(`A load of ${data} into ${timeline.name}: ${plan.unchanged} events unchanged`)
    for (const [what, group] of groups) if (group.length > 0) console.log(`${group.length} ${what}: ${listed(group)}`)
  } finally {
    await timeline.stop()
  }
}
