/** `annals diff`: shows what loading the data folder would change, without changing anything. */

import { resolve } from 'node:path'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { previewLoad } from '../../lambdas/store/dynamodb/load.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { counted, listed } from '../counted.ts'
import { explainInvalidData } from '../local/jobs.ts'
import type { Definition } from './definition.ts'
import { usingTimeline } from './open-timeline.ts'
import { DATA, JSON_OUTPUT, timelineCommand } from './options.ts'
import { print, printJson } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description('Shows what loading a data folder would change, and changes nothing.')
    .addOption(DATA)
    .addOption(JSON_OUTPUT)
    .action(async ({ data, json, ...choice }) => {
      const contents = await explainInvalidData(readContents(resolve(terminal.cwd, data)))
      await usingTimeline(choice, 'annals diff', terminal, async timeline => {
        const preview = previewLoad(timeline.connection, contents, terminal.now())
        const explained = explainInvalidData(explainAwsErrors('The comparison stopped', preview))
        const { unchanged, ...changes } = changesOf(await explained)
        if (json) return printJson(terminal, { folder: data, timeline: timeline.name, unchanged, ...changes })
        print(terminal, `A load of ${data} into ${timeline.name}: ${counted(unchanged, 'event')} unchanged`)
        for (const [kind, ids] of Object.entries(changes))
          if (ids.length > 0) print(terminal, `${ids.length} ${MEANING[kind as keyof typeof MEANING]}: ${listed(ids)}`)
      })
    })

/** The words for each kind of change. */
const MEANING = {
  added: 'added',
  corrected: 'corrected',
  same: 'already the same in the timeline',
  deleted: 'deleted',
  kept: 'kept, because an editor changed them since the last load',
  conflicts: 'NOT loaded, because both the folder and an editor changed them',
}

/** Ids by kind. */
function changesOf({ plan, stored }: Awaited<ReturnType<typeof previewLoad>>) {
  const isThere = (id: string) => stored.get(id)?.deleted !== true && stored.has(id)
  const written = plan.writes.map(({ event: { id }, digest }) => ({ id, isSame: stored.get(id)?.digest === digest }))
  const idsWhere = (holds: (write: { id: string; isSame: boolean }) => boolean) =>
    written.filter(holds).map(({ id }) => id)
  return {
    unchanged: plan.unchanged,
    added: idsWhere(({ id }) => !isThere(id)),
    corrected: idsWhere(({ id, isSame }) => isThere(id) && !isSame),
    same: idsWhere(({ id, isSame }) => isThere(id) && isSame),
    deleted: plan.deletions.map(({ id }) => id),
    kept: plan.kept,
    conflicts: plan.conflicts,
  }
}
