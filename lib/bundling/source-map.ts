/**
 * Put before the code of each bundle: stack traces name the sources, by the source map beside the bundle. Node's `--enable-source-maps` says the
 * same, but goes through the whole bundle at each start; here the map is read once a trace is.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/** esbuild's CommonJS has it. */
declare const __filename: string

/** Nothing where it cannot be read: a trace that says less is better than an error about it. */
function read(): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${__filename}.map`, 'utf8')))
  } catch {
    return undefined
  }
}

let map: SourceMap | undefined

/** `name (bundle:line:column)` with the place in the source instead, where the map knows it. */
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
