import { listEvents } from '../generated/orval'

// Its addresses have no host.
const { fetch } = globalThis
globalThis.fetch = (path, init) => fetch(new URL(String(path), process.env.BASE), init)
const response = await listEvents({ category: ['law', 'policy'], limit: 2 })
if (response.status !== 200) throw new Error(String(response.status))
console.log(JSON.stringify({ first: response.data.data[0]?.id, hasNext: response.data.next !== null }))
