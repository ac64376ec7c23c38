/** Events of golden files. */
import { anEvent } from '../support/events.ts'

export const source = {
  title: 'Communiqué of 3 July',
  publisher: 'The Ministry',
  url: 'https://ministry.example/1?a=b&c=d',
  published: '2007-07-03',
  supports: 'the number of people',
}
const newspaper = {
  title: '해상으로 도착',
  publisher: '신문',
  url: 'https://paper.example/%EA%B8%B0%EC%82%AC',
  published: '2007-06~',
  supports: 'the month',
}
const people = { id: 'people', name: { en: 'people', ko: '명' } }

export const claimed = anEvent({
  id: 'people-arrive',
  date: '2007-07-14',
  title: { en: 'People arrive by sea', ko: '해상으로 도착' },
  summary: { en: 'Some 1,600 people landed.', ko: '1,600여 명이 상륙했다.' },
  category: { id: 'arrival', name: { en: 'Arrivals', ko: '입국' } },
  status: 'claimed',
  attribution: { en: 'The crew, as quoted by a newspaper', ko: '선원(신문 인용)' },
  note: { en: 'The Ministry counted 1,580.', ko: '부처 집계는 1,580명이다.' },
  figures: [{ label: { en: 'Arrivals', ko: '입국 인원' }, value: 1600, unit: people }],
  sources: [newspaper, source],
})
