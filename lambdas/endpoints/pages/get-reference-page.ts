import { type OpenApi, referencePage } from '../../pages/reference.ts'
import { page } from './page.ts'

export const getReferencePage = page({
  path: '/docs',
  inSitemap: true,
  handle: async ({ renderContext }) => {
    // Loaded when needed, so that the function starts without parsing 40 kB.
    const { default: document } = await import('../../http/openapi.json', { with: { type: 'json' } })
    return { body: referencePage(document as unknown as OpenApi, renderContext) }
  },
})
