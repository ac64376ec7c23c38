/** `annals generate`: writes a backup of an artificial timeline. */
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getSystemErrorMessage } from 'node:util'
import { Command } from '@commander-js/extra-typings'
import { generatedRecords, MOST_EVENTS } from '../../bench/generator/generated-timeline.ts'
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import { latestOf } from '../../lambdas/store/export-record.ts'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { type Progress, showProgress } from './progress.ts'
import { print } from './terminal.ts'

const EVENTS = 200

export const define: Definition = terminal =>
  new Command()
    .description('Writes a backup of an artificial timeline. annals restore loads it.')
    .argument('[file]', 'file to write; by default generated-EVENTS-SEED.ndjson')
    .option('--events <number>', 'number of events', wholeNumber('--events', 1, MOST_EVENTS), 10_000)
    .option('--seed <number>', 'seed of the random numbers', wholeNumber('--seed', 0, 2 ** 32 - 1), 1)
    .action(async (file, { events, seed }) => {
      const path = resolve(terminal.cwd, file ?? `generated-${events}-${seed}.ndjson`)
      try {
        const lines = generatedLines(events, seed, showProgress('events', terminal.stderr))
        await pipeline(Readable.from(lines), (await open(path, 'wx')).createWriteStream())
      } catch (error) {
        throw explained(path, error)
      }
      print(terminal, `${path}: ${events} events generated from seed ${seed}; annals restore loads them`)
    })

const wholeNumber = (option: string, least: number, most: number) => (text: string) => {
  if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text)
  throw new OperatorError(`${option} "${text}" is invalid; allowed: whole numbers from ${least} to ${most}`)
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

function explained(path: string, error: unknown): unknown {
  const { code, errno } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return new OperatorError(`${path} exists already: delete it, or choose another file`)
  return errno === undefined ? error : new OperatorError(`${path}: ${getSystemErrorMessage(errno)}`)
}
