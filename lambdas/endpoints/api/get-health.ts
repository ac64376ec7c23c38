import { endpoint } from '../../http/endpoint.ts'

export const getHealth = endpoint({
  method: 'GET',
  path: '/health',
  parameters: [],
  cache: 'none',
  dependsOn: [],
  access: [],
  summary: 'Whether the service runs; reads no store',
  answer: {
    schema: {
      type: 'object',
      required: ['status'],
      properties: { status: { const: 'ok' } },
      additionalProperties: false,
    },
  },
  handle: () => ({ body: { status: 'ok' } }),
})
