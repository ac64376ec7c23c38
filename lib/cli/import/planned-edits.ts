/** The edits that bring planned events into a data folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check } from '../../../lambdas/data/check.ts'
import { InvalidData } from '../../../lambdas/data/finding.ts'
import type { DataFiles } from '../../../lambdas/data/read-files.ts'
import { withEdits } from '../edit-folder.ts'
import { schemaLine, withEvents, withTerms } from './edit-yaml.ts'
import { fileOf, type ImportPlan } from './plan.ts'

/** The new text of each file that changes. */
async function editsOf(folder: string, files: DataFiles, { events, terms }: ImportPlan): Promise<Map<string, string>> {
  const textOf = (name: string) =>
    readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  const edits = new Map<string, string>()
  const settings = (await textOf('timeline.yaml'))!
  if (Object.values(terms).some(({ size }) => size > 0)) edits.set('timeline.yaml', withTerms(settings, terms))
  const byFile = Map.groupBy(events, ({ event }) => fileOf(event))
  for (const [file, added] of byFile) {
    const name = files.events.find(each => each.name.replace(/\.yml$/, '.yaml') === file)?.name ?? file
    const addedEvents = added.map(({ event }) => event)
    edits.set(name, withEvents(await textOf(name), addedEvents, schemaLine(settings)))
  }
  return edits
}

/** Checks the folder as it would be after the import, as `annals check` does. Events with a mistake move to `plan.rejected`. */
export async function checkedEdits(
  folder: string,
  files: DataFiles,
  plan: ImportPlan,
  now: number,
): Promise<Map<string, string>> {
  for (;;) {
    const edits = await editsOf(folder, files, plan)
    try {
      check(withEdits(files, edits), now)
      return edits
    } catch (error) {
      if (!(error instanceof InvalidData)) throw error
      const wrong = Map.groupBy(error.findings, ({ event }) => event)
      const rejected = plan.events.filter(({ event }) => wrong.has(event.id))
      if (rejected.length === 0) throw error
      plan.events = plan.events.filter(({ event }) => !wrong.has(event.id))
      for (const { event, place } of rejected)
        for (const { path, wrong: what, allowed } of wrong.get(event.id)!)
          plan.rejected.push({ place, why: `has a mistake: ${path} ${what}; allowed: ${allowed}` })
    }
  }
}
