/** A function as Lambda runs it: Amazon's own runtime client in a process of its own, served by a Runtime API on this machine. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { OperatorError } from '../../lib/operator-error.ts'

const CLIENT = join(import.meta.dirname, 'node_modules/aws-lambda-ric')

/** What Lambda takes from a deployment. */
export interface Bundle {
  /** What is unpacked to `/var/task`. */
  folder: string
  /** e.g. `index.handler` */
  handler: string
  timeoutSeconds: number
}

/** What a function reports when it cannot start, or when an invocation fails. */
export class FunctionError extends Error {
  readonly type: string
  constructor({ errorType, errorMessage }: { errorType: string; errorMessage: string }) {
    super(errorMessage)
    this.type = errorType
  }
}

export interface RunningFunction {
  pid: number
  /** From the start of the process to its first request for an invocation. */
  initMilliseconds: number
  /** What it wrote to its log, line by line. */
  log: string[]
  /**
   * Waits for its turn, since a function does one thing at a time.
   * @returns what the handler returned
   * @throws {FunctionError} what the handler threw, or that the process ended
   */
  invoke(event: unknown): Promise<unknown>
  /** Resolves when the process is gone; more than once is fine. */
  stop(): Promise<void>
}

interface Invocation {
  event: unknown
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
const PATHS = /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/[^/]+\/(response|error)|init\/(error))$/

/** @throws {OperatorError} when the runtime client has not been built */
export function requireClient(): void {
  if (!existsSync(join(CLIENT, 'rapid-client.node')))
    throw new OperatorError('The Lambda runtime client is not built: npm run prepare:runtime does that')
}

export interface FunctionOptions {
  /** Receives each line of the log as it comes. */
  told?: ((line: string) => void) | undefined
  /** The clock of the function in milliseconds since 1970, by which its deadlines are set. The system clock by default. */
  clock?: (() => number) | undefined
}

/**
 * Starts a function, and resolves when it asks for its first invocation.
 * @param environment all of it but what Lambda itself sets: the function sees nothing of this process's own
 * @throws {FunctionError} what kept it from starting
 */
export async function startFunction(
  { folder, handler, timeoutSeconds }: Bundle,
  environment: Record<string, string>,
  { told, clock = Date.now }: FunctionOptions = {},
): Promise<RunningFunction> {
  requireClient()
  const waiting: Invocation[] = []
  let current: Invocation | undefined
  let next: ServerResponse | undefined
  const log: string[] = []
  const started = Promise.withResolvers<number>()

  function handOut(): void {
    if (next === undefined || waiting.length === 0) return
    current = waiting.shift()!
    next.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': randomUUID(),
      'lambda-runtime-deadline-ms': String(clock() + timeoutSeconds * 1000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:ap-northeast-2:123456789012:function:annals',
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0',
    })
    next.end(JSON.stringify(current.event))
    next = undefined
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, asked, outcome, failed] = PATHS.exec(request.url!) ?? []
    if (asked) {
      started.resolve(performance.now())
      next = response
      handOut()
      return
    }
    // biome-ignore lint/suspicious/noExplicitAny: what a handler returns, or an error report
    const reported: any = await json(request)
    if (outcome === 'response') current?.resolve(reported)
    else if (outcome === 'error') current?.reject(new FunctionError(reported))
    else if (failed) started.reject(new FunctionError(reported))
    current = undefined
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(error => response.destroy(error))
  })
  // An invocation may be waited for as long as it takes.
  server.keepAliveTimeout = 0
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

  const beginning = performance.now()
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    [join(CLIENT, 'index.mjs'), handler],
    {
      cwd: folder,
      env: { ...environment, ...surroundings(folder, handler), AWS_LAMBDA_RUNTIME_API: address },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', line => {
      log.push(line)
      told?.(line)
    })
  const ended = new Promise<void>(resolve => {
    child.once('close', (code, signal) => {
      const errorMessage = `The process ended with ${signal ?? code}: ${log.slice(-5).join(' ')}`
      const error = new FunctionError({ errorType: 'Runtime.ExitError', errorMessage })
      started.reject(error)
      for (const { reject } of [current, ...waiting].flatMap(each => each ?? [])) reject(error)
      resolve()
    })
  })
  async function stop(): Promise<void> {
    child.kill('SIGKILL')
    await ended
    server.closeAllConnections()
    server.close()
  }

  try {
    const initMilliseconds = (await started.promise) - beginning
    return {
      pid: child.pid!,
      initMilliseconds,
      log,
      invoke: event =>
        new Promise((resolve, reject) => {
          if (child.exitCode !== null || child.signalCode !== null)
            throw new FunctionError({ errorType: 'Runtime.ExitError', errorMessage: 'The process has ended' })
          waiting.push({ event, resolve, reject })
          handOut()
        }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What Lambda itself sets: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const surroundings = (folder: string, handler: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: handler,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'annals',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: 'annals',
  AWS_LAMBDA_LOG_STREAM_NAME: 'annals',
})
