/** Views as standalone pictures in SVG: the board of the timeline or the chart of a series, with a heading, a sentence and the address. */
import { STATUSES } from '../domain/enumerations.ts'
import { phrasesOf } from '../domain/language.ts'
import { pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { readableAccent } from './accent.ts'
import { boardHeight } from './board/board.ts'
import { hasDisputed, seriesChart } from './series-chart.ts'
import type { SharedView } from './sharing.ts'
import { fitted } from './text-lines.ts'
import { boardOf, timelinePath, type ViewData, viewSentence } from './timeline-view.ts'

/** The size to which link previews crop; https://ogp.me defines none. */
export const WIDTH = 1200
export const HEIGHT = 630

/** The colours of the pages in their light scheme. */
export const pictureColors = ({ timeline }: Pick<RenderContext, 'timeline'>) => ({
  paper: '#fbfaf6',
  surface: '#f2eee4',
  ink: '#1c1b18',
  muted: '#5d584f',
  rule: '#d9d3c6',
  accent: timeline.accent ? readableAccent(timeline.accent, 'light') : '#8c2b1b',
})

/** Rules of the pages' style sheet, in the selectors that renderers of SVG know. */
function styleOf(context: RenderContext): string {
  const { paper, surface, ink, muted, rule, accent } = pictureColors(context)
  return `svg{overflow:visible}text{fill:${ink}}.lanes text,.pace text,.end{text-anchor:end}
tspan,.small text,.pace text,.axis text,.series text,.gap-label{fill:${muted}}.labels text,.gap-label,.series text,.pace text{font-size:12px}
line{stroke:${rule}}.years line{stroke-opacity:.45}.lanes line{stroke-dasharray:1 4}
.gap{fill:${surface}}.gap-label{font-style:italic;writing-mode:vertical-rl;text-anchor:end}
.series rect{fill:${accent};fill-opacity:.3}.pace path{fill:${muted}}.density path,.marks circle,.marks rect,.marks path,.value{fill:${accent}}
.marks .open{fill:${paper};stroke:${accent};stroke-width:1.5}.marks rect{fill-opacity:.5}.vague circle,.vague path{opacity:.55}
.labels text,.notes text{stroke:${paper};stroke-width:3px;paint-order:stroke}.column{fill:none}.range{stroke:${ink};stroke-width:1.5}`
}

interface Picture {
  view: SharedView
  heading: string
  lead: string
  drawing: Markup
  /** Height of the drawing, in the pixels of its text. */
  height: number
  /** Space to the left of the drawing. */
  left: number
  /** The legend of its marks. */
  legend: string
}

const EDGE = 40
const HEADING = [
  { size: 38, most: 1 },
  { size: 30, most: 1 },
  { size: 24, most: 2 },
]
const LEAD = [
  { size: 18, most: 2 },
  { size: 15, most: 2 },
]
const LEADING = 1.4
const ABOVE = 150
const BELOW = 76

/** A picture with a tall drawing has a larger view box of the same shape, because the text has a fixed size. */
function picture({ view, heading, lead, drawing, height, left, legend }: Picture, context: RenderContext): string {
  const { language, publicUrl } = context
  const { paper, accent } = pictureColors(context)
  const tall = Math.max(HEIGHT, ABOVE + height + BELOW)
  const wide = Math.round((tall * WIDTH) / HEIGHT)
  const room = wide - 2 * EDGE
  const title = fitted(heading, HEADING, room)
  const said = fitted(lead, LEAD, room)
  const source = fitted(`${timelineTitle(context)} · ${pageUrl(view.path, context)}`, [{ size: 14, most: 1 }], room)
  const top = ABOVE + Math.max(0, tall - ABOVE - height - BELOW) / 2
  let y = 28
  const lines = (text: { size: number; lines: string[] }, look?: Markup) =>
    text.lines.map(line => {
      y += text.size * LEADING
      return html`<text x="${EDGE}" y="${y}" font-size="${text.size}"${look}>${line}</text>\n`
    })
  const drawn =
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${WIDTH}" height="${HEIGHT}" font-family="Georgia, 'Noto Serif KR', AppleMyungjo, serif" font-size="13" xml:lang="${language}" role="img">
<title>${heading}</title>
<style>${styleOf(context)}</style>
<rect width="${wide}" height="${tall}" fill="${paper}"/>
<rect width="${wide}" height="12" fill="${accent}"/>
${lines(title, html` font-weight="bold"`)}${lines(said)}<svg x="${EDGE + left}" y="${top}" width="${room - left}" height="${height}">
${drawing}
</svg>
<g class="small" font-size="14"><text x="${wide - EDGE}" y="${tall - 46}" class="end">${legend}</text>
<text x="${EDGE}" y="${tall - 22}">${source.lines.join('')}</text></g>
</svg>
`.text
  // Links lead back to the pages from wherever the file is kept.
  return drawn.replaceAll('href="/', `href="${publicUrl}/`)
}

/** The marks of the board as characters. */
const SYMBOLS = { confirmed: '●', reported: '○', claimed: '◇', disputed: '◆' } as const

/** The board of a view, with its filters in its address. */
export function timelinePicture(view: ViewData, context: RenderContext): string {
  return picture(
    {
      view: { path: timelinePath(view.selection), title: '' },
      heading: timelineTitle(context),
      lead: viewSentence(view, context),
      drawing: boardOf(view, context),
      height: boardHeight(view),
      left: 144,
      legend: STATUSES.map(status => `${SYMBOLS[status]} ${phrasesOf(context.language).status[status]}`).join('   '),
    },
    context,
  )
}

/** @param series with at least one point */
export function seriesPicture(series: SeriesView, context: RenderContext): string {
  return picture(
    {
      view: { path: `/statistics/${series.id}`, title: series.title },
      heading: series.title,
      lead: `${series.unit.name}, ${series.points[0]!.year}–${series.points.at(-1)!.year}`,
      drawing: seriesChart(series, 'picture', context),
      height: 400,
      left: 60,
      legend: hasDisputed(series) ? phrasesOf(context.language).pages.statistics.legend : '',
    },
    context,
  )
}
