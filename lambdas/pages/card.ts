/** The picture of an event as SVG, for link previews: title, date and, unless confirmed, status and attribution. */
import { phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { statement } from '../feeds/content.ts'
import { type Markup, xml } from '../feeds/markup.ts'
import { HEIGHT, pictureColors, WIDTH } from './picture.ts'
import { fitted } from './text-lines.ts'

const MARGIN = 80

/** The first size that fits the whole text is used. */
const TITLE_SIZES = [
  { size: 76, most: 3 },
  { size: 60, most: 4 },
  { size: 48, most: 5 },
] as const

/** Smaller sizes for a statement, so that little of it is cut. */
const STATEMENT_SIZES = [
  { size: 30, most: 2 },
  { size: 26, most: 3 },
] as const

/** Line height relative to the font size. */
const LEADING = 1.3

/** Statement and title are one text element: a picture that cannot show one of them must not show the other (`lambdas/png`). */
export function card(event: EventView, context: RenderContext): string {
  const { title, date, status, language } = event
  const { paper, ink, muted, accent } = pictureColors(context)
  const room = WIDTH - 2 * MARGIN
  const heading = fitted(title, TITLE_SIZES, room)
  const said = fitted(statement(event), STATEMENT_SIZES, room)
  const footer = fitted(timelineTitle(context), [{ size: 30, most: 1 }], room)
  let y = MARGIN
  const below = (size: number): number => {
    y += size * LEADING
    return y
  }
  const line = (text: string, size: number): Markup =>
    xml`<tspan x="${MARGIN}" y="${below(size)}" font-size="${size}">${text}</tspan>
`
  return xml`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="Georgia, 'Noto Serif KR', AppleMyungjo, serif" xml:lang="${language}" fill="${ink}">
<title>${phrasesOf(language).status[status]}: ${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${paper}"/>
<rect width="${WIDTH}" height="16" fill="${accent}"/>
<text x="${MARGIN}" y="${below(36)}" font-size="36" fill="${accent}">${date.text}</text>
<text font-weight="bold">${said.lines.map(each => line(each, said.size))}${heading.lines.map(each => line(each, heading.size))}</text>
<text x="${MARGIN}" y="${HEIGHT - MARGIN / 2}" font-size="${footer.size}" fill="${muted}">${footer.lines.join('')}</text>
</svg>
`.text
}
