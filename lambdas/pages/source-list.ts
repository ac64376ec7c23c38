/** A list of sources: title, publisher, date and what each supports. */
import type { Language } from '../domain/text.ts'
import type { EventView } from '../domain/view-schema.ts'
import { provenance } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'

export const sourceList = (
  sources: EventView['sources'],
  language: Language,
): Markup => html`<ol class="sources">${sources.map(
  source => html`
<li><a href="${source.url}" rel="external"><cite${source.language !== null && source.language !== language && html` lang="${source.language}"`}>${source.title}</cite></a> <span class="provenance">${provenance(source, language)}</span> <span class="supports">${source.supports}</span></li>`,
)}
</ol>`
