/** iCalendar read to the letter of RFC 5545 §3: what the grammar does not allow is an error here, where parsers for daily use are lenient. */

export interface ContentLine {
  name: string
  parameters: Record<string, string>
  /** As written, still escaped. */
  value: string
}

export interface Component {
  name: string
  lines: ContentLine[]
  components: Component[]
}

/** The lines as sent, without their ends. @throws {Error} when one does not end in CRLF, or a CR or LF stands alone */
export function physicalLines(document: string): string[] {
  if (!document.endsWith('\r\n')) throw new Error('The last line does not end in CRLF')
  const lines = document.slice(0, -2).split('\r\n')
  const broken = lines.find(line => /[\r\n]/.test(line))
  if (broken !== undefined) throw new Error(`A bare CR or LF: ${JSON.stringify(broken)}`)
  return lines
}

/** The content lines, put together again from the lines as sent. */
export function unfolded(document: string): string[] {
  const lines: string[] = []
  for (const line of physicalLines(document)) {
    if (!/^[ \t]/.test(line)) lines.push(line)
    else if (lines.length === 0) throw new Error('The first line is a continuation')
    else lines.push(lines.pop()! + line.slice(1))
  }
  return lines
}

/** `iana-token / x-name`, then parameters with values that need no quotes, then anything but control characters. */
const CONTENT_LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^\p{Cc}";:,]+)*):((?:\P{Cc}|[\t\u0080-\u009F])*)$/u

function contentLine(line: string): ContentLine {
  const match = CONTENT_LINE.exec(line)
  if (!match) throw new Error(`Not a content line: ${JSON.stringify(line)}`)
  const parameters = match[2]!
    .split(';')
    .slice(1)
    .map(parameter => parameter.split('='))
  return { name: match[1]!, parameters: Object.fromEntries(parameters), value: match[3]! }
}

/** The one component that a document consists of. */
export function readComponent(document: string): Component {
  const root: Component = { name: '', lines: [], components: [] }
  const open = [root]
  for (const line of unfolded(document).map(contentLine)) {
    const current = open.at(-1)!
    if (line.name === 'BEGIN') {
      const component = { name: line.value, lines: [], components: [] }
      current.components.push(component)
      open.push(component)
    } else if (line.name === 'END') {
      if (line.value !== current.name) throw new Error(`${current.name} ends as ${line.value}`)
      open.pop()
    } else current.lines.push(line)
  }
  if (open.length > 1 || root.lines.length > 0 || root.components.length !== 1) throw new Error('Not one component')
  return root.components[0]!
}

/** Every line of that name. */
export const linesOf = ({ lines }: Component, name: string): ContentLine[] => lines.filter(line => line.name === name)

/** The value of the only line of that name. */
export function onlyValue(component: Component, name: string): string {
  const [line, ...others] = linesOf(component, name)
  if (!line || others.length > 0) throw new Error(`${component.name} has ${others.length + (line ? 1 : 0)} ${name}`)
  return line.value
}

/** `TSAFE-CHAR / ":" / DQUOTE / ESCAPED-CHAR`, in values that the comma parts. */
const TEXT = /^(?:[^\\;,]|\\[\\;,nN])*$/

/** The texts of a value that is a list of TEXT. */
export function textsOf(value: string): string[] {
  const texts = value.match(/(?:[^\\,]|\\.)+/gsu) ?? ['']
  return texts.map(text => {
    if (!TEXT.test(text)) throw new Error(`Not a TEXT: ${JSON.stringify(text)}`)
    return text.replace(/\\(.)/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped))
  })
}

/** The only text of a value of type TEXT. */
export function textOf(value: string): string {
  const texts = textsOf(value)
  if (texts.length !== 1) throw new Error(`An unescaped comma: ${JSON.stringify(value)}`)
  return texts[0]!
}

export const octetsOf = (line: string): number => Buffer.byteLength(line)
