/** `timeline generate`: writes a generated timeline to a file that `timeline import` reads. */
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getSystemErrorMessage } from 'node:util'
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import { latestOf } from '../../lambdas/store/export-record.ts'
import { type Progress, showProgress } from '../../lib/cli/progress.ts'
import { print, type Terminal } from '../../lib/cli/terminal.ts'
import { parseArguments } from '../../lib/command-line.ts'
import { OperatorError } from '../../lib/operator-error.ts'
import { generatedRecords, MOST_EVENTS } from './generated-timeline.ts'

/** Events per write. */
const EVENTS = 200

export async function generateTimelineCommand(args: string[], terminal: Terminal): Promise<void> {
  const values = parseArguments(args, {
    events: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    to: { type: 'string' },
  })
  const events = aWholeNumber('--events', values.events, 1, MOST_EVENTS)
  const seed = aWholeNumber('--seed', values.seed, 0, 2 ** 32 - 1)
  const path = resolve(terminal.cwd, values.to ?? `generated-${events}-${seed}.ndjson`)
  try {
    const file = await open(path, 'wx')
    await pipeline(
      Readable.from(generatedLines(events, seed, showProgress('events', terminal.stderr))),
      file.createWriteStream(),
    )
  } catch (error) {
    throw fileError(path, error)
  }
  print(terminal, `${path}: ${events} events generated from seed ${seed}; timeline import --from loads them`)
}

function aWholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new OperatorError(`${option} "${text}" must be an integer between ${least} and ${most}`)
  return number
}

function* generatedLines(events: number, seed: number, progress: Progress): Generator<string> {
  let lines = ''
  let done = 0
  for (const record of generatedRecords(events, seed)) {
    lines += `${canonicalJson(record)}\n`
    if (record.kind !== 'event' || latestOf(record).deleted) continue
    done++
    if (done % EVENTS !== 0 && done !== events) continue
    yield lines
    progress(done, events)
    lines = ''
  }
  yield lines
}

function fileError(path: string, error: unknown): unknown {
  const { code, errno } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return new OperatorError(`${path} exists already: delete it, or choose another file with --to`)
  return errno === undefined ? error : new OperatorError(`${path}: ${getSystemErrorMessage(errno)}`)
}
