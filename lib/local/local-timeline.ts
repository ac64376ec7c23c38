/** Opens the local timeline for a short-lived command: through the running host, or by starting an engine on the state folder. */
import { prepareTables } from './config.ts'
import { startEngine } from './engine.ts'
import { openStateFolder, runningHost } from './state-folder.ts'

export interface LocalTimeline {
  endpoint: string
  /** Whether this command started the engine; otherwise a running host has loaded the data. */
  own: boolean
  stop: () => Promise<void>
}

/** @throws {OperatorError} if another command uses the state folder, or no engine can be started */
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
