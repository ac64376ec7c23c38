/** `annals delete`: deletes an event. */
import type { Definition } from './definition.ts'
import { timelineCommand } from './options.ts'
import { print } from './terminal.ts'
import { addressOf, atRevision, openApi } from './timeline-api.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description('Deletes an event from the running timeline. Its revisions stay.')
    .argument('<id>', 'id of the event')
    .requiredOption('--revision <number>', 'revision to delete, as annals get shows it')
    .action(async (id, { revision, ...choice }) => {
      const condition = atRevision(revision)
      const api = await openApi(choice, terminal)
      await api('DELETE', addressOf(id), condition)
      print(terminal, `${id} deleted; its revisions stay`)
    })
