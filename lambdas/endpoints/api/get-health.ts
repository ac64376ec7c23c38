import { endpoint } from '../../http/endpoint.ts'

export const getHealth = endpoint({
  path: '/health',
  cache: 'none',
  dependsOn: [],
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
