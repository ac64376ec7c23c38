/** Reads HTML as browsers do, by the parser of the specification, as an oracle for pages. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Element } from './xml-tree.ts'

/** The `html` element of `document`, in the shape in which XML is read: `elementsOf` and `textsOf` of `xml-tree.ts` go through either. */
export function parseHtml(document: string): Element {
  const root = parse(document).childNodes.find(node => 'tagName' in node)
  return elementOf(root as DefaultTreeAdapterTypes.Element)
}

function elementOf({ tagName, attrs, childNodes }: DefaultTreeAdapterTypes.Element): Element {
  const children = childNodes.filter(node => 'tagName' in node).map(elementOf)
  return {
    name: tagName,
    attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
    text: childNodes.map(textOf).join(''),
    children,
  }
}

const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
  node.nodeName === '#text'
    ? (node as DefaultTreeAdapterTypes.TextNode).value
    : 'childNodes' in node
      ? node.childNodes.map(textOf).join('')
      : ''

/** Names of the elements and of their attributes, without any text: what a document is made of, whatever it says. */
export const structureOf = ({ name, attributes, children }: Element): string =>
  `<${[name, ...Object.keys(attributes)].join(' ')}>${children.map(structureOf).join('')}</>`
