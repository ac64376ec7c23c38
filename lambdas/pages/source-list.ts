/** A list of sources: title, publisher, date and what each supports. */
import type { EventView } from '../domain/view-schema.ts'
import { provenance, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'

/** @param path of the sources in the view */
export const sourceList = (
  sources: EventView['sources'],
  view: Pick<EventView, 'language' | 'languages'>,
  path: string,
): Markup => html`<ol class="sources">${sources.map(
  (source, index) => html`
<li><a href="${source.url}" rel="external"><cite${source.language !== null && source.language !== view.language && html` lang="${source.language}"`}>${source.language === null ? textOf(view, `${path}.${index}.title`, source.title) : source.title}</cite></a> <span class="provenance">${provenance(source, view.language)}</span> <span class="supports">${textOf(view, `${path}.${index}.supports`, source.supports)}</span></li>`,
)}
</ol>`
