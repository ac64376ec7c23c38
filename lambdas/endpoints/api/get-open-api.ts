import { endpoint } from '../../http/endpoint.ts'

export const getOpenApi = endpoint({
  method: 'GET',
  path: '/openapi.json',
  parameters: [],
  cache: 'page',
  dependsOn: [],
  access: [],
  representation: 'openApi',
  summary: 'This document',
  answer: { schema: { type: 'object' } },
  handle: async () => {
    // Loaded when needed, so that the function starts without parsing 40 kB.
    const { default: body } = await import('../../http/openapi.json', { with: { type: 'json' } })
    return { body }
  },
})
