/** Options shared by several commands. */
import { join } from 'node:path'
import type { Terminal } from './terminal.ts'

export const dataOption = ({ root }: Terminal) => ({ data: { type: 'string', default: join(root, 'data') } }) as const

export const stateOption = ({ root }: Terminal) =>
  ({ state: { type: 'string', default: join(root, '.annals') } }) as const
