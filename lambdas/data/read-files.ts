/** Reads the files of a data folder: their YAML as plain values, and the line of each value when it is asked for. */
import { isUtf8 } from 'node:buffer'
import type { Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml'
import type { Finding, Path } from './finding.ts'

export interface DataFile {
  /** Path within the folder, e.g. `events/1997.yaml`. */
  name: string
  /** What the YAML says; `null` for an empty file. */
  value: unknown
  /** Keys that are there more than once in the same mapping. */
  repeated: Path[]
  /** The line, from 1, of what is at `path` – of the last of a repeated key – or of the nearest thing around it. */
  lineOf(path: Path): number
}

export interface DataFiles {
  /** Absent when it could not be read. */
  timeline: DataFile | undefined
  events: DataFile[]
  series: DataFile[]
  /** What kept files from being read. */
  unreadable: Finding[]
  /** Leftovers of editors and file managers, e.g. `events/2015.yaml~`: not read, and not a mistake. */
  leftovers: string[]
}

/** How many of the files have been read. */
export type ReadProgress = (done: number, all: number) => void

const MEBIBYTE = 2 ** 20
const MAX_MEBIBYTES = 10

/** Uses of an anchor times the anchors used within it: a file of a few lines could otherwise stand for gigabytes. */
const MAX_ALIASES = 100

/**
 * Backup, swap and lock files of editors (`2015.yaml~`, `.2015.yaml.swp`, `#2015.yaml#`, `.#2015.yaml`, `~$2015.yaml`), and the files that
 * Windows and macOS put into folders.
 */
const LEFTOVER = /~$|^~\$|^\.?#|\.(swp|swo|bak|orig|rej|tmp)$|^\._|^(Thumbs\.db|desktop\.ini|\.DS_Store)$/i

/** Why a file cannot be read. */
class Unreadable extends Error {
  readonly allowed: string
  readonly line: number | undefined
  constructor(wrong: string, allowed: string, line?: number) {
    super(wrong)
    this.allowed = allowed
    this.line = line
  }
}

type Reading = DataFile | Finding

const isFile = (reading: Reading): reading is DataFile => 'lineOf' in reading

/**
 * Reads `timeline.yaml`, `events/*.yaml` and `series/*.yaml` of `folder`, in the order of their names. The folder `series` may be
 * absent; `events` may not, because a misspelt name would pass for a timeline whose events were all deleted.
 * @param progress is called after each file of events
 */
export async function readFiles(folder: string, progress?: ReadProgress): Promise<DataFiles> {
  const names = await list(folder, 'a folder with timeline.yaml and a folder events').catch(asFinding(folder))
  if (!Array.isArray(names)) return { timeline: undefined, events: [], series: [], unreadable: [names], leftovers: [] }
  const timeline = await readYaml(folder, 'timeline.yaml')
  const events = await readAll(folder, 'events', 'a folder of files named YYYY.yaml', progress)
  const series = names.includes('series') ? await readAll(folder, 'series', 'a folder of files named ID.yaml') : EMPTY
  const readings = [timeline, ...events.readings, ...series.readings]
  return {
    timeline: isFile(timeline) ? timeline : undefined,
    events: events.readings.filter(isFile),
    series: series.readings.filter(isFile),
    unreadable: readings.flatMap(reading => (isFile(reading) ? [] : reading)),
    leftovers: [...events.leftovers, ...series.leftovers],
  }
}

interface Subfolder {
  readings: Reading[]
  leftovers: string[]
}

const EMPTY: Subfolder = { readings: [], leftovers: [] }

/** One file after the other, so that a long timeline does not hold all its files open. */
async function readAll(
  folder: string,
  subfolder: string,
  allowed: string,
  progress?: ReadProgress,
): Promise<Subfolder> {
  const names = await list(join(folder, subfolder), allowed).catch(asFinding(subfolder))
  if (!Array.isArray(names)) return { readings: [names], leftovers: [] }
  const { leftovers = [], files = [] } = Object.groupBy(names, name => (LEFTOVER.test(name) ? 'leftovers' : 'files'))
  const readings: Reading[] = []
  for (const [index, name] of files.entries()) {
    if (!name.startsWith('.')) readings.push(await readYaml(folder, `${subfolder}/${name}`))
    progress?.(index + 1, files.length)
  }
  return { readings, leftovers: leftovers.map(name => `${subfolder}/${name}`) }
}

async function readYaml(folder: string, file: string): Promise<Reading> {
  try {
    if (!/\.ya?ml$/.test(file)) throw new Unreadable('is not a YAML file', 'files that end in .yaml')
    return parseFile(file, await readText(join(folder, file)))
  } catch (error) {
    return asFinding(file)(error)
  }
}

/** Names in a folder in lexical order. */
async function list(folder: string, allowed: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    throw new Unreadable(reason(error), allowed)
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'does not exist' : `cannot be read: ${message}`
}

const asFinding =
  (file: string) =>
  (error: unknown): Finding => {
    const { message, allowed, line } =
      error instanceof Unreadable ? error : new Unreadable(reason(error), 'a YAML file that this program may read')
    return { file, ...(line === undefined ? {} : { line }), path: '', wrong: message, allowed }
  }

async function readText(path: string): Promise<string> {
  const stats = await stat(path)
  // Reading a FIFO waits for a writer, and a device such as /dev/zero never ends.
  if (!stats.isFile()) throw new Unreadable(`is ${kindOf(stats)}`, 'a regular file, or a link to one')
  const { size } = stats
  if (size > MAX_MEBIBYTES * MEBIBYTE)
    throw new Unreadable(`has ${Math.ceil(size / MEBIBYTE)} MiB`, `files of at most ${MAX_MEBIBYTES} MiB`)
  const bytes = await readFile(path)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  throw new Unreadable('is not UTF-8 text', 'text in UTF-8', firstLineThatIsNotUtf8(bytes))
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a FIFO'
  return stats.isSocket() ? 'a socket' : 'a device'
}

function firstLineThatIsNotUtf8(bytes: Buffer): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf('\n', start)
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}

