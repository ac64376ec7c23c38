/** A search index of events in SQLite (FTS5), in memory or in a file. */
import type { DatabaseSync } from 'node:sqlite'
import { DIMENSIONS, type StoredEvent, type Tombstone } from '../../domain/event.ts'
import { type Search, type SearchDescription, SearchUnavailable } from '../timeline-search.ts'
import { changeWriter } from './change-writer.ts'
import { readingOf, type Vocabulary } from './matching.ts'
import { queryWords } from './words.ts'

/** Increase when the tables or the terms of texts change. */
export const INDEX_FORMAT = 2

/**
 * `texts` indexes the terms of each event under its number in `events`, without the text; `terms` lists them, and `spellings` has the words
 * before SQLite stems them. Terms are normalised, so the tokenizer only splits at spaces. A contentless table needs `detail=full`, the
 * default: otherwise bm25 is 0.
 */
const TABLES = `
  CREATE VIRTUAL TABLE texts USING fts5(
    title, names, summary, content='', contentless_delete=1, tokenize='porter ascii'
  );
  CREATE VIRTUAL TABLE terms USING fts5vocab(texts, row);
  CREATE TABLE spellings(word TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE events(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    timeKey TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    significance INTEGER NOT NULL,
    facets TEXT NOT NULL
  );`

/** Title, names, summary: a word in the title outweighs one in a name and several in the summary. */
const WEIGHTS = [20, 5, 1]

/** Nothing has to survive a crash, since an index can be made again. */
const PRAGMAS = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;'

/** Events at the end of a page that are remembered by relevance: as many as fit into a cursor. */
const REMEMBERED = 3

/** Events of a search of which the facets are counted. */
const MOST_COUNTED = 2000

export interface SearchIndex {
  readonly size: number
  /** Adds, replaces and removes events; a revision that is indexed already is skipped. */
  apply(changes: readonly (StoredEvent | Tombstone)[]): void
  /**
   * Events with every word of the query or, if there are none, with the most words; rare words count more. Equal scores are sorted by id.
   * @param page `offset` counts events from 0
   * @returns the ids of the page, the number of all events found, and where the page ends
   */
  find(search: Search, page: { limit: number; offset: number }): { ids: string[]; total: number; end: string[] }
  /**
   * How many events a search finds now up to the end of a page that was read before the index changed; undefined if the events at that end
   * have changed themselves. Scores are of no use for this: they change with every event that has one of the words.
   */
  countUpTo(search: Search, end: readonly string[]): number | undefined
  describe(search: Search): SearchDescription
  /** Writes the index, compacted, to a new file. */
  save(path: string): void
  close(): void
}

/**
 * @param path a new file, one that `save` wrote, or `:memory:`
 * @throws {SearchUnavailable} if Node.js has no SQLite
 */
export function openSearchIndex(path: string): SearchIndex {
  const database = openDatabase(path)
  database.exec(PRAGMAS)
  const isNew = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() === undefined
  if (isNew) database.exec(TABLES)
  const vocabulary = vocabularyOf(database)
  return {
    get size() {
      return Number(database.prepare('SELECT count(*) AS count FROM events').get()!.count)
    },
    apply: changeWriter(database),
    find(search, page) {
      const found = matches(vocabulary, search)
      return found ? select(database, found, search, page) : { ids: [], total: 0, end: [] }
    },
    countUpTo(search, end) {
      const found = matches(vocabulary, search)
      return found && countUpTo(database, found, search, end)
    },
    describe: search => describe(database, vocabulary, search),
    save(path) {
      database.exec("INSERT INTO texts(texts) VALUES ('optimize')")
      database.prepare('VACUUM INTO ?').run(path)
    },
    close: () => database.close(),
  }
}

/** Loaded on first use, because it is not verified that the runtime of Lambda has SQLite. */
function openDatabase(path: string): DatabaseSync {
  const sqlite = process.getBuiltinModule('node:sqlite')
  if (sqlite === undefined)
    throw new SearchUnavailable(`Search needs node:sqlite, which Node.js ${process.version} does not have here`)
  return new sqlite.DatabaseSync(path)
}

function vocabularyOf(database: DatabaseSync): Vocabulary {
  const matches = database.prepare('SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1')
  const has = database.prepare('SELECT 1 FROM terms WHERE term = ?')
  const spellings = database.prepare('SELECT word FROM spellings WHERE word >= ? AND word < ?')
  return {
    matches: expression => matches.get(expression) !== undefined,
    has: term => has.get(term) !== undefined,
    spellings: beginning => spellings.all(beginning, `${beginning}\u{10ffff}`).map(({ word }) => word as string),
  }
}

type Value = string | number

interface Matches {
  /** The beginning of a query; its last table is `matching`. */
  sql: string
  values: readonly Value[]
}

