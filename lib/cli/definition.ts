import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import type { Terminal } from './terminal.ts'

/** Declares the arguments, options and action of a command. `annals.ts` adds the name and the summary, which are in `commands.ts`. */
export type Definition = (terminal: Terminal) => CommandUnknownOpts
