/** Mistakes in data, as they are told to whoever wrote it: where each is, what is wrong, and what is allowed. */

/** Where a value is within another, e.g. `['sources', 0, 'url']`. */
export type Path = readonly (string | number)[]

/** A mistake within a value. */
export interface Mistake {
  path: Path
  wrong: string
  /** Asked of the mistakes that are shown only, for the nearest of many names takes time to find. */
  allowed: () => string
}

export interface Finding {
  /** Path of the file within the data folder, e.g. `events/1997.yaml`. */
  file: string
  /** 1 for the first line; absent where the mistake is in no line. */
  line?: number
  /** Id of the event the mistake is in, if it is in one. */
  event?: string
  /** The field within the event, else within the file, e.g. `sources[0].url`; empty for the whole. */
  path: string
  wrong: string
  allowed: string
}

/** A data folder with mistakes. `message` is one line for each finding. */
export class InvalidData extends Error {
  readonly findings: Finding[]
  /** How many mistakes there are besides. */
  readonly more: number

  constructor(findings: Finding[], more: number) {
    super([...findings.map(formatFinding), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
    this.findings = findings
    this.more = more
  }
}

/** An event with mistakes, as against a folder with some. */
export class InvalidEvent extends Error {
  readonly mistakes: readonly Mistake[]
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ path, wrong }) => `${formatPath(path)} ${wrong}`.trim()).join('; '))
    this.mistakes = mistakes
  }
}

/** `sources[0].url`; a key that is not a plain word is quoted, so that the path stays readable and on one line. */
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