/** The events that a search finds; undefined if it has no words. */
function matches(vocabulary: Vocabulary, search: Search): (Matches & { isPartial: boolean }) | undefined {
  const words = queryWords(search.q).map(word => `(${readingOf(word, vocabulary).expression})`)
  if (words.length === 0) return undefined
  const every = words.join(' AND ')
  const expressions = vocabulary.matches(every) ? [every] : words
  const hits = `SELECT rowid AS number, bm25(texts, ${WEIGHTS.join()}) AS score FROM texts WHERE texts MATCH ?`
  const { conditions, values } = narrowing(search)
  return {
    sql: `WITH hits AS MATERIALIZED (${expressions.map(() => hits).join(' UNION ALL ')}),
      found AS (SELECT number, count(*) AS words, sum(score) AS score FROM hits GROUP BY number),
      matching AS (SELECT id, revision, timeKey, facets, score FROM found JOIN events USING (number)
        WHERE ${['words = (SELECT max(words) FROM found)', ...conditions].join(' AND ')})`,
    values: [...expressions, ...values],
    isPartial: expressions.length > 1,
  }
}

function describe(database: DatabaseSync, vocabulary: Vocabulary, search: Search): SearchDescription {
  const words = queryWords(search.q)
  const readings = words.map(word => ({ word, ...readingOf(word, vocabulary) }))
  const found = matches(vocabulary, search)
  const rows = found
    ? (database
        .prepare(`${found.sql} SELECT facets, timeKey FROM matching LIMIT ?`)
        .all(...found.values, MOST_COUNTED + 1) as unknown as { facets: string; timeKey: string }[])
    : []
  const facets = new Map<string, number>()
  const years = new Map<string, number>()
  const count = (numbers: Map<string, number>, key: string) => numbers.set(key, (numbers.get(key) ?? 0) + 1)
  for (const row of rows) {
    for (const facet of row.facets.trim().split('\n')) count(facets, facet)
    count(years, row.timeKey.slice(0, 4))
  }
  return {
    forms: readings.flatMap(({ forms }) => forms),
    corrected: readings.flatMap(({ word, forms, isCorrected }) =>
      isCorrected ? { written: word.text, meant: forms[0]! } : [],
    ),
    isPartial: found?.isPartial ?? false,
    counts: rows.length > MOST_COUNTED ? undefined : { facets, years },
  }
}

interface Row {
  id: string
  revision: number
  timeKey: string
}

// bm25 is lower for better matches.
const BY_RELEVANCE = 'score, id'

const stateOf = ({ id, revision }: Omit<Row, 'timeKey'>): string => `${id}@${revision}`

function select(
  database: DatabaseSync,
  { sql, values }: Matches,
  { sort, order }: Search,
  { limit, offset }: { limit: number; offset: number },
): ReturnType<SearchIndex['find']> {
  const by = sort === 'relevance' ? BY_RELEVANCE : `timeKey ${order === 'asc' ? 'ASC' : 'DESC'}`
  const rows = database
    .prepare(`${sql} SELECT *, count(*) OVER () AS total FROM matching ORDER BY ${by} LIMIT ? OFFSET ?`)
    .all(...values, limit, offset) as unknown as (Row & { total: number })[]
  return {
    ids: rows.map(({ id }) => id),
    total: rows[0]?.total ?? offset,
    end: sort === 'time' ? rows.slice(-1).map(({ timeKey }) => timeKey) : rows.slice(-REMEMBERED).map(stateOf),
  }
}

function countUpTo(
  database: DatabaseSync,
  { sql, values }: Matches,
  { sort, order }: Search,
  end: readonly string[],
): number | undefined {
  if (sort === 'time') {
    const counted = `${sql} SELECT count(*) AS count FROM matching WHERE timeKey ${order === 'asc' ? '<=' : '>='} ?`
    return Number(database.prepare(counted).get(...values, end[0]!)!.count)
  }
  const ids = end.map(state => state.slice(0, state.indexOf('@')))
  const rows = database
    .prepare(
      `${sql}, ranked AS (SELECT id, revision, row_number() OVER (ORDER BY ${BY_RELEVANCE}) AS rank FROM matching)
        SELECT * FROM ranked WHERE id IN (${ids.map(() => '?').join()}) ORDER BY rank`,
    )
    .all(...values, ...ids) as unknown as (Omit<Row, 'timeKey'> & { rank: number })[]
  const last = rows.findLast(row => end.includes(stateOf(row)))
  // Skips events that directly follow and were only rewritten, so that none is shown again.
  return last && rows.reduce((place, { rank }) => (rank === place + 1 ? rank : place), last.rank)
}

function narrowing({ from, to, facets, significance }: Search): { conditions: string[]; values: Value[] } {
  const conditions: { sql: string; values: readonly Value[] }[] = []
  if (from !== undefined) conditions.push({ sql: '"end" >= ?', values: [from] })
  if (to !== undefined) conditions.push({ sql: 'start <= ?', values: [to] })
  if (significance !== undefined)
    conditions.push({ sql: `significance IN (${significance.map(() => '?').join()})`, values: significance })
  for (const dimension of DIMENSIONS) {
    const values = facets[dimension]?.map(value => `\n${dimension}#${value}\n`)
    if (values !== undefined)
      conditions.push({ sql: `(${values.map(() => 'instr(facets, ?) > 0').join(' OR ')})`, values })
  }
  return { conditions: conditions.map(({ sql }) => sql), values: conditions.flatMap(({ values }) => values) }
}
