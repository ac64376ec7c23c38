/** Adds events and terms to YAML files, without changing a byte of their content. Pure. */
import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml'
import { timeKeyOf } from '../../../lambdas/domain/event.ts'
import type { AuthoredEvent } from '../../../lambdas/domain/schema.ts'

const indented = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns))

/** The line with which a new file of events names its schema to editors, as `timeline.yaml` names its own; empty if that does not. */
export function schemaLine(timeline: string): string {
  const [, folder] = /^# yaml-language-server: \$schema=(\S*)timeline\.schema\.json$/m.exec(timeline) ?? []
  if (folder === undefined) return ''
  const isAbsolute = /^(\/|\w+:)/.test(folder)
  return `# yaml-language-server: $schema=${isAbsolute ? '' : '../'}${folder}events.schema.json\n`
}

/**
 * @param text undefined for a file that does not exist
 * @param events in the order of time
 * @param header the first lines of a new file
 */
export function withEvents(text: string | undefined, events: readonly AuthoredEvent[], header = ''): string {
  if (text === undefined || text.trim() === '') return `${text ?? header}${events.map(blockOf).join('')}`
  const { contents } = parseDocument(text)
  if (!isSeq(contents)) return `${ended(text)}${events.map(blockOf).join('')}`
  const insertions = events.map(event => insertionOf(text, contents, event))
  return inserted(text, insertions)
}

/** The date is in quotes, because editors that read YAML 1.1 take it for a timestamp or a number. */
const blockOf = (event: AuthoredEvent): string =>
  stringify([event], { lineWidth: 120, aliasDuplicateObjects: false }).replace(/^( {2}date: )([^"'\n]*)$/m, '$1"$2"')

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

interface Insertion {
  at: number
  text: string
}

/** Later insertions at one place follow earlier ones. */
function inserted(text: string, insertions: readonly Insertion[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const ordered = insertions.map((each, index) => ({ ...each, index })).sort((a, b) => b.at - a.at || b.index - a.index)
  return ordered.reduce((result, { at, text: addition }) => {
    const before = result.slice(0, at)
    const separated =
      addition.startsWith('\n') || before === '' || before.endsWith('\n') || !addition.endsWith('\n') ? '' : newline
    return before + separated + addition.replaceAll('\n', newline) + result.slice(at)
  }, text)
}

/** Before the first event that is later, with the comments above that event; otherwise at the end. */
function insertionOf(text: string, list: YAMLSeq, event: AuthoredEvent): Insertion {
  if (list.flow) {
    const at = text.lastIndexOf(']', list.range![1])
    return { at, text: `${list.items.length > 0 ? ', ' : ''}${JSON.stringify(event)}` }
  }
  const key = timeKeyOf(event)
  const starts = list.items.map(item => startOfItem(text, (item as YAMLMap).range![0]))
  const column = starts[0] === undefined ? 0 : text.indexOf('-', starts[0]) - starts[0]
  const later = list.items.findIndex(item => {
    const authored = (item as YAMLMap).toJSON() as AuthoredEvent
    return timeKeyOf(authored) > key
  })
  const at = later === -1 ? text.length : aboveComments(text, starts[later]!)
  return { at, text: indented(blockOf(event), column) }
}

/** Start of the line of the hyphen before a value. */
const startOfItem = (text: string, value: number): number => text.lastIndexOf('\n', text.lastIndexOf('-', value)) + 1

/** Comments directly above a line belong to it, except the first lines of the file. */
function aboveComments(text: string, line: number): number {
  let at = line
  while (at > 0) {
    const start = text.lastIndexOf('\n', at - 2) + 1
    if (start === 0 || !/^\s*#/.test(text.slice(start, at))) return at
    at = start
  }
  return at
}

/** Gives an event another id, notes the former one, and follows it in `related`. Other bytes stay. */
export function withRenamed(text: string, from: string, to: string): string {
  const { contents } = parseDocument(text)
  if (!isSeq(contents)) return text
  const replaced = contents.items.flatMap(item => {
    if (!isMap(item)) return []
    const related = item.get('related', true)
    const ids = [item.get('id', true), ...(isSeq(related) ? related.items : [])]
    return ids.filter(id => isScalar(id)).filter(id => id.value === from)
  })
  const edits = replaced.map(({ range }) => ({ start: range![0], end: range![1], text: to }))
  const event = contents.items.find(item => isMap(item) && String(item.get('id')) === from)
  if (isMap(event)) {
    const former = event.get('formerly', true)
    const id = event.get('id', true) as unknown as { range: number[] }
    const start = event.items[0]!.key as { range: number[] }
    const column = start.range[0]! - (text.lastIndexOf('\n', start.range[0]) + 1)
    const newline = text.includes('\r\n') ? '\r\n' : '\n'
    const end = text.slice(id.range[1]).search(/\r?\n|$/) + id.range[1]!
    const last = isSeq(former) ? (former.items.at(-1) as { range: number[] } | undefined) : undefined
    if (isSeq(former) && last) {
      const separator = former.flow
        ? ', '
        : `${newline}${text.slice(text.lastIndexOf('\n', last.range[0]) + 1, last.range[0])}`
      edits.push({ start: last.range[1]!, end: last.range[1]!, text: `${separator}${from}` })
    } else if (event.flow) edits.push({ start: id.range[1]!, end: id.range[1]!, text: `, formerly: [${from}]` })
    else edits.push({ start: end, end, text: `${newline}${' '.repeat(column)}formerly: [${from}]` })
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text)
}

/** @param terms new terms by vocabulary and id */
export function withTerms(text: string, terms: Record<string, ReadonlyMap<string, object>>): string {
  const { contents } = parseDocument(text)
  if (!isMap(contents)) throw new Error('timeline.yaml is not a mapping')
  const insertions = Object.entries(terms).flatMap(([vocabulary, added]): Insertion[] => {
    if (added.size === 0) return []
    const pair = contents.items.find(({ key }) => isScalar(key) && key.value === vocabulary)
    const flow = [...added].map(([id, term]) => `${id}: ${flowOf(term)}`)
    if (!pair) return [{ at: text.length, text: `${vocabulary}:\n${flow.map(each => `  ${each}\n`).join('')}` }]
    const value = pair.value as YAMLMap | null
    if (!isMap(value)) {
      const keyEnd = text.indexOf(':', (pair.key as { range: number[] }).range[1]! - 1) + 1
      return [{ at: keyEnd, text: `\n${flow.map(each => `  ${each}`).join('\n')}` }]
    }
    if (value.flow) {
      const separator = value.items.length > 0 ? ', ' : ' '
      return [{ at: text.lastIndexOf('}', value.range![1]), text: `${separator}${flow.join(', ')} ` }]
    }
    const first = (value.items[0]!.key as { range: number[] }).range[0]!
    const column = first - (text.lastIndexOf('\n', first) + 1)
    return [{ at: endOfBlock(text, value), text: flow.map(each => `${' '.repeat(column)}${each}\n`).join('') }]
  })
  return inserted(text, insertions)
}

/** After the last line of a block that is neither blank nor a comment. */
function endOfBlock(text: string, value: YAMLMap): number {
  const end = value.range![1]
  const trimmed = text.slice(0, end).trimEnd().length
  const newline = text.indexOf('\n', trimmed)
  return newline === -1 ? text.length : newline + 1
}

const flowOf = (term: object): string =>
  stringify(term, {
    collectionStyle: 'flow',
    aliasDuplicateObjects: false,
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  }).trimEnd()
