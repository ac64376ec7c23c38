/**
 * Injected into each bundle: maps stack traces to the sources. Reads the source map for the first stack trace only; `--enable-source-maps`
 * would scan the whole bundle at every start.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/** Defined in CommonJS bundles. */
declare const __filename: string

/** Returns `undefined` if the map cannot be read, so that the original trace still appears. */
function read(): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${__filename}.map`, 'utf8')))
  } catch {
    return undefined
  }
}

let map: SourceMap | undefined

/** The frame as text, with its position in the source if the map has it. */
function located(frame: NodeJS.CallSite): string {
  const text = String(frame)
  if (frame.getFileName() !== __filename) return text
  map ??= read()
  const [line, column] = [frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1]
  const entry = map?.findEntry(line - 1, column - 1)
  if (entry === undefined || !('originalSource' in entry)) return text
  const place = `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
  return text.replace(`${__filename}:${line}:${column}`, place)
}

Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map(located)].join('\n    at ')
