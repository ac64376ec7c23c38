/** Reads the YAML files of a data folder as plain values. Line numbers are computed on demand. */
import { isUtf8 } from 'node:buffer'
import type { Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml'
import type { MediaFile } from '../domain/media.ts'
import type { Finding, Path } from './finding.ts'
import { readMedia, type UnusableFile } from './read-media.ts'

export interface DataFile {
  /** Path within the folder, e.g. `events/1997.yaml`. */
  name: string
  /** The parsed YAML; `null` for an empty file. */
  value: unknown
  /** Paths of duplicate keys. */
  repeated: Path[]
  /** Line number, from 1, of the value at `path` (for duplicate keys, the last one) or of its nearest existing ancestor. */
  lineOf(path: Path): number
}

export interface DataFiles {
  /** Absent if it could not be read. */
  timeline: DataFile | undefined
  events: DataFile[]
  series: DataFile[]
  media: (MediaFile | UnusableFile)[]
  /** Findings about files that could not be read. */
  unreadable: Finding[]
  /** Backup and temporary files, e.g. `events/2015.yaml~`. They are ignored and not a mistake. */
  leftovers: string[]
}

/** Called with the number of files read so far. */
export type ReadProgress = (done: number, all: number) => void

/** Files of one folder by name, each with a fingerprint that detects changes. */
export type KnownFiles = Map<string, { stamp: string; parsed: DataFile }>

const MEBIBYTE = 2 ** 20
const MAX_MEBIBYTES = 10

/** Limits alias expansion, counting nested anchors: a few lines could otherwise expand to gigabytes. */
const MAX_ALIASES = 100

/** Backup, swap and lock files of editors (`2015.yaml~`, `.2015.yaml.swp`, `.#2015.yaml`), and files that Windows and macOS create. */
const LEFTOVER = /~$|^~\$|^\.?#|\.(swp|swo|bak|orig|rej|tmp)$|^\._|^(Thumbs\.db|desktop\.ini|\.DS_Store)$/i

const isContent = (name: string): boolean => !name.startsWith('.') && !LEFTOVER.test(name)

/** The reason why a file cannot be read. */
class Unreadable extends Error {
  readonly allowed: string
  readonly line: number | undefined
  constructor(wrong: string, allowed: string, line?: number) {
    super(wrong)
    this.allowed = allowed
    this.line = line
  }
}

type ReadResult = DataFile | Finding

const isFile = (result: ReadResult): result is DataFile => 'lineOf' in result

/**
 * Reads `timeline.yaml`, `events/*.yaml`, `series/*.yaml` and `media/*` in order of name. The folder `events` is required, because
 * a misspelt name would otherwise delete every event.
 * @param progress called after each event file
 * @param known files read before; unchanged ones are not parsed again, because 10,000 events take 3 s to parse
 */
export async function readFiles(folder: string, progress?: ReadProgress, known?: KnownFiles): Promise<DataFiles> {
  const names = await list(folder, 'a folder with timeline.yaml and a folder events').catch(asFinding(folder))
  if (!Array.isArray(names))
    return { timeline: undefined, events: [], series: [], media: [], unreadable: [names], leftovers: [] }
  const timeline = await readYaml(folder, 'timeline.yaml', known)
  const events = await readAll(folder, 'events', 'a folder of files named YYYY.yaml', known, progress)
  const series = names.includes('series')
    ? await readAll(folder, 'series', 'a folder of files named ID.yaml', known)
    : EMPTY
  const media = names.includes('media')
    ? await list(join(folder, 'media'), 'a folder of pictures').catch(asFinding('media'))
    : []
  const results = [timeline, ...events.results, ...series.results]
  return {
    timeline: isFile(timeline) ? timeline : undefined,
    events: events.results.filter(isFile),
    series: series.results.filter(isFile),
    media: Array.isArray(media) ? await readMedia(folder, media.filter(isContent)) : [],
    unreadable: [
      ...results.flatMap(result => (isFile(result) ? [] : result)),
      ...(Array.isArray(media) ? [] : [media]),
    ],
    leftovers: [...events.leftovers, ...series.leftovers],
  }
}

interface Subfolder {
  results: ReadResult[]
  leftovers: string[]
}

const EMPTY: Subfolder = { results: [], leftovers: [] }

/** Reads files sequentially to limit the number of open files. */
async function readAll(
  folder: string,
  subfolder: string,
  allowed: string,
  known?: KnownFiles,
  progress?: ReadProgress,
): Promise<Subfolder> {
  const names = await list(join(folder, subfolder), allowed).catch(asFinding(subfolder))
  if (!Array.isArray(names)) return { results: [names], leftovers: [] }
  const { leftovers = [], files = [] } = Object.groupBy(names, name => (LEFTOVER.test(name) ? 'leftovers' : 'files'))
  const results: ReadResult[] = []
  for (const [index, name] of files.entries()) {
    if (!name.startsWith('.')) results.push(await readYaml(folder, `${subfolder}/${name}`, known))
    progress?.(index + 1, files.length)
  }
  return { results, leftovers: leftovers.map(name => `${subfolder}/${name}`) }
}

async function readYaml(folder: string, file: string, known?: KnownFiles): Promise<ReadResult> {
  try {
    if (!/\.ya?ml$/.test(file)) {
      const isFolder = (await stat(join(folder, file))).isDirectory()
      if (isFolder) throw new Unreadable('is a folder, which is passed over', `YAML files directly in ${dirname(file)}`)
      throw new Unreadable('is not a YAML file', 'files that end in .yaml')
    }
    const { mtimeMs, size, ino } = await stat(join(folder, file))
    const stamp = `${mtimeMs} ${size} ${ino}`
    const before = known?.get(file)
    if (before?.stamp === stamp) return before.parsed
    const parsed = parseFile(file, await readText(join(folder, file)))
    known?.set(file, { stamp, parsed })
    return parsed
  } catch (error) {
    return asFinding(file)(error)
  }
}

/** File names in lexical order. */
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
      error instanceof Unreadable ? error : new Unreadable(reason(error), 'a readable YAML file')
    return { file, ...(line === undefined ? {} : { line }), path: '', wrong: message, allowed }
  }

