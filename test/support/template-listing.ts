/** A template as a person reviews it: every resource with every property, references as names, and nothing that changes with each build. */
import { nameOf, type Properties, type Resource } from './synthesis.ts'

/** Digests of code and data, which differ in every commit, and drawings, which a reader sees better in CloudWatch. */
const LEFT_OUT = new Set(['Code', 'BUILD', 'Build', 'Data', 'DashboardBody'])

const LONGEST_LINE = 160

/** One paragraph for each resource, in the order of their names, and one line for each output. */
export function listing(resources: Record<string, Resource>, outputs: Record<string, Properties>): string {
  const names = distinctNames(Object.keys(resources))
  const paragraphs = Object.entries(resources).map(([id, { Type, Properties = {}, ...rest }]) => {
    const told = { ...Properties, ...kept(rest) }
    const line = `${names.get(id)}  ${Type}  ${text(told, names)}`
    return line.length <= LONGEST_LINE ? [line] : [`${names.get(id)}  ${Type}`, ...lines(told, names)]
  })
  const told = Object.entries(outputs).map(([name, { Value }]) => `${name}  ${text(Value, names)}`)
  return `${[...paragraphs.map(each => each.join('\n')).sort(), `Outputs\n${told.sort().join('\n')}`].join('\n\n')}\n`
}

/** What decides whether data outlive the stack, and what waits for what. */
const kept = ({ DeletionPolicy, DependsOn }: Partial<Resource>) => ({
  ...(DeletionPolicy && { DeletionPolicy }),
  ...(DependsOn && { DependsOn: DependsOn.map(id => ({ Ref: id })) }),
})

function lines(value: Properties, names: Map<string, string>, indent = '  '): string[] {
  return Object.entries<Properties>(value)
    .filter(([name]) => !LEFT_OUT.has(name))
    .flatMap(([name, each]) => {
      const line = `${indent}${name}: ${text(each, names)}`
      const nested = typeof each === 'object' && !isReference(each)
      return line.length <= LONGEST_LINE || !nested
        ? [line]
        : [`${indent}${name}`, ...lines(each, names, `${indent}  `)]
    })
}

const isReference = (value: Properties): boolean => 'Ref' in value || 'Fn::GetAtt' in value || 'Fn::Join' in value

function text(value: Properties, names: Map<string, string>): string {
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(each => text(each, names)).join(', ')}]`
  if ('Ref' in value) return `\${${names.get(value.Ref) ?? value.Ref}}`
  if ('Fn::GetAtt' in value) return `\${${names.get(value['Fn::GetAtt'][0])}.${value['Fn::GetAtt'][1]}}`
  if ('Fn::Join' in value) return value['Fn::Join'][1].map((part: Properties) => text(part, names)).join('')
  const members = Object.entries<Properties>(value).filter(([name]) => !LEFT_OUT.has(name))
  return `{${members.map(([name, each]) => `${name}: ${text(each, names)}`).join(', ')}}`
}

/** Without CDK's hashes, which say where a construct is and not what; where two are then the same, with them. */
function distinctNames(ids: string[]): Map<string, string> {
  const short = ids.map(nameOf)
  return new Map(
    ids.map((id, index) => [id, short.filter(each => each === short[index]).length > 1 ? id : short[index]!]),
  )
}
