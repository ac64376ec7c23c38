import { chooseFor } from '../../domain/text.ts'
import { endpoint } from '../../http/endpoint.ts'

export const getOpenApi = endpoint({
  path: '/openapi.json',
  representation: 'openApi',
  summary: 'This document',
  answer: { schema: { type: 'object' } },
  handle: async ({ renderContext }) => {
    // Loaded when needed, so that the function starts without parsing 40 kB.
    const { default: body } = await import('../../http/openapi.json', { with: { type: 'json' } })
    const { timeline } = renderContext
    const { publisher, contact, licence } = timeline
    const info = {
      ...body.info,
      ...((publisher ?? contact) && {
        contact: {
          ...(publisher && { name: chooseFor(publisher.name, renderContext).text }),
          ...(contact && (contact.includes('://') ? { url: contact } : { email: contact })),
        },
      }),
      ...(licence && { license: { name: licence.name, url: licence.url } }),
    }
    return { body: { ...body, info } }
  },
})
