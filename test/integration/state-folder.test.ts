/** The state folder has one owner at a time, however the last one ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openStateFolder, runningHost } from '../../lib/local/state-folder.ts'
import { OperatorError } from '../../lib/operator-error.ts'

const MODULE = fileURLToPath(new URL('../../lib/local/state-folder.ts', import.meta.url))

let scratch: string
let folder: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-state-'))
  folder = join(scratch, '.annals')
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/**
 * A process that says `ready`, waits for a line, opens all `folders` at once, says for each whether it `opened` it or else why not,
 * and keeps what it has until it is killed.
 */
function opener(folders: string[]) {
  const text = `import { once } from 'node:events'
    import { openStateFolder } from '${MODULE}'
    console.log('ready')
    await once(process.stdin, 'data')
    const open = path => openStateFolder(path, 'npm start').then(
      async folder => { await folder.announce({ endpoint: 'http://127.0.0.1:8000' }); return 'opened' },
      error => error.constructor.name + ': ' + error.message,
    )
    console.log(JSON.stringify(await Promise.all(${JSON.stringify(folders)}.map(open))))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', text], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => (await lines.next()).value ?? ''
  return {
    pid: child.pid,
    ready: nextLine,
    open: async (): Promise<string[]> => {
      child.stdin.write('go\n')
      return JSON.parse(await nextLine())
    },
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** A process that has opened all `folders`. */
async function owner(...folders: string[]) {
  const child = opener(folders)
  await child.ready()
  expect(await child.open()).toEqual(folders.map(() => 'opened'))
  return child
}

describe('openStateFolder', () => {
  test('creates the folder, and releases it for the next process', async () => {
    const first = await openStateFolder(folder, 'npm start')
    expect(first.path).toBe(folder)
    await first.close()
    expect(await readdir(folder)).toEqual(['owner.lock'])
    await (await openStateFolder(folder, 'npm start')).close()
  })

  test('refuses a folder of a running process, naming it', async () => {
    const { pid } = await owner(folder)
    const refused = openStateFolder(folder, 'npm run timeline')
    await expect(refused).rejects.toThrow(OperatorError)
    await expect(refused).rejects.toThrow(`${folder} is in use by process ${pid} (npm start); stop it first`)
    expect(await runningHost(folder)).toEqual({ endpoint: 'http://127.0.0.1:8000' })
  })

  test('refuses a folder that this process already has', async () => {
    const first = await openStateFolder(folder, 'npm start')
    await expect(openStateFolder(folder, 'npm start')).rejects.toThrow(`in use by process ${process.pid}`)
    await first.close()
  })

  test('takes over from a process that was killed', async () => {
    await (await owner(folder)).kill()
    const taken = await openStateFolder(folder, 'npm start')
    await expect(openStateFolder(folder, 'npm start')).rejects.toThrow(`in use by process ${process.pid}`)
    await taken.close()
  })

  test.each([
    ['this process, as in a container that starts again with process 1', process.pid],
    ['another program', process.ppid],
  ])('takes over from a process that was killed and whose id now belongs to %s', async (_, pid) => {
    await (await owner(folder)).kill()
    const left = JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8'))
    await writeFile(join(folder, 'owner.json'), JSON.stringify({ ...left, pid }))
    expect(await runningHost(folder)).toBeUndefined()
    await (await openStateFolder(folder, 'npm start')).close()
  })

  test.each([
    ['empty', (file: string) => truncate(file, 0)],
    ['missing', (file: string) => rm(file)],
  ])('refuses a folder whose running owner cannot be named because its file is %s', async (_, tear) => {
    await owner(folder)
    await tear(join(folder, 'owner.json'))
    await expect(openStateFolder(folder, 'npm start')).rejects.toThrow(
      `${folder} is in use by another process; stop it first`,
    )
    expect(await runningHost(folder)).toBeUndefined()
  })

  test('keeps what it announces from other users', async () => {
    const opened = await openStateFolder(folder, 'npm start')
    await writeFile(join(folder, 'owner.json.tmp'), '', { mode: 0o644 })
    await opened.announce({ endpoint: 'http://127.0.0.1:8000', url: 'http://localhost:3000', token: 'secret' })
    // Windows has no such modes.
    if (process.platform !== 'win32') expect((await stat(join(folder, 'owner.json'))).mode & 0o777).toBe(0o600)
    await opened.close()
  })

  test('gives a stale folder to exactly one of several concurrent processes', async () => {
    const folders = Array.from({ length: 10 }, (_, index) => join(scratch, `stale-${index}`))
    await (await owner(...folders)).kill()
    const racers = Array.from({ length: 5 }, () => opener(folders))
    await Promise.all(racers.map(racer => racer.ready()))
    const outcomes = await Promise.all(racers.map(racer => racer.open()))
    for (const index of folders.keys()) {
      const [winner, ...losers] = outcomes
        .map(outcome => outcome[index]!)
        .sort((a, b) => Number(b === 'opened') - Number(a === 'opened'))
      expect(winner).toBe('opened')
      for (const loser of losers) expect(loser).toMatch(/^OperatorError: .* is in use by process \d+ \(npm start\)/)
    }
  }, 30_000)

  test('says that it cannot write, and what to do', async () => {
    const file = join(scratch, 'file')
    await writeFile(file, '')
    const refused = openStateFolder(join(file, '.annals'), 'npm start')
    await expect(refused).rejects.toThrow(OperatorError)
    await expect(refused).rejects.toThrow(
      `Cannot write to the state folder ${file}/.annals: not a directory; make it writable, or use --memory`,
    )
  })
})

describe('runningHost', () => {
  test('is what the owner has announced, until it releases the folder', async () => {
    expect(await runningHost(folder)).toBeUndefined()
    const opened = await openStateFolder(folder, 'npm start')
    expect(await runningHost(folder)).toBeUndefined()
    const host = { endpoint: 'http://127.0.0.1:41231', url: 'http://localhost:3000', token: 'secret' }
    await opened.announce(host)
    expect(await runningHost(folder)).toEqual(host)
    await opened.close()
    expect(await runningHost(folder)).toBeUndefined()
  })

  test('is nothing once the owner was killed', async () => {
    await (await owner(folder)).kill()
    expect(await runningHost(folder)).toBeUndefined()
  })
})
