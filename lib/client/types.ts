/** What the API answers. Generated from the OpenAPI document by `npm run generate`. */

export interface Event {
  id: string
  url: string
  date: Date
  title: string
  summary: string | null
  category: Term
  tags: Array<Term>
  actors: Array<Term>
  places: Array<Place>
  significance: number
  /** how well the statement is established; every status but confirmed has an attribution */
  status: 'confirmed' | 'reported' | 'claimed' | 'disputed'
  attribution: string | null
  note: string | null
  image: Image | null
  figures: Array<{
    label: string
    value: number
    unit: Term
  }>
  observance: {
    /** first year of the observance */
    since: number
    name: string
  } | null
  related: Array<string>
  sources: Array<Source>
  /** language of the texts, except the fields listed in untranslated */
  language: string
  /** fields shown in another language because they are not translated */
  untranslated: Array<string>
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages: Record<string, string>
  /** when it was first published here */
  createdAt: string
  /** when it was last corrected */
  updatedAt: string
  revision: number
}

export interface AuthoredEvent {
  /** kebab-case: lower-case letters and digits, joined by single hyphens; never change it, because feeds and calendars identify the event by it */
  id: string
  /** at most 5 ids that the event had, the first one first; their addresses redirect, and feeds keep the first */
  formerly?: Array<string>
  /** when it happened, in the zone of the timeline: an EDTF date in the years 0001–9999: YYYY-MM-DD, YYYY-MM, YYYY, YYYY-21 to YYYY-24 (spring to winter), YYYX (a decade) or YYXX (a century), with XX for an unknown month or day, optionally followed by ~ (approximate), ? (uncertain) or % (both); or an interval of two such dates, START/END, START/.. or ../END */
  date: string
  /** title in each language */
  title: Record<string, string>
  /** what happened, in each language; a blank line separates paragraphs */
  summary?: Record<string, string>
  /** the id of a category declared in timeline.yaml */
  category: string
  /** at most 12 different tags declared in timeline.yaml */
  tags?: Array<string>
  /** at most 12 different actors declared in timeline.yaml */
  actors?: Array<string>
  /** at most 12 different places declared in timeline.yaml */
  places?: Array<string>
  /** a whole number from 1 (a detail) to 5 (a turning point) */
  significance: number
  /** how well the statement is established */
  status: 'confirmed' | 'reported' | 'claimed' | 'disputed'
  /** who makes the statement; required unless the status is confirmed */
  attribution?: Record<string, string>
  /** what sources disagree on */
  note?: Record<string, string>
  /** a picture of the event */
  image?: {
    /** the picture: the name of a JPEG, PNG, WebP or GIF file in media/, of letters a–z, digits, ".", "_" and "-" */
    file: string
    /** what the picture shows, for people who cannot see it; in each language */
    alt: Record<string, string>
    /** who made the picture or owns it, as a string or in each language */
    credit: string | Record<string, string>
    /** the licence of the picture: { name: …, url: … } */
    licence?: {
      /** name of the licence, such as CC BY 4.0 */
      name: string
      /** http or https URL: the text of the licence */
      url?: string
    }
    /** http or https URL: the page on which the picture was found */
    source?: string
  }
  /** at most 50 figures */
  figures?: Array<{
    /** what is counted */
    label: Record<string, string>
    /** a number */
    value: number
    /** the id of a unit declared in timeline.yaml, such as people, or a currency code such as KRW */
    unit: string
  }>
  /** a day observed every year on the date of this event */
  observance?: {
    /** the first year of the observance */
    since: number
    /** name of the day */
    name: Record<string, string>
  }
  /** ids of at most 50 related events */
  related?: Array<string>
  /** 1–50 sources; at least one is required */
  sources: Array<{
    /** the published title in its original language; or, if it is unknown, a description of the document in each language */
    title: string | Record<string, string>
    /** the BCP 47 language of the published title, such as ko */
    language?: string
    /** who published it */
    publisher: string
    /** an http or https address without spaces; letters other than ASCII are encoded */
    url?: string
    /** where it is found if not on the web, such as a shelf mark, a page or an entry of a register */
    reference?: string
    /** when it was published; omitted if unknown: an EDTF date in the years 0001–9999: YYYY-MM-DD, YYYY-MM, YYYY, YYYY-21 to YYYY-24 (spring to winter), YYYX (a decade) or YYXX (a century), with XX for an unknown month or day, optionally followed by ~ (approximate), ? (uncertain) or % (both); or an interval of two such dates, START/END, START/.. or ../END */
    published?: string
    /** what this source supports, as a string or in each language */
    supports?: string | Record<string, string>
  }>
  /** when the event was first published here, if neither with the timeline nor when it was loaded: an RFC 3339 timestamp in seconds, such as 2026-11-22T00:00:00+09:00 */
  added?: string
  /** when the event was last corrected: an RFC 3339 timestamp in seconds, such as 2026-11-22T00:00:00+09:00 */
  corrected?: string
}

