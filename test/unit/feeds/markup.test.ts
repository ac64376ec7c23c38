/** Markup: whatever text goes in, an XML parser gives it back, less the characters that XML 1.0 has no place for. */
import { describe, expect, test } from '@jest/globals'
import * as markupModule from '../../../lambdas/feeds/markup.ts'
import { EMPTY, html, type Markup, withoutForbidden, xml } from '../../../lambdas/feeds/markup.ts'
import { htmlParagraphs, xmlParagraphs } from '../../../lambdas/feeds/paragraphs.ts'
import fc from '../../support/fast-check.ts'
import { parseXml } from '../../support/xml-tree.ts'

const TROUBLE = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  '\u007F',
  '\u0085',
  '\u2028',
  '\uD800',
  '\uDBFF',
  '\uDC00',
  '\uDFFF',
  '\uFFFD',
  '\uFFFE',
  '\uFFFF',
  '\u{1F600}',
  '\u{10FFFF}',
  '한글',
  '\r\n',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<script>',
  '&amp;',
  '&#x26;',
  '&',
  '<',
  '>',
  '"',
  "'",
  '`',
  '  ',
]

/** Any sequence of UTF-16 code units, well-formed or not, with much of what gives trouble. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes)),
  fc.array(fc.constantFrom(...TROUBLE)).map(parts => parts.join('')),
)

/** The production `Char` of XML 1.0, point by point. */
const isChar = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)

const onlyChars = (text: string): string => [...text].filter(each => isChar(each.codePointAt(0)!)).join('')

describe('any text', () => {
  test('comes back from an element', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(parseXml(xml`<a>${text}</a>`.text).text).toBe(onlyChars(text))
      }),
    )
  })

  test('comes back from an attribute, with its tabs and line ends', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(parseXml(xml`<a b="${text}"/>`.text).attributes).toEqual({ b: onlyChars(text) })
      }),
    )
  })

  test('comes back from an attribute in single quotes', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(parseXml(xml`<a b='${text}'/>`.text).attributes).toEqual({ b: onlyChars(text) })
      }),
    )
  })

  test('comes back from markup within a CDATA section', () => {
    fc.assert(
      fc.property(anyText, text => {
        const inner = parseXml(xml`<a><![CDATA[${xml`<p>${text}</p>`}]]></a>`.text).text
        expect(parseXml(inner).text).toBe(onlyChars(text))
      }),
    )
  })

  test('loses exactly the forbidden characters', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(withoutForbidden(text)).toBe(onlyChars(text))
      }),
    )
  })
})

test.each([
  ['BEL', 'a\u0007b', 'ab'],
  ['NUL', 'a\u0000b', 'ab'],
  ['a lone high surrogate', 'a\uD800b', 'ab'],
  ['a lone low surrogate', 'a\uDC00b', 'ab'],
  ['U+FFFE and U+FFFF', 'a\uFFFE\uFFFFb', 'ab'],
  ['an emoji', 'a😀b', 'a😀b'],
  ['Hangul', '북한이탈주민', '북한이탈주민'],
  ['a character reference', '&amp;', '&#x26;amp;'],
  ['markup', '<b>"\'', '&#x3C;b&#x3E;&#x22;&#x27;'],
  ['the end of a CDATA section', ']]>', ']]&#x3E;'],
  ['tabs and line ends', 'a\t\r\nb', 'a&#x9;&#xD;&#xA;b'],
])('%s is written so', (_, text, written) => {
  expect(xml`${text}`.text).toBe(written)
})

test('what has a name in XML is written by it in an attribute, for readers that know nothing else there', () => {
  const text = '&<>"\'\t\u0007'
  expect(xml`<a b="${text}" c='${text}'>${text}</a>`.text).toBe(
    `<a b="&amp;&lt;&gt;&quot;&apos;&#x9;" c='&amp;&lt;&gt;&quot;&apos;&#x9;'>&#x26;&#x3C;&#x3E;&#x22;&#x27;&#x9;</a>`,
  )
})

describe('markup', () => {
  test('is put in as it is, alone and in lists', () => {
    const items = ['a', '<b>'].map(text => xml`<i>${text}</i>`)
    expect(xml`<p>${items}${EMPTY}${xml`<br/>`}${7}</p>`.text).toBe('<p><i>a</i><i>&#x3C;b&#x3E;</i><br/>7</p>')
  })

  test('is made by the template alone: what merely looks like it is escaped', () => {
    expect(Object.keys(markupModule).sort()).toEqual(['EMPTY', 'dataBlock', 'html', 'withoutForbidden', 'xml'])
    const forged = { text: '<script>', toString: () => '<script>' } as Markup
    expect(xml`${forged}${[forged]}`.text).toBe('&#x3C;script&#x3E;&#x3C;script&#x3E;')
  })
})

describe('HTML', () => {
  test('escapes what is text, in elements and attributes, and leaves out what no document may hold', () => {
    const text = `<b> & "quoted" 'too'\u0000\u000b`
    expect(html`<a title="${text}">${text}</a>`.text).toBe(
      '<a title="&lt;b&gt; &amp; &quot;quoted&quot; &#39;too&#39;">&lt;b&gt; &amp; &quot;quoted&quot; &#39;too&#39;</a>',
    )
  })

  test('takes markup as it is, lists part by part, and nothing for nothing', () => {
    expect(html`${[html`<i></i>`, ['<', 1]]}${false}${null}${undefined}`.text).toBe('<i></i>&lt;1')
  })
})

test('blank lines separate paragraphs, and other line breaks stay', () => {
  const text = 'One & two\n\nthree\nfour\n \nfive'
  expect(xmlParagraphs(text, line => line).map(each => each.text)).toEqual([
    '<p>One &#x26; two</p>',
    '<p>three<br/>four</p>',
    '<p>five</p>',
  ])
  expect(htmlParagraphs(text, line => line, 'lead').map(each => each.text)).toEqual([
    '<p class="lead">One &amp; two</p>',
    '<p class="lead">three<br>four</p>',
    '<p class="lead">five</p>',
  ])
})
