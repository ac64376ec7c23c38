/** Writes results: a JSON file beside the bench and a section of `bench/README.md`. */
import { readFile, writeFile } from 'node:fs/promises'
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { OperatorError } from '../lib/operator-error.ts'
import manifest from '../package.json' with { type: 'json' }

const FOLDER = import.meta.dirname

/** The conditions of a run, read before it starts. @param packages whose versions matter */
export async function circumstances(packages: readonly string[]) {
  const versions = await Promise.all(packages.map(async name => [name, await versionOf(name)]))
  return {
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
      system: `${platform()} ${release()} ${arch()}`,
      // The load average at the start, in cores.
      load: Number(loadavg()[0]!.toFixed(1)),
    },
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      annals: manifest.version,
      ...Object.fromEntries(versions),
    },
  }
}

/** The conditions of a run as one sentence. */
export function conditions({ date, machine, versions }: Awaited<ReturnType<typeof circumstances>>): string {
  const { processor, cores, memory, load } = machine
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${date.slice(0, 10)}, ${processor}, ${cores} cores of which ${load} were busy at the start, ${memory}; ${packages.join(', ')}.`
}

async function versionOf(name: string): Promise<string> {
  const file = join(FOLDER, '..', 'node_modules', name, 'package.json')
  return JSON.parse(await readFile(file, 'utf8')).version
}

export async function writeNumbers(bench: string, numbers: object): Promise<void> {
  await writeFile(join(FOLDER, `${bench}.json`), `${JSON.stringify(numbers, undefined, 2)}\n`)
}

/** Replaces the section of `bench/README.md` between the comments `bench` and `/bench`. @throws {OperatorError} when it has no such section */
export async function writeSection(bench: string, text: string): Promise<void> {
  const file = join(FOLDER, 'README.md')
  const [open, close] = [`<!-- ${bench} -->`, `<!-- /${bench} -->`]
  const readme = await readFile(file, 'utf8')
  const [start, end] = [readme.indexOf(open), readme.indexOf(close)]
  if (start < 0 || end < start)
    throw new OperatorError(`${file} has no place for results: put ${open} and ${close} in it`)
  await writeFile(file, `${readme.slice(0, start + open.length)}\n${text}\n${readme.slice(end)}`)
}

/** A table of Markdown. @param alignment of each column: `l` or `r` */
export function table(alignment: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = [...alignment].map(side => (side === 'r' ? '---:' : '---'))
  return [head, rule, ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}