export interface Revision {
  revision: number
  /** when the event was first published here */
  createdAt: string
  /** when this version was written */
  updatedAt: string
  event: AuthoredEvent | null
}

export interface EventPage {
  id: string
  url: string
  date: Date
  title: string
  summary: string | null
  category: Term
  tags: Array<Term>
  actors: Array<Term>
  places: Array<Place>
  significance: number
  /** how well the statement is established; every status but confirmed has an attribution */
  status: 'confirmed' | 'reported' | 'claimed' | 'disputed'
  attribution: string | null
  note: string | null
  image: Image | null
  figures: Array<{
    label: string
    value: number
    unit: Term
  }>
  observance: {
    /** first year of the observance */
    since: number
    name: string
  } | null
  related: Array<string>
  sources: Array<Source>
  /** language of the texts, except the fields listed in untranslated */
  language: string
  /** fields shown in another language because they are not translated */
  untranslated: Array<string>
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages: Record<string, string>
  /** when it was first published here */
  createdAt: string
  /** when it was last corrected */
  updatedAt: string
  revision: number
  /** the previous, next and related events */
  links: {
    previous: EventReference | null
    next: EventReference | null
    related: Array<EventReference>
  }
}

export interface EventReference {
  id: string
  url: string
  /** prefixed with the status unless confirmed */
  title: string
  /** language of the title */
  language: string
  date: Date
}

export interface EventPart {
  id: string
  url?: string
  date?: {
    /** ISO 8601-2 (EDTF), as given */
    edtf: string
    start: string | null
    end: string | null
    precision: 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'interval'
    approximate: boolean
    uncertain: boolean
    /** the date in words, at its known precision */
    text: string
  }
  title?: string
  summary?: string | null
  category?: {
    id: string
    name: string
  }
  tags?: Array<Term>
  actors?: Array<Term>
  places?: Array<Place>
  significance?: number
  /** how well the statement is established; every status but confirmed has an attribution */
  status: 'confirmed' | 'reported' | 'claimed' | 'disputed'
  attribution: string | null
  note?: string | null
  image?: Image | null
  figures?: Array<{
    label: string
    value: number
    unit: Term
  }>
  observance?: {
    /** first year of the observance */
    since: number
    name: string
  } | null
  related?: Array<string>
  sources?: Array<Source>
  /** language of the texts, except the fields listed in untranslated */
  language?: string
  /** fields shown in another language because they are not translated */
  untranslated?: Array<string>
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages?: Record<string, string>
  /** when it was first published here */
  createdAt?: string
  /** when it was last corrected */
  updatedAt?: string
  revision?: number
}

export interface Change {
  id: string
  revision: number
  /** when it was added, corrected or deleted */
  updatedAt: string
  event: Event | null
}

export interface Facet {
  value: string
  name: string | null
  description: string | null
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages: Record<string, string>
  events: number
}

export interface Occurrence {
  /** the day it is marked, in the time zone of the timeline */
  date: string
  kind: 'anniversary' | 'month' | 'observance'
  /** years since the event; for an observance the ordinal: 3 for the third */
  years: number
  /** significance × milestone weight */
  rank: number
  /** the anniversary in words */
  text: string
  event: Event
}

