/** Valid events and timelines to build tests on: each test states only what matters to it. */
import type { StoredEvent, Timeline } from '../../lambdas/domain/event.ts'

/** A confirmed event of one day, in English and Korean, without any of the optional parts; `overrides` replaces parts of it. */
export function anEvent(overrides: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: 'act-in-force',
    date: '1997-07-14',
    title: { en: 'The Act enters into force', ko: '법률 시행' },
    summary: { en: 'The Act began to apply.', ko: '법률이 시행되었다.' },
    category: { id: 'law', name: { en: 'Law', ko: '법률' } },
    tags: [],
    actors: [],
    places: [],
    significance: 3,
    status: 'confirmed',
    figures: [],
    related: [],
    sources: [
      {
        title: 'The Act',
        publisher: 'Law Institute',
        url: 'https://law.example/acts/5259',
        supports: 'the day on which it entered into force',
      },
    ],
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    revision: 1,
    ...overrides,
  }
}

/** A timeline of Seoul in English and Korean; `overrides` replaces parts of it. */
export function aTimeline(overrides: Partial<Timeline> = {}): Timeline {
  return {
    title: { en: 'A timeline', ko: '연표' },
    description: { en: 'Events and their sources.', ko: '사건과 출처.' },
    languages: ['en', 'ko'],
    timeZone: 'Asia/Seoul',
    leapDay: 'feb-28',
    namespace: '11752705-c56e-40c1-a089-98cda4479cb6',
    published: '2026-01-01T00:00:00Z',
    ...overrides,
  }
}