interface Parsed {
  document: Document
  lines: LineCounter
}

/** Keys are compared in `repeatedKeys` instead: the library compares each with each, which takes minutes for a large vocabulary. */
function parse(text: string): Parsed {
  const lines = new LineCounter()
  return {
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' }),
    lines,
  }
}

/** The positions, which take far more memory than the values, are kept only once a line has been asked for. */
function parseFile(name: string, text: string): DataFile {
  const { document, lines } = parse(text)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) {
    const wrong = problem.code === 'MULTIPLE_DOCS' ? 'holds more than one YAML document' : problem.message
    throw new Unreadable(wrong, 'YAML 1.2', lines.linePos(problem.pos[0]).line)
  }
  let parsed: Parsed | undefined
  return {
    name,
    value: plainValue(document),
    repeated: [...repeatedKeys(document.contents, [])],
    lineOf(path) {
      parsed ??= parse(text)
      return lineAt(parsed, path)
    },
  }
}

function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    throw new Unreadable(
      'repeats its anchors too often',
      `fewer than ${MAX_ALIASES} uses of an anchor and of those within it`,
    )
  }
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key)

function* repeatedKeys(node: unknown, path: Path): Generator<Path> {
  if (isSeq(node)) for (const [index, item] of node.items.entries()) yield* repeatedKeys(item, [...path, index])
  if (!isMap(node)) return
  const seen = new Set<string>()
  for (const pair of node.items) {
    const key = keyOf(pair)
    if (seen.has(key)) yield [...path, key]
    seen.add(key)
    yield* repeatedKeys(pair.value, [...path, key])
  }
}

function lineAt({ document, lines }: Parsed, path: Path): number {
  let node: unknown = document.contents
  let nearest = node
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    const pair = isMap(node) ? node.items.findLast(each => keyOf(each) === step) : undefined
    node = isSeq(node) ? node.items[Number(step)] : pair?.value
    const found = pair?.key ?? node
    if (found === undefined) break
    nearest = found
  }
  return isNode(nearest) && nearest.range ? lines.linePos(nearest.range[0]).line : 1
}