export interface Timeline {
  title: string
  description: string
  language: string
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  textLanguages: Record<string, string>
  languages: Array<string>
  /** IANA name; event dates are civil dates of this zone */
  timeZone: string
  /** where 29 February is marked in a common year */
  leapDay: 'feb-28' | 'mar-01' | 'skip'
  publisher: {
    name: string
    url: string | null
  } | null
  logo: Media | null
  contact: string | null
  licence: {
    name: string
    url: string
  } | null
  /** changes whenever anything public changes */
  version: string
  /** when an event was last added, corrected or deleted */
  updatedAt: string
  /** the current day in the time zone of the timeline */
  today: string
  events: number
  span: {
    first: string
    last: string
  } | null
  /** years with events, by the year in which an event starts */
  years: Array<{
    year: string
    events: number
  }>
  categories: Array<{
    id: string
    name: string
    description: string
    events: number
  }>
  feeds: Array<{
    title: string
    /** media type */
    type: string
    language: string
    url: string
  }>
}

export interface Date {
  /** ISO 8601-2 (EDTF), as given */
  edtf: string
  start: string | null
  end: string | null
  precision: 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'interval'
  approximate: boolean
  uncertain: boolean
  /** the date in words, at its known precision */
  text: string
}

export interface Term {
  id: string
  name: string
}

export interface Place {
  id: string
  name: string
  country: string | null
  latitude: number | null
  longitude: number | null
}

export interface Source {
  /** the published title, or a description of the document if its title is unknown */
  title: string
  language: string | null
  publisher: string
  url: string | null
  reference: string | null
  published: string | null
  supports: string | null
}

export interface Image {
  /** changes with the content, which may be cached forever */
  url: string
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  bytes: number
  /** pixels */
  width: number
  /** pixels */
  height: number
  /** what the picture shows */
  alt: string
  /** who made the picture or owns it; show it with the picture */
  credit: string
  licence: {
    name: string
    url: string | null
  } | null
  source: string | null
}

export interface Media {
  /** changes with the content, which may be cached forever */
  url: string
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  bytes: number
  /** pixels */
  width: number
  /** pixels */
  height: number
}

export interface Series {
  id: string
  url: string
  title: string
  description: string
  unit: Term
  partOf: string | null
  /** language of the texts, except the fields listed in untranslated */
  language: string
  /** fields shown in another language because they are not translated */
  untranslated: Array<string>
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages: Record<string, string>
  points: Array<{
    year: string
    value: number
    cumulative: number | null
    /** who published this figure */
    basis: string
    /** different figures and who published them */
    disagreements: Array<string>
    sources: Array<Source>
  }>
}

export interface SeriesSummary {
  id: string
  url: string
  title: string
  description: string
  unit: Term
  partOf: string | null
  /** language of the texts, except the fields listed in untranslated */
  language: string
  /** fields shown in another language because they are not translated */
  untranslated: Array<string>
  /** language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports` */
  languages: Record<string, string>
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  /** the parameter at fault */
  parameter?: string
  /** what is allowed instead */
  allowed?: string | Array<string>
  /** what is wrong with the content, place by place */
  errors?: Array<{
    /** JSON Pointer (RFC 6901) */
    pointer: string
    detail: string
    allowed: string
  }>
}