async function readText(path: string): Promise<string> {
  const stats = await stat(path)
  // Reading a FIFO blocks until there is a writer, and a device such as /dev/zero never ends.
  if (!stats.isFile()) throw new Unreadable(`is ${kindOf(stats)}`, 'a regular file, or a link to one')
  const { size } = stats
  if (size > MAX_MEBIBYTES * MEBIBYTE)
    throw new Unreadable(`is ${Math.ceil(size / MEBIBYTE)} MiB`, `files of at most ${MAX_MEBIBYTES} MiB`)
  const bytes = await readFile(path)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  const isUtf16 = [0xfffe, 0xfeff].includes(bytes.readUInt16BE(0))
  throw new Unreadable(
    isUtf16 ? 'is UTF-16 text' : 'is not UTF-8 text',
    'text in UTF-8: save the file in this encoding',
    isUtf16 ? 1 : firstLineThatIsNotUtf8(bytes),
  )
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

/**
 * Without the library's check for duplicate keys, which compares every pair of keys and takes minutes for a large vocabulary; see
 * `repeatedKeys`.
 */
function parse(text: string): Parsed {
  const lines = new LineCounter()
  return {
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' }),
    lines,
  }
}

/** A mistake in YAML and its correction. @param line in which it is */
function explained({ code, message }: YAMLParseError | YAMLWarning, line: string): [wrong: string, allowed: string] {
  if (code === 'MULTIPLE_DOCS') return ['contains more than one YAML document', 'YAML 1.2']
  if (/^ *\t/.test(line)) return ['is indented with a tab', 'spaces at the beginning of a line']
  if (code === 'BLOCK_IN_FLOW' || code === 'BLOCK_AS_IMPLICIT_KEY')
    return ['has a text with ": " in it that is not in quotes', 'such a text in quotes: "One: two"']
  return [message, 'YAML 1.2']
}

/** Parses again for positions when a line is first requested, because positions need far more memory than values. */
export function parseFile(name: string, text: string): DataFile {
  const { document, lines } = parse(text)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) {
    const { line } = lines.linePos(problem.pos[0])
    const [wrong, allowed] = explained(problem, text.split('\n')[line - 1] ?? '')
    throw new Unreadable(wrong, allowed, line)
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
    throw new Unreadable('expands too many aliases', `fewer than ${MAX_ALIASES} aliases, including nested ones`)
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
