/** The sharing section of a view: its address, its pictures and other formats, the HTML that embeds it, and how to cite it. */
import { phrasesOf } from '../domain/language.ts'
import { pageUrl, type RenderContext } from '../domain/view.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { CITATION_FORMATS, type Citation, plainCitation } from '../formats/citation.ts'
import type { Alternate, Path } from './layout.ts'
import { picturePath } from './picture-path.ts'

/** A view that can be embedded, by the path and query of its page, without language prefix. */
export interface SharedView {
  path: Path
  title: string
}

/** The largest size of frames, in CSS pixels. A frame fills the element around it, up to this width. */
const WIDTH = 1200
const HEIGHTS = { timeline: 700, events: 340, statistics: 480 } as const

type Kind = keyof typeof HEIGHTS

const kindOf = ({ path }: SharedView): Kind => /^\/(\w+)/.exec(path)![1] as Kind

export interface Frame {
  width: number
  height: number
  html: string
}

const embedUrl = ({ path }: SharedView, { language, publicUrl }: RenderContext): string => {
  const url = new URL(`${publicUrl}/embed${path.replace(/^\/statistics/, '/series')}`)
  url.searchParams.set('lang', language)
  return url.href
}

/** The HTML of a frame that shows the view on another site, within the given size. */
export function frameOf(
  view: SharedView,
  context: RenderContext,
  most: { width?: number; height?: number } = {},
): Frame {
  const width = Math.min(WIDTH, most.width ?? WIDTH)
  const height = Math.min(HEIGHTS[kindOf(view)], most.height ?? Number.POSITIVE_INFINITY)
  const frame = html`<iframe src="${embedUrl(view, context)}" title="${view.title}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`
  return { width, height, html: frame.text }
}

/** Links a page to its oEmbed document: https://oembed.com/#section4 */
export const oembedLink = (view: SharedView, context: RenderContext): Alternate => ({
  type: 'application/json+oembed',
  title: view.title,
  href: `${context.publicUrl}/oembed?${new URLSearchParams({ url: pageUrl(view.path, context) })}`,
})

export interface Form {
  name: string
  href: string
  type?: string
}

/** The row under a view: Link · PNG · SVG · its other forms · Embed · Cite. */
export function sharingRow(
  view: SharedView,
  forms: readonly Form[],
  citation: Citation,
  context: RenderContext,
): Markup {
  const { shared } = phrasesOf(context.language).pages
  const { html: code } = frameOf(view, context)
  const pictures: Form[] = [
    { name: 'PNG', href: picturePath(view.path, 'png', context), type: 'image/png' },
    { name: 'SVG', href: picturePath(view.path, 'svg', context), type: 'image/svg+xml' },
  ]
  return html`<div class="share">
<ul aria-label="${shared.share}">
<li><a href="${pageUrl(view.path, context)}" rel="bookmark">${shared.link}</a></li>
${[...pictures, ...forms].map(({ name, href, type }) => html`<li><a href="${href}"${type && html` type="${type}"`}>${name}</a></li>\n`)}</ul>
<details><summary>${shared.embed}</summary>
<p>${shared.embedLead}</p>
<p><code>${code}</code> ${copyButton(code, shared.embed, context)}</p>
</details>
${citationBlock(citation, context)}
</div>`
}

/** How to cite the view, to read and copy, and as files. */
function citationBlock(citation: Citation, context: RenderContext): Markup {
  const { cite } = phrasesOf(context.language).pages
  const text = plainCitation(citation)
  const files = Object.entries(CITATION_FORMATS).map(
    ([extension, name], index) =>
      html`${index > 0 && ' · '}<a href="${citation.path}.${extension}?lang=${context.language}" download="${citation.id}.${extension}">${name}</a>`,
  )
  return html`<details id="cite"><summary>${cite.title}</summary>
<p>${text} ${copyButton(text, cite.title, context)}</p>
<p>${cite.files} ${files}</p>
</details>`
}

/** Shown by the script that makes it work. */
function copyButton(text: string, what: string, { language }: RenderContext): Markup {
  const { copy, copied } = phrasesOf(language).pages.subscribe
  return html`<button type="button" hidden data-copy="${text}" data-copied="${copied}">${copy}<span class="unseen"> ${what}</span></button>`
}
