/** Reads XML with a strict parser, as an oracle for what is written. */
import { SaxesParser } from 'saxes'

export interface Element {
  name: string
  attributes: Record<string, string>
  /** All text inside, of the children too. */
  text: string
  children: Element[]
}

/** The root element of `document`. @throws {Error} when it is not well-formed, or a prefix is not declared */
export function parseXml(document: string): Element {
  const outside: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [outside]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([attribute, { value }]) => [attribute, value])
    const element: Element = { name, attributes: Object.fromEntries(values), text: '', children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  const addText = (text: string) => {
    for (const element of open) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(document).close()
  return outside.children[0]!
}

/** Every element called `name` inside `element`, in the order of the document. */
export const elementsOf = (element: Element, name: string): Element[] =>
  element.children.flatMap(child => [...(child.name === name ? [child] : []), ...elementsOf(child, name)])

/** The texts of the elements called `name` inside `element`. */
export const textsOf = (element: Element, name: string): string[] => elementsOf(element, name).map(each => each.text)

/** The text of the child called `name`. */
export function textOf(element: Element, name: string): string {
  const child = element.children.find(each => each.name === name)
  if (child === undefined) throw new Error(`<${element.name}> has no <${name}>`)
  return child.text
}
