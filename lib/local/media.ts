/** Serves the images of the data folder, as the distribution does from its bucket on AWS. */
import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { readMediaFile } from '../../lambdas/data/read-media.ts'
import { CACHE_CLASSES } from '../../lambdas/http/cache-control.ts'
import { COMMON_HEADERS } from '../../lambdas/http/middleware/http-event.ts'

/** As `mediaPath` writes it. No name has a slash, so no path leaves the folder. */
const PATH = /^\/media\/([0-9a-f]{16})\/([\w.-]+)(\?.*)?$/

/** Passes all other requests to `next`, and those for images that have changed or are gone. */
export const withMedia =
  (folder: string, next: RequestListener): RequestListener =>
  async (request, response) => {
    const [, digest, name] = PATH.exec(request.url ?? '') ?? []
    if (name === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) return next(request, response)
    const file = await readMediaFile(folder, name)
    // Before the header, because the file may be deleted meanwhile.
    const content = await readFile(join(folder, 'media', name)).catch(() => undefined)
    if ('wrong' in file || file.digest !== digest || content?.length !== file.bytes) return next(request, response)
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'content-type': file.type,
      'content-length': file.bytes,
      'cache-control': CACHE_CLASSES.immutable,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    response.end(request.method === 'HEAD' ? undefined : content)
  }
