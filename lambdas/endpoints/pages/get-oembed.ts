import { lookUp } from '../../domain/text.ts'
import {
  eventView,
  markedTitle,
  type RenderContext,
  seriesView,
  timelineTitle,
  timelineUrl,
} from '../../domain/view.ts'
import { feedTitle } from '../../feeds/frame.ts'
import { xml } from '../../feeds/markup.ts'
import { endpoint } from '../../http/endpoint.ts'
import { eventOnceCalled, existingSeries } from '../../http/existing.ts'
import { notFound } from '../../http/problem.ts'
import { createRouter } from '../../http/router.ts'
import type { Services } from '../../http/services.ts'
import type { Path } from '../../pages/layout.ts'
import { frameOf, type SharedView } from '../../pages/sharing.ts'

const VIEWS = ['/timeline', '/events/{id}', '/statistics/{id}']
const viewAt = createRouter(VIEWS.flatMap(path => [{ path }, { path: `/{language}${path}` }]))

/** The frame in which other sites show a view: https://oembed.com */
export const getOembed = endpoint({
  path: '/oembed',
  representation: 'oembed',
  parameters: ['pageUrl', 'oembedFormat', 'maxwidth', 'maxheight'],
  access: ['events:Query'],
  handle: async ({ parameters, renderContext }, services) => {
    const { pageUrl, maxwidth: width, maxheight: height } = parameters
    const url = new URL(pageUrl ?? `${renderContext.publicUrl}/timeline`)
    const [match] = url.origin === new URL(renderContext.publicUrl).origin ? viewAt(url.pathname) : []
    const { languages } = renderContext.timeline
    const language = match && lookUp(match.path.language ?? languages[0]!, languages)
    if (match === undefined || language === undefined) throw notFound(`view of this timeline at ${url.href}`)
    const context = { ...renderContext, language }
    const path = `${url.pathname.slice(match.path.language === undefined ? 0 : match.path.language.length + 1)}${url.search}`
    const view = { path: path as Path, title: await titleOf(path, match.path.id, context, services) }
    const embed = {
      version: '1.0',
      type: 'rich',
      title: view.title,
      provider_name: timelineTitle(context),
      provider_url: timelineUrl(context),
      cache_age: 3600,
      ...frameOf(view satisfies SharedView, context, {
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      }),
    }
    const headers = { 'content-language': language }
    if (parameters.oembedFormat === 'json') return { body: embed, headers }
    return { body: asXml(embed), headers: { ...headers, 'content-type': 'text/xml; charset=utf-8' } }
  },
})

/** https://oembed.com/#section2.3 */
const asXml = (embed: Record<string, string | number>): string =>
  xml`<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<oembed>${Object.entries(embed).map(([name, value]) => xml`<${name}>${value}</${name}>`)}</oembed>
`.text

/** @throws {Problem} 404 unless the event or series exists */
async function titleOf(
  path: string,
  id: string | undefined,
  context: RenderContext,
  { events }: Services,
): Promise<string> {
  if (id === undefined) return feedTitle('timeline', context)
  if (path.startsWith('/events/')) return markedTitle(eventView(await eventOnceCalled(events, id), context))
  return seriesView(await existingSeries(events, id), context).title
}
