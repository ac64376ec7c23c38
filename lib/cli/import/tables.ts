/** Reads CSV and TSV, including the spreadsheet of TimelineJS and the files of Annals. Pure. */
import { parse } from 'csv-parse/sync'
import { FIELDS, type Field, type ImportedRow, plainText, rowOf, UnreadableImport } from './row.ts'

/** Column names of each field in lower case, in the languages of the interface. */
const NAMES: Record<Field, string> = {
  id: 'id',
  date: 'date when year start startdate datum jahr annee fecha 날짜 일자 연도 日付 日期',
  end: 'end enddate until ende fin 종료일',
  title: 'title headline event name titel titre titulo 제목 사건 タイトル 标题',
  summary: 'summary description text details beschreibung resume descripcion 설명 요약 내용 説明 描述',
  category: 'categoryid category group type kind kategorie categorie categoria 분류 カテゴリ 类别',
  tags: 'tagids tags tag keywords schlagworte 태그',
  actors: 'actorids actors people person persons personen 인물',
  places: 'placeids places place location ort lieu lugar 장소 場所 地点',
  significance: 'significance weight importance',
  status: 'status',
  attribution: 'attribution accordingto',
  note: 'note notes remark bemerkung 비고',
  url: 'sourceurl url link sourcelink web 주소',
  source: 'source sourcetitle quelle fuente 출처',
  publisher: 'publisher sourcepublisher verlag editeur 발행',
  reference: 'reference shelfmark signatur 참고',
}

const normalized = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC')

type Cells = Record<string, string>

/**
 * @param columns column names for fields, as in `--column date=Datum`
 * @throws {UnreadableImport} if it is no table, or has no column for dates or titles
 */
export function readTable(text: string, delimiter: string, columns: Columns): ImportedRow[] {
  const records = recordsOf(text, delimiter)
  const header = Object.keys(records[0]?.record ?? {})
  if (records.length === 0) throw new UnreadableImport('has no row below its header')
  const named = byName(header)
  const rows = records.map(({ record, info }) => ({ record, place: `line ${info.lines - linesIn(record)}` }))
  if (named.has('displaydate') && named.has('headline')) return rows.flatMap(row => timelineJsRow(row, named))
  if (named.has('categoryid') && named.has('datetext')) return rows.map(annalsRow)

  for (const stated of Object.values(columns))
    if (!header.includes(stated))
      throw new UnreadableImport(`has no column ${JSON.stringify(stated)}; its columns are ${header.join(', ')}`)
  const found = { ...columnsIn(named), ...columns }
  for (const needed of ['date', 'title'] as const)
    if (found[needed] === undefined)
      throw new UnreadableImport(
        `has no column for the ${needed}; its columns are ${header.join(', ')}. Say which it is: --column ${needed}=NAME`,
      )
  return rows.map(({ record, place }) => rowIn(record, found, place))
}

type Columns = Partial<Record<Field, string>>

const byName = (header: readonly string[]) => new Map(header.map(name => [normalized(name), name]))

function columnsIn(named: ReadonlyMap<string, string>): Columns {
  const columnOf = (field: Field) =>
    NAMES[field]
      .split(' ')
      .map(name => named.get(name.normalize('NFKD').normalize('NFC')))
      .find(each => each !== undefined)
  return Object.fromEntries(FIELDS.map(field => [field, columnOf(field)]).filter(([, column]) => column !== undefined))
}

const rowIn = (record: Cells, columns: Columns, place: string): ImportedRow =>
  rowOf(place, Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, record[column]])))

/** A row that has names of its own, which others need not have. */
export const readRecord = (record: Cells, place: string): ImportedRow =>
  rowIn(record, columnsIn(byName(Object.keys(record))), place)

function recordsOf(text: string, delimiter: string): { record: Cells; info: { lines: number } }[] {
  try {
    // The parser counts a line break of two characters within a cell as two lines.
    return parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      columns: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as never
  } catch (error) {
    throw new UnreadableImport(`cannot be read as a table: ${(error as Error).message}`)
  }
}

/** The parser counts lines to the end of a record. */
const linesIn = (record: Cells): number => Object.values(record).join('').split('\n').length - 1

interface Row {
  record: Cells
  place: string
}

/** https://timeline.knightlab.com/docs/using-spreadsheets.html */
function timelineJsRow({ record, place }: Row, named: ReadonlyMap<string, string>): ImportedRow[] {
  const cell = (name: string) => record[named.get(name) ?? ''] ?? ''
  // The title slide and eras are no events.
  if (['title', 'era'].includes(cell('type').trim().toLowerCase())) return []
  const dateOf = (prefix: string) =>
    [cell(`${prefix}year`), cell(`${prefix}month`), cell(`${prefix}day`)]
      .map(part => part.trim())
      .filter(Boolean)
      .join('-')
  return [
    rowOf(place, {
      date: dateOf(''),
      end: dateOf('end'),
      title: plainText(cell('headline')),
      summary: plainText(cell('text')),
      category: cell('group'),
      url: /^https?:/.test(cell('media')) ? cell('media') : '',
      source: cell('mediacaption'),
      publisher: cell('mediacredit'),
    }),
  ]
}

/** A row of `/v1/events.csv`. An apostrophe before a text keeps spreadsheets from computing it. */
function annalsRow({ record, place }: Row): ImportedRow {
  const cell = (name: string) => (record[name] ?? '').replace(/^'/, '')
  const [, source, publisher, address] = /^(.*?) \(([^()]*)\): (\S+)/s.exec(cell('sources')) ?? []
  const isAddress = /^https?:/.test(address ?? '')
  return rowOf(place, {
    ...Object.fromEntries(
      ['id', 'date', 'title', 'summary', 'significance', 'status', 'attribution', 'note'].map(field => [
        field,
        cell(field),
      ]),
    ),
    category: cell('categoryId'),
    tags: cell('tagIds'),
    actors: cell('actorIds'),
    places: cell('placeIds'),
    source,
    publisher,
    url: isAddress ? address?.replace(/;$/, '') : '',
    reference: isAddress ? '' : address,
  })
}
