/** A small data folder without a mistake, and a copy of it on disk with something changed. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Contents by path within the folder. */
export type Files = Record<string, string | Buffer>

const TIMELINE = `title: {en: A timeline, ko: 연표}
description: {en: What it is about}
languages: [en, ko]
timeZone: Asia/Seoul
leapDay: feb-28
namespace: 5b0c1e5e-6f0c-4a53-9d3e-2f6b8f0f7c11
published: "2026-11-22T00:00:00+09:00"
categories:
  law: {name: {en: Law}, description: {en: Statutes}}
  policy: {name: {en: Policy}, description: {en: Decisions}}
tags:
  amendment: {en: Amendment}
actors:
  cabinet: {en: Cabinet}
places:
  seoul: {name: {en: Seoul}, country: KR, latitude: 37.57, longitude: 126.98}
units:
  people: {en: people}
`

const EVENTS_1997 = `# An event with all that it must have.
- id: act-in-force
  date: "1997-07-14"
  title: {en: The Act comes into force}
  summary: {en: The Act began to apply.}
  category: law
  significance: 5
  status: confirmed
  sources:
    - title: The Act
      publisher: The Institute
      url: https://example.org/act
      supports: The date
`

const EVENTS_1998 = `# An event with all that it can have.
- id: claim-made
  date: "1998-02"
  title: {en: A claim is made, ko: 주장}
  summary: {en: Somebody says so.}
  category: policy
  tags: [amendment]
  actors: [cabinet]
  places: [seoul]
  significance: 2
  status: claimed
  attribution: {en: Somebody}
  note: {en: Others deny it.}
  figures:
    - label: {en: people concerned}
      value: 12
      unit: people
  observance:
    since: 1999
    name: {en: Day of the claim}
  related: [act-in-force]
  added: "2026-11-23T00:00:00+09:00"
  corrected: "2026-11-24T00:00:00+00:00"
  sources:
    - title: The claim
      publisher: A newspaper
      url: https://example.org/claim
      published: "1998-02-03"
      supports: That it was made
`

const SERIES = `id: arrivals
title: {en: Arrivals}
description: {en: Arrivals by year}
unit: people
points:
  - year: "1997"
    value: 85
    basis: {en: the ministry}
    sources: [{title: Count, publisher: Ministry, url: "https://example.org/1997", supports: The first year}]
  - year: "1998"
    value: 71
    cumulative: 156
    basis: {en: the ministry}
    disagreements: [{en: "72: a newspaper"}]
    sources: [{title: Count, publisher: Ministry, url: "https://example.org/1998", published: "1999", supports: Both}]
`

export const VALID: Files = {
  'timeline.yaml': TIMELINE,
  'events/1997.yaml': EVENTS_1997,
  'events/1998.yaml': EVENTS_1998,
  'series/arrivals.yaml': SERIES,
}

/** `VALID` with `text` of a file replaced. */
export function changed(file: string, text: string | RegExp, by: string): Files {
  const before = String(VALID[file])
  const after = before.replace(text, by)
  if (after === before) throw new Error(`${file} does not have ${text}`)
  return { ...VALID, [file]: after }
}

/** Calls `action` with a folder on disk that holds `files`, and deletes it after. */
export async function inFolder<T>(files: Files, action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-data-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(folder, dirname(path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
    return await action(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** `VALID` without some of its files. */
export const without = (...files: string[]): Files =>
  Object.fromEntries(Object.entries(VALID).filter(([file]) => !files.includes(file)))