/** Every read: its parameters and its answer, by its path. */
export interface Reads {
  /** The timeline: languages, zone, span, counts, categories, feeds */
  '/v1/timeline': {
    parameters: {
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: Timeline
  }
  /** Events by time */
  '/v1/events': {
    parameters: {
      /** Only events that touch this day, month or year or a later one. */
      from?: string
      /** Only events that touch this day, month or year or an earlier one. With both, events that touch the time between. */
      to?: string
      /** Only events of this category. Repeated values are alternatives. */
      category?: string | ReadonlyArray<string>
      /** Only events of this tag. Repeated values are alternatives. */
      tag?: string | ReadonlyArray<string>
      /** Only events of this actor. Repeated values are alternatives. */
      actor?: string | ReadonlyArray<string>
      /** Only events of this place. Repeated values are alternatives. */
      place?: string | ReadonlyArray<string>
      /** Only events of this status. Repeated values are alternatives. */
      status?: 'confirmed' | 'reported' | 'claimed' | 'disputed' | ReadonlyArray<'confirmed' | 'reported' | 'claimed' | 'disputed'>
      /** Only events of at least this significance. */
      minSignificance?: number
      /** Only events with these words in title, summary or names, in any language; of several words, events with most of them. Inflections, particles, prefixes and small mistakes are allowed for. */
      q?: string
      /** How results of `q` are sorted: the best first, or by time. */
      sort?: 'relevance' | 'time'
      /** Order by time: the earliest or the latest first. */
      order?: 'asc' | 'desc'
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
      /** Entries on a page at most. */
      limit?: number
      /** Deprecated: another format than JSON redirects to its own address, such as /v1/events.csv. */
      format?: 'json' | 'csv' | 'ndjson' | 'timelinejs' | 'geojson'
      /** Only these fields of each event, separated by commas. The fields id, status and attribution are always included, so that no claim reads as a fact. */
      fields?: string
    }
    answer: {
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Event | EventPart>
      next: string | null
    }
  }
  /** One event, with its neighbors in time and its related events */
  '/v1/events/{id}': {
    parameters: {
      /** The id. */
      id: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: EventPage
  }
  /** The versions of an event as they were written */
  '/v1/events/{id}/revisions': {
    parameters: {
      /** The id. */
      id: string
      /** Order by time: the earliest or the latest first. */
      order?: 'asc' | 'desc'
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
    }
    answer: {
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Revision>
      next: string | null
    }
  }
  /** The values of a dimension and the number of events with each: of the filtered events, if they can be counted */
  '/v1/facets/{dimension}': {
    parameters: {
      /** The dimension whose values are counted. */
      dimension: 'category' | 'tag' | 'actor' | 'place' | 'status'
      /** Only events that touch this day, month or year or a later one. */
      from?: string
      /** Only events that touch this day, month or year or an earlier one. With both, events that touch the time between. */
      to?: string
      /** Only events of this category. Repeated values are alternatives. */
      category?: string | ReadonlyArray<string>
      /** Only events of this tag. Repeated values are alternatives. */
      tag?: string | ReadonlyArray<string>
      /** Only events of this actor. Repeated values are alternatives. */
      actor?: string | ReadonlyArray<string>
      /** Only events of this place. Repeated values are alternatives. */
      place?: string | ReadonlyArray<string>
      /** Only events of this status. Repeated values are alternatives. */
      status?: 'confirmed' | 'reported' | 'claimed' | 'disputed' | ReadonlyArray<'confirmed' | 'reported' | 'claimed' | 'disputed'>
      /** Only events of at least this significance. */
      minSignificance?: number
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      /** all: without filters, or if they leave too many events to count */
      counted: 'filtered' | 'all'
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Facet>
      next: string | null
    }
  }
  /** Additions, corrections and deletions in the order of time, for mirrors */
  '/v1/changes': {
    parameters: {
      /** Only changes at this instant or later: the `since` of the response before. Default: all changes. */
      since?: string
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      /** the `since` of the next request, once no page follows. It overlaps: changes that are repeated have the same revision */
      since: string
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Change>
      next: string | null
    }
  }
  /** Events that started on this day of the year, in any year; the response states the day */
  '/v1/on-this-day': {
    parameters: {
      /** Zone that decides the day: an IANA name or an offset. Default: the zone of the timeline. */
      tz?: string
      /** Order by time: the earliest or the latest first. */
      order?: 'asc' | 'desc'
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      day: string
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Event>
      next: string | null
    }
  }
  /** Events that started on this day of the year, in any year; the response states the day */
  '/v1/on-this-day/{monthDay}': {
    parameters: {
      /** A day of the year. */
      monthDay: string
      /** Order by time: the earliest or the latest first. */
      order?: 'asc' | 'desc'
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      day: string
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Event>
      next: string | null
    }
  }
  /** Anniversaries and observances to come */
  '/v1/anniversaries': {
    parameters: {
      /** First day. Default: today. */
      from?: string
      /** Number of days, the first included. */
      days?: number
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Occurrence>
      next: string | null
    }
  }
  /** Occurrences that the daily job marked, the latest day first */
  '/v1/highlights': {
    parameters: {
      /** First day. Default: 59 days before the last. */
      from?: string
      /** Last day. Default: today. */
      to?: string
      /** Entries on a page at most. */
      limit?: number
      /** The `next` of the page before, with the same parameters. */
      cursor?: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<Occurrence>
      next: string | null
    }
  }
  /** The series of yearly statistics */
  '/v1/series': {
    parameters: {
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: {
      /** items on all pages, unless they would have to be counted */
      total?: number
      data: Array<SeriesSummary>
      next: string | null
    }
  }
  /** One series with its values and their sources */
  '/v1/series/{id}': {
    parameters: {
      /** The id. */
      id: string
      /** Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first. */
      lang?: string
    }
    answer: Series
  }
}
