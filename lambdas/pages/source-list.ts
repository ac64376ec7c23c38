/** A list of sources: title, publisher, date and the supported statement of each. */
import type { EventView } from '../domain/view-schema.ts'
import { provenance, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'

const linked = (url: string | null, title: Markup): Markup =>
  url === null ? title : html`<a href="${url}" rel="external">${title}</a>`

/** @param path of the sources in the view */
export const sourceList = (
  sources: EventView['sources'],
  view: Pick<EventView, 'language' | 'languages'>,
  path: string,
): Markup => html`<ol class="sources">${sources.map(
  (source, index) => html`
<li>${linked(source.url, html`<cite${source.language !== null && source.language !== view.language && html` lang="${source.language}"`}>${source.language === null ? textOf(view, `${path}.${index}.title`, source.title) : source.title}</cite>`)} <span class="provenance">${provenance(source, view.language)}</span>${source.supports !== null && html` <span class="supports">${textOf(view, `${path}.${index}.supports`, source.supports)}</span>`}</li>`,
)}
</ol>`
