import createClient from 'openapi-fetch'
import type { paths } from '../generated/openapi-typescript.ts'

const client = createClient<paths>({ baseUrl: process.env.BASE! })
const query = { from: '2004', to: '2005', category: ['law', 'policy'], limit: 3, lang: 'ko' }
const { data: list, error } = await client.GET('/v1/events', { params: { query: { ...query, fields: 'title,date' } } })
if (error) throw new Error(`${error.title}: ${error.detail}`)
const { data: event } = await client.GET('/v1/events/{id}', { params: { path: { id: 'hanawon-opens' } } })
const { data: day } = await client.GET('/v1/on-this-day/{monthDay}', { params: { path: { monthDay: '07-14' } } })
const { error: refused } = await client.GET('/v1/events', { params: { query: { limit: 0 } } })
const { data: calendar } = await client.GET('/feeds/timeline.ics', { parseAs: 'text' })
const { data: csv, response } = await client.GET('/v1/events.csv', {
  params: { query: { limit: 1, fields: 'title' } },
  parseAs: 'text',
})
const { data: facets } = await client.GET('/v1/facets/{dimension}', { params: { path: { dimension: 'tag' } } })
console.log(
  JSON.stringify({
    events: list.data.map(each => ('title' in each ? `${each.id} ${each.status}` : each.id)),
    hasNext: list.next !== null,
    event: event?.date.start,
    day: day?.data.length,
    refused: refused?.status,
    calendar: calendar?.slice(0, 15),
    csv: [csv?.split('\r\n').length, response.headers.get('content-type')],
    facets: facets?.data.length,
  }),
)
