/** Texts in paragraphs: a blank line separates them, and other line breaks are kept. Pure. */
import { html, type Markup, xml } from './markup.ts'

const paragraphsOf = (text: string): string[][] =>
  text.includes('\n')
    ? text
        .trim()
        .split(/\r?\n\s*\n/)
        .map(paragraph => paragraph.split('\n').map(line => line.trim()))
    : [[text]]

/** How a line is shown, for example with its language. */
type Show = (line: string) => string | Markup

export const xmlParagraphs = (text: string, show: Show): Markup[] =>
  paragraphsOf(text).map(
    lines => xml`<p>${lines.map((line, index) => (index === 0 ? xml`${show(line)}` : xml`<br/>${show(line)}`))}</p>`,
  )

/** For HTML pages. */
export const htmlParagraphs = (text: string, show: Show, className?: string): Markup[] =>
  paragraphsOf(text).map(
    lines =>
      html`<p${className !== undefined && html` class="${className}"`}>${lines.map((line, index) => html`${index > 0 && html`<br>`}${show(line)}`)}</p>`,
  )
