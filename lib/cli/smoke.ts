/** `annals smoke`: asks a running timeline for one of everything, and stops at the first fault. */
import { resolve } from 'node:path'
import { signIn } from '../aws/account.ts'
import { stackNamed } from '../aws/stack.ts'
import { runningHost } from '../local/state-folder.ts'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import type { TimelineChoice } from './open-timeline.ts'
import { timelineCommand } from './options.ts'
import { CHECKS, type Target } from './smoke-checks.ts'
import { print, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description(
      'Asks a running timeline for one of everything – an event, a search, a feed, a calendar, a page, what caches and writes depend on – and shows what was asked, found and expected. Stops at the first fault with what to look at. Changes nothing.',
    )
    .option('--url <url>', 'ask this address, not that of the local timeline')
    .action(async choice => {
      const target = await targetOf(choice, terminal)
      print(terminal, `${target.url}\n`)
      const known = { id: '', word: '' }
      for (const check of CHECKS) {
        const { asked, found } = await check.run(target, known).catch(unreachable(check.name, target))
        const line = `${check.name.padEnd(27)} ${asked.padEnd(36)} ${found}`
        if (found !== check.expected)
          throw new OperatorError(`FAULT ${line}; expected: ${check.expected}\nLook at this: ${check.hint}`)
        print(terminal, `ok    ${line}`)
      }
      print(terminal, `\nAll ${CHECKS.length} are as expected`)
    })

type Choice = TimelineChoice & { url?: string | undefined }

/** @throws {OperatorError} if there is no such address, stack or running host */
async function targetOf({ url, stack: name, state, ...account }: Choice, terminal: Terminal): Promise<Target> {
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new OperatorError(`--url "${url}" is not an address; allowed: one such as https://timeline.example.org`)
    const address = url.replace(/\/+$/, '')
    return { url: address, writeUrl: address, hasCache: false }
  }
  if (name !== undefined) {
    const { outputs } = await stackNamed(name, await signIn(account, terminal.env))
    if (outputs.Address === undefined || outputs.ApiAddress === undefined)
      throw new OperatorError(`The stack ${name} has no outputs Address and ApiAddress: it is not an Annals stack`)
    return { url: outputs.Address, writeUrl: outputs.ApiAddress, hasCache: true }
  }
  const folder = resolve(terminal.cwd, state)
  const host = await runningHost(folder)
  if (host === undefined)
    throw new OperatorError(`No annals start is running with ${folder}: start it, or name a --stack or a --url`)
  return { url: host.url, writeUrl: host.url, hasCache: false }
}

const unreachable =
  (name: string, { url }: Target) =>
  (error: Error & { cause?: { code?: string } }): never => {
    throw new OperatorError(
      `FAULT ${name}: ${url} cannot be reached (${error.cause?.code ?? error.message})\nLook at this: is the address right, and does the name resolve? A new distribution takes some minutes`,
    )
  }
