/** `annals get`: prints an event as it is authored, ready to be corrected and put back. */
import { stringify } from 'yaml'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { JSON_OUTPUT, timelineCommand } from './options.ts'
import { printJson } from './terminal.ts'
import { latestRevision, openApi } from './timeline-api.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description('Prints an event as YAML, with its revision in the first line, from the running timeline.')
    .argument('<id>', 'id of the event')
    .addOption(JSON_OUTPUT)
    .action(async (id, { json, ...choice }) => {
      const latest = await latestRevision(await openApi(choice, terminal), id)
      if (latest === undefined) throw new OperatorError(`There is no event "${id}"`)
      const { revision, updatedAt, event } = latest
      if (json) printJson(terminal, { revision, updatedAt, event })
      else terminal.stdout.write(`# revision ${revision}, of ${updatedAt}\n${stringify(event)}`)
    })
