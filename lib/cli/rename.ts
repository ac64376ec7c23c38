/** `annals rename`: gives an event another id in the data folder. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { check } from '../../lambdas/data/check.ts'
import { readFiles } from '../../lambdas/data/read-files.ts'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { withEdits, writeEdits } from './edit-folder.ts'
import { withRenamed } from './import/edit-yaml.ts'
import { DATA } from './options.ts'
import { print } from './terminal.ts'

export const define: Definition = terminal =>
  new Command()
    .description(
      'Gives an event another id in the data folder, and notes the former one: its addresses redirect, and in feeds and calendars the event stays the same item.',
    )
    .argument('<old>', 'id of the event')
    .argument('<new>', 'its new id')
    .addOption(DATA)
    .action(async (from, to, { data }) => {
      const folder = resolve(terminal.cwd, data)
      const now = Date.parse(terminal.now())
      const files = await readFiles(folder)
      const { events } = check(files, now)
      if (!events.some(({ id }) => id === from)) throw new OperatorError(`${data} has no event "${from}"`)
      const edits = new Map<string, string>()
      for (const { name } of files.events) {
        const text = await readFile(join(folder, name), 'utf8')
        const renamed = withRenamed(text, from, to)
        if (renamed !== text) edits.set(name, renamed)
      }
      check(withEdits(files, edits), now)
      await writeEdits(folder, edits)
      for (const name of edits.keys()) print(terminal, `${name}: ${from} is ${to} now`)
    })
