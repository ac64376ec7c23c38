import { client } from '../generated/hey-api/client.gen'
import { listEvents } from '../generated/hey-api/sdk.gen'

client.setConfig({ baseUrl: process.env.BASE! })
const { data } = await listEvents({ query: { category: ['law', 'policy'], limit: 2 } })
console.log(JSON.stringify({ first: data?.data[0]?.id, hasNext: data?.next !== null }))
