/** Mistakes in data, as reported to the author: where, what is wrong and what is allowed. */

/** Path of a nested value, e.g. `['sources', 0, 'url']`. */
export type Path = readonly (string | number)[]

/** A mistake within a value. */
export interface Mistake {
  path: Path
  wrong: string
  /** Computed only for mistakes that are shown, because finding similar names is slow. */
  allowed: () => string
}

/** @param allowed a function if it takes long to find */
export const mistake = (path: Path, wrong: string, allowed: string | (() => string) = ''): Mistake => ({
  path,
  wrong,
  allowed: typeof allowed === 'string' ? () => allowed : allowed,
})

export interface Finding {
  /** Path of the file within the data folder, e.g. `events/1997.yaml`. */
  file: string
  /** Starts at 1. Absent if the mistake has no line. */
  line?: number
  /** Id of the event that contains the mistake, if any. */
  event?: string
  /** Path within the event, else within the file, e.g. `sources[0].url`. Empty for the whole event or file. */
  path: string
  wrong: string
  allowed: string
}

/** A data folder with mistakes. `message` has one line per finding. */
export class InvalidData extends Error {
  readonly findings: Finding[]
  /** Number of mistakes that `findings` omits. */
  readonly more: number

  constructor(findings: Finding[], more: number) {
    super([...findings.map(formatFinding), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
    this.findings = findings
    this.more = more
  }
}

/** A single event with mistakes. */
export class InvalidEvent extends Error {
  readonly mistakes: readonly Mistake[]
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ path, wrong }) => `${formatPath(path)} ${wrong}`.trim()).join('; '))
    this.mistakes = mistakes
  }
}

/** E.g. `sources[0].url`. Quotes unusual keys, so that the path is readable and stays on one line. */
export function formatPath(path: Path): string {
  const steps = path.map(step =>
    typeof step === 'string' && /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
  )
  return steps.join('').replace(/^\./, '')
}

/** One line, e.g. `events/1997.yaml:12 an-event: date "1997-02-30" has the day 30, but …; allowed: …`. */
function formatFinding({ file, line, event, path, wrong, allowed }: Finding): string {
  const place = `${file}${line === undefined ? '' : `:${line}`}${event === undefined ? '' : ` ${event}`}`
  return `${place}: ${path === '' ? wrong : `${path} ${wrong}`}; allowed: ${allowed}`
}
