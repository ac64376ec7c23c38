/** The local timeline for a command that comes and goes: that of a running host, or the state folder's own engine meanwhile. */

import { prepareTables } from './config.ts'
import { startEngine } from './engine.ts'
import { openStateFolder, runningHost } from './state-folder.ts'

export interface LocalTimeline {
  endpoint: string
  /** Whether nobody else keeps it loaded. */
  own: boolean
  stop: () => Promise<void>
}

/** @throws {OperatorError} if the state folder is held by another command, or no engine is to be had */
export async function openLocalTimeline(
  stateFolder: string,
  purpose: string,
  env: NodeJS.ProcessEnv,
): Promise<LocalTimeline> {
  const running = env.DYNAMODB_ENDPOINT ? undefined : await runningHost(stateFolder)
  if (running !== undefined) return { endpoint: running.endpoint, own: false, stop: async () => {} }

  const state = env.DYNAMODB_ENDPOINT ? undefined : await openStateFolder(stateFolder, purpose)
  try {
    const engine = await startEngine({ folder: state?.path, env })
    await prepareTables(engine.endpoint)
    const stop = async () => {
      await engine.stop()
      await state?.close()
    }
    return { endpoint: engine.endpoint, own: true, stop }
  } catch (error) {
    await state?.close()
    throw error
  }
}
