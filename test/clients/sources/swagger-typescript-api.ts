import { Api } from '../generated/swagger-typescript-api'

const api = new Api({ baseUrl: process.env.BASE! })
const { data } = await api.v1.listEvents({ category: ['law', 'policy'], limit: 2 })
const { data: event } = await api.v1.getEvent({ id: 'hanawon-opens' })
console.log(JSON.stringify({ first: data.data[0]?.id, hasNext: data.next !== null, event: event.date.start }))
