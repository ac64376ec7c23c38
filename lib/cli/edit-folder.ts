/** Edits of the files of a data folder, which are checked before they are written. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DataFiles, parseFile } from '../../lambdas/data/read-files.ts'

/** New texts by file name, e.g. `events/1997.yaml`. */
export type Edits = ReadonlyMap<string, string>

/** The folder as it would be. */
export function withEdits(files: DataFiles, edits: Edits): DataFiles {
  const edited = [...edits].map(([name, text]) => parseFile(name, text))
  return {
    ...files,
    timeline: edited.find(({ name }) => name === 'timeline.yaml') ?? files.timeline,
    events: [
      ...files.events.filter(({ name }) => !edits.has(name)),
      ...edited.filter(({ name }) => name !== 'timeline.yaml'),
    ],
  }
}

export async function writeEdits(folder: string, edits: Edits): Promise<void> {
  for (const [name, text] of edits) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}
