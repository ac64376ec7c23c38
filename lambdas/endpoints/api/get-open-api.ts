import { endpoint } from '../../http/endpoint.ts'

export const getOpenApi = endpoint({
  path: '/openapi.json',
  cache: 'page',
  dependsOn: [],
  representation: 'openApi',
  summary: 'This document',
  answer: { schema: { type: 'object' } },
  handle: async () => {
    // Loaded when needed, so that the function starts without parsing 40 kB.
    const { default: body } = await import('../../http/openapi.json', { with: { type: 'json' } })
    return { body }
  },
})
