import { pagePath, type RenderContext } from '../domain/view.ts'

/**
 * The address of the picture of a view. It has the version of the timeline, so that every cache may keep the picture forever.
 * @param path path and query of the page of the view, without language prefix
 */
export function picturePath(path: `/${string}`, format: 'png' | 'svg', context: RenderContext): string {
  const [page = '', query] = path.split('?')
  const parameters = new URLSearchParams(query)
  if (context.version !== undefined) parameters.set('v', context.version)
  const picture = page.replace(/^\/events/, '/cards').replace(/^\/statistics/, '/charts')
  return pagePath(`${picture}.${format}${parameters.size > 0 ? `?${parameters}` : ''}` as `/${string}`, context)
}
