/** The disk fills up at the first start: one line, nothing is served, and the next start with more space goes on. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { startHost } from '../../lib/local/host.ts'
import { OperatorError } from '../../lib/operator-error.ts'
import { EVENTS } from '../support/chronology.ts'
import { send } from '../support/http-client.ts'
import { DATA_FOLDER } from '../support/local-host.ts'

const disk = mkdtempSync(join(tmpdir(), 'annals-disk-'))

function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Only root may mount a small disk. */
const isMounted = process.platform === 'linux' && mount('size=3m')
afterEach(() => {
  if (isMounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

const start = () =>
  startHost({
    port: 0,
    today: '2026-07-14',
    dataFolder: DATA_FOLDER,
    stateFolder: join(disk, 'state'),
    env: { PATH: process.env.PATH },
    report: () => {},
  })

const onSmallDisk = isMounted ? test : test.skip

onSmallDisk(
  'a start on a disk of 3 MB is refused in one line, and goes on where there is more space',
  async () => {
    const refused = start()
    await expect(refused).rejects.toThrow(OperatorError)
    await expect(refused).rejects.toThrow(
      new RegExp(
        `^The disk of ${disk}/state is full: [\\d.]+ (bytes|kB) of 3\\.1 MB are free\\. Free some space, or choose another folder with --state$`,
      ),
    )
    mount('remount', 'size=40m')
    const host = await start()
    expect((await send(host.url, '/v1/timeline')).json().events).toBe(EVENTS)
    await host.stop()
  },
  60_000,
)
