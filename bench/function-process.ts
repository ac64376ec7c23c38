/** Starts `bench/warm-functions.ts` in its own process and sends it tasks. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { OperatorError } from '../lib/operator-error.ts'
import type { Settings, Tasks } from './warm-functions.ts'

export interface FunctionProcess {
  /** Runs one task at a time. @throws {OperatorError} with the process's error, or when it has exited */
  call<T extends keyof Tasks>(task: T, ...argument: Parameters<Tasks[T]>): ReturnType<Tasks[T]>
  stop(): Promise<void>
}

export function startFunctions(settings: Settings): FunctionProcess {
  const child = fork(join(import.meta.dirname, 'warm-functions.ts'), [JSON.stringify(settings)])
  const ended = once(child, 'exit')
  const call = async (task: string, argument: unknown) => {
    child.send({ task, argument })
    const [answer] = await Promise.race([once(child, 'message'), ended])
    if (answer === null || typeof answer !== 'object') throw new OperatorError(`${task}: the process has ended`)
    if ('error' in answer) throw new OperatorError(answer.error)
    return answer.result
  }
  return {
    call: call as FunctionProcess['call'],
    async stop() {
      child.disconnect()
      await ended
    },
  }
}
