/** The interface in English. Its type is the type of every language: a phrase that one lacks does not compile. */
import { formatNumber, ordinal, plural } from './formats.ts'

const number = (value: number) => formatNumber(value, 'en')
const yearsAgo = (years: number) => `${years} ${plural(years, 'en', { one: 'year', other: 'years' })} ago`
const eventsOf = (count: number) => `${number(count)} ${plural(count, 'en', { one: 'event', other: 'events' })}`

export const en = () => ({
  /** The locale whose dates and numbers are used unless the timeline's own tag has a region. */
  locale: 'en-GB',
  /** A season: 0 is spring, 3 is winter. */
  season: (season: number, year: number) => `${['spring', 'summer', 'autumn', 'winter'][season]} ${year}`,
  /** A decade, by its first year. */
  decade: (year: number) => `the ${year}s`,
  century: (century: number) =>
    `the ${century}${ordinal(century, 'en', { one: 'st', two: 'nd', few: 'rd', other: 'th' })} century`,
  interval: (from: string, to: string) => `${from} to ${to}`,
  /** Days of one month, within a date. */
  days: (first: string, last: string) => `${first}–${last}`,
  /** An interval without a known end, and one without a known start. */
  since: (from: string) => `since ${from}`,
  until: (to: string) => `until ${to}`,
  approximate: (date: string) => `about ${date}`,
  uncertain: (date: string) => `${date} (uncertain)`,
  /** A number with its unit. */
  quantity: (number: string, unit: string) => `${number} ${unit}`,
  status: { confirmed: 'Confirmed', reported: 'Reported', claimed: 'Claimed', disputed: 'Disputed' },
  /** A recurrence of an event. `name` is the event's title or the observance's name. */
  occurrence: {
    anniversary: (years: number, name: string) => `${yearsAgo(years)} today: ${name}`,
    month: (years: number, name: string) => `This month, ${yearsAgo(years)}: ${name}`,
    observance: (years: number, name: string) =>
      `${years}${ordinal(years, 'en', { one: 'st', two: 'nd', few: 'rd', other: 'th' })} ${name}`,
  },
  labels: {
    when: 'When',
    status: 'Status',
    attribution: 'According to',
    note: 'Note',
    sources: 'Sources',
    category: 'Category',
    observedSince: 'Observed every year since',
  },
  feeds: {
    anniversaries: {
      title: (timeline: string) => `Anniversaries: ${timeline}`,
      description: 'Anniversaries and yearly observances of the last 60 days, each on its day.',
    },
    updates: {
      title: (timeline: string) => `Updates: ${timeline}`,
      description: 'The 100 events most recently added to the timeline or corrected.',
    },
    timeline: {
      title: (timeline: string) => `Timeline: ${timeline}`,
      description: 'The events that were added last, and on the pages that follow every event.',
    },
  },
  /** Headings in the list of feeds. */
  subscriptions: 'Feeds',
  calendars: {
    anniversaries: {
      name: (timeline: string) => `Anniversaries: ${timeline}`,
      description: 'Each event on its day in every year since, and the days kept every year.',
    },
    timeline: {
      name: (timeline: string) => `Timeline: ${timeline}`,
      description: 'Each event on the day or days on which it happened.',
    },
    /** Says that the calendar contains only the most significant events. */
    selected: (events: number, total: number | undefined) =>
      total === undefined
        ? `Made from the ${number(events)} most significant events.`
        : `Made from the ${number(events)} most significant of ${number(total)} events.`,
    /** Says that events without an exact day are omitted. */
    leftOut: (events: number) =>
      events === 1
        ? '1 event is left out, for its exact day is not known.'
        : `${number(events)} events are left out, for their exact day is not known.`,
  },
  /** For people who open the document of a feed. */
  feedHelp: (page: string) =>
    `This is a feed: a list of what is new, for feed readers. Paste its address into one. How to, and other ways to subscribe: ${page}`,
  added: 'Added',
  corrected: 'Corrected',
  /** Says that a missing translation is replaced by another language. */
  untranslated: 'Parts of this are not translated yet and appear in another language.',
  announcement: (day: string, timeline: string) => `Anniversaries on ${day}: ${timeline}`,
  /** Says that a list continues elsewhere. */
  more: (events: number) => `and ${number(events)} more`,
  pages: {
    shared: {
      skip: 'Skip to the content',
      navigation: 'Main',
      languages: 'Languages',
      timeline: 'Timeline',
      days: 'Days',
      topics: 'Topics',
      places: 'Places',
      statistics: 'Statistics',
      subscribe: 'Subscribe',
      about: 'About',
      reference: 'API',
      search: 'Search',
      pages: 'Pages',
      earlier: 'Earlier',
      later: 'Later',
      more: 'More',
      events: eventsOf,
      publisher: 'Publisher',
      dataLicence: 'Licence of the data',
      share: 'Share and reuse',
      link: 'Link',
      embed: 'Embed',
      whole: 'Open the page',
      embedLead: 'HTML for a page of your own:',
      promise: 'Entries are dated, sourced and corrected in the open.',
    },
    home: {
      onThisDay: (day: string) => `On this day, ${day}`,
      nothing: 'No event has its anniversary today.',
      wholeDay: (day: string) => `All events of ${day}`,
      highlights: 'In recent days',
      comingUp: 'Coming up',
      years: 'The timeline at a glance',
      wholeTimeline: 'The whole timeline, with filters',
      categories: 'Topics',
      follow: 'Follow this timeline',
      followText: 'A short item for each anniversary, in the reader or the calendar you already use.',
      feed: 'Feed',
      calendar: 'Calendar',
      every: 'Every way to subscribe',
    },
    timeline: {
      title: 'Timeline',
      span: (from: string, to: string) => `${from}–${to}`,
      /** The next three are joined to one sentence by semicolons. */
      summary: (events: string, span: string) => `${events}, ${span}`,
      most: (period: string, events: number, topic: string, inTopic: number) =>
        `most in ${period} (${number(events)}) and under ${topic} (${number(inTopic)})`,
      none: (days: number, from: string) => `none for ${number(days)} days from ${from}`,
      nothing: (span: string) => `Nothing on record: ${span}.`,
      /** In a gap of the picture. */
      gap: (days: string) => `no event for ${days} days`,
      /** Names the bars below the lanes. */
      density: 'Events',
      table: 'Events by period',
      periods: 'Periods',
      statuses: 'Statuses',
      filters: 'Filters',
      filter: 'Filter',
      remove: 'Remove the filter',
      narrow: 'Filter and compare',
      from: 'From',
      to: 'To',
      words: 'Words',
      series: 'Statistics above',
      noSeries: 'None',
      apply: 'Show',
      everything: 'Everything',
      wider: 'Wider',
      events: 'Events',
      best: 'More events match the words than can be drawn; the best matches are shown.',
      earliest: 'More events match than can be counted; the earliest are shown. Choose a shorter time to see the rest.',
    },
    day: {
      days: 'Days of the year',
      previous: 'Previous on record',
      next: 'Next on record',
      nothing: 'Nothing on record started on this day of the year.',
      wholeMonth: (month: string) => `In ${month}, on a day that is not known`,
      description: (day: string, timeline: string) => `What happened on ${day}, in all years. ${timeline}.`,
    },
    year: {
      years: 'Years',
      previous: 'Previous year',
      next: 'Next year',
      description: (year: string, events: string, timeline: string) =>
        `${year}: ${events}, each with its sources. ${timeline}.`,
    },
    facet: {
      tag: 'Tag',
      category: 'Topic',
      place: 'Place',
      actor: 'Person or body',
      nothing: 'No event yet.',
      follow: 'Follow',
      feed: (name: string) => `Feed: ${name}`,
      description: (name: string, events: string, timeline: string) =>
        `${name}: ${events}, each with its sources. ${timeline}.`,
    },
    map: {
      /** Names an inset by the place in it that has the most events. */
      around: (name: string) => `Around ${name}`,
      world: 'All places',
      legend: 'A larger circle has more events. A dashed ring stands for a whole country.',
      source: 'Coasts and borders: Natural Earth.',
      summary: (places: string, first: string, events: string) =>
        `${places} places. ${first} has the most events: ${events}.`,
      nothing: 'No place has an event that matches.',
      /** Explains why the numbers ignore the filters. */
      all: 'More events match than can be counted, so the numbers are those of the whole timeline.',
      /** Heading of places that are in no country or in several. */
      nowhere: 'Other places',
    },
    list: {
      ago: yearsAgo,
      /** Of a day to come. */
      anniversary: (years: number) =>
        `${years}${ordinal(years, 'en', { one: 'st', two: 'nd', few: 'rd', other: 'th' })} anniversary`,
      agoThisMonth: (years: number) => `this month, ${yearsAgo(years)}`,
    },
    entry: {
      precision: {
        day: 'known to the day',
        month: 'known to the month',
        year: 'known to the year only',
        season: 'known to the season',
        decade: 'known to the decade only',
        century: 'known to the century only',
        interval: 'over a period of time',
      },
      approximate: 'approximate',
      uncertain: 'a source is doubted',
      disagreement: 'What sources disagree on',
      remark: 'Note',
      actors: 'People and bodies',
      places: 'Places',
      tags: 'Tags',
      around: 'Events before and after',
      previous: 'Before',
      next: 'After',
      related: 'Related',
      history: 'History of this entry',
      added: (day: string) => `Added ${day}`,
      corrected: (revision: number, day: string) => `Corrected ${day} (revision ${revision})`,
      address: 'Permanent address',
      data: 'This event as JSON',
      revisions: 'All revisions as JSON',
    },
    cite: {
      title: 'Cite',
      quoted: (title: string) => `“${title}”`,
      version: (day: string) => `version of ${day}`,
      files: 'For reference managers:',
    },
    history: {
      show: 'All versions, and what changed',
      lead: 'Every version of this entry, the latest first, with what changed.',
      deleted: (day: string) => `Deleted ${day}`,
      hidden: 'Only details changed that are not shown here.',
      fields: { title: 'Title', summary: 'Summary', figures: 'Figures', image: 'Picture' },
    },
    search: {
      /** Reports that another spelling was searched for. */
      instead: (written: string, meant: string) => `No event has “${written}”. These have “${meant}”.`,
      partial: 'No event has all of these words. These have most of them.',
      /** Links to the same search without filters. */
      unfiltered: (events: string) => `Without filters: ${events}`,
      goTo: (time: string) => `Go to ${time}`,
      title: 'Search',
      found: (events: string, q: string) => `${events} for “${q}”`,
      nothing: (q: string) => `Nothing found for “${q}”.`,
      hint: 'Write a name, a place or a few words of what happened, in any language of the timeline. Small mistakes are forgiven.',
      description: 'Search the events of this timeline.',
    },
    statistics: {
      title: 'Statistics',
      lead: 'Yearly figures with their sources. Where sources differ, the figure that is shown is named, and the others are listed.',
      none: 'This timeline has no statistics.',
      year: 'Year',
      cumulative: 'Running total',
      /** Says that other sources give different figures. */
      disputed: 'sources give other figures',
      parts: 'The parts against the whole',
      sum: 'Together',
      difference: 'Difference',
      legend: 'A thin line on a bar spans the figures that sources give; * in the table marks those years.',
      /** Leads from a part to the series that includes it. */
      whole: 'The whole',
      yearByYear: 'Year by year: whose figure it is, and what sources disagree on',
      basis: 'This figure',
      disagreements: 'Other figures',
      sources: (count: number) => `${number(count)} ${plural(count, 'en', { one: 'source', other: 'sources' })}`,
    },
    subscribe: {
      title: 'Subscribe',
      lead: 'Follow the timeline in the feed reader or calendar that you already use. There is nothing to sign up for: paste an address into the reader, or follow a calendar link.',
      feeds: { anniversaries: 'Anniversaries today', updates: 'What is new here', timeline: 'The whole timeline' },
      calendar: 'As a calendar',
      calendars: { google: 'Google Calendar', apple: 'Apple Calendar', outlook: 'Outlook' },
      asFeed: 'As a feed',
      feedsLead:
        'A feed is a list of entries that a reader app fetches by itself. Paste one of these addresses into a reader such as Feedly, NetNewsWire or Thunderbird; it shows what is new.',
      copy: 'Copy',
      copied: 'Copied',
      narrow: 'Only some of it',
      narrowLead:
        'Choose, and the addresses below change. Values of one kind are alternatives; kinds narrow each other.',
      categories: 'Categories',
      tags: 'Tags',
      significance: 'Significance',
      /** By the least significance, 1 to 5. */
      significances: ['all events', 'at least 2', 'at least 3', 'at least 4', 'turning points only (5)'],
      apply: 'Change the addresses',
      narrowedTo: (what: string) => `The addresses below are narrowed to: ${what}.`,
      clear: 'Everything again',
      all: 'All feeds at once',
      allLead: 'Every feed as a list that readers import (OPML).',
    },
    about: {
      title: 'About',
      what: 'What this is',
      counted: (events: number, first: string, last: string) =>
        `It has ${eventsOf(events)} of the years ${first} to ${last}.`,
      privacy: 'These pages set no cookies, track nobody, and load nothing from anywhere else.',
      sourcing: 'How entries are sourced',
      sourcingPoints: [
        'Every entry names at least one source: its title, its publisher, its address, and what of the entry it bears out.',
        'Whatever is not confirmed names who says so, here as in feeds, calendars and data.',
        'What sources disagree on is told beside the entry, and for statistics beside each figure.',
      ],
      statuses: 'What the statuses mean',
      statusMeanings: {
        confirmed: 'Established by the sources that are named.',
        reported: 'The press reports it; the entry says who.',
        claimed: 'A party says so; the entry says which. It is not presented as a fact.',
        disputed: 'Accounts contradict each other; the entry says whose they are and what they disagree on.',
      },
      dates: 'How exact dates are',
      datesPoints: [
        'A date says no more than is known: a day, a month, a year or a span of time, “about” where it is approximate, and “uncertain” where a source is doubted.',
        'An event is marked every year on its day if the day is known, and on the first of its month if only the month is.',
      ],
      corrections: 'Corrections',
      contact: 'Corrections to',
      correctionsPoints: [
        'A correction names the entry by its address, says what is wrong, and gives a source that bears out what is right. Those who publish this timeline make it.',
        'It becomes a new revision. Earlier revisions stay readable, and a deleted entry leaves a mark, so that whoever copied it learns of it.',
      ],
      licence: 'Licence',
      licencePoints: [
        'The software, Annals, is under the MIT licence.',
        'The chronology states facts with their sources; the sources belong to their publishers.',
      ],
      reuse: 'Everything here is also data',
    },
    reference: {
      title: 'API reference',
      lead: 'Everything on these pages as JSON, feeds and calendars, open to any origin and without a key.',
      /** Says that the reference is in English, on pages in other languages. */
      language: '',
      document: 'The same as an OpenAPI document, for programs',
    },
    problem: {
      kinds: {
        notFound: { title: 'Not found', explanation: 'There is no page at this address.' },
        gone: { title: 'No longer here', explanation: 'This entry was deleted from the timeline.' },
        refused: {
          title: 'That did not work',
          explanation: 'The address asks for something that this page does not know.',
        },
        notSearchable: {
          title: 'Too large to search',
          explanation: 'This timeline has more events than can be searched. Its years and topics lead to all of them.',
        },
        unavailable: {
          title: 'Not available for now',
          explanation: 'The timeline does not answer at the moment. Please try again in a few seconds.',
        },
        internal: {
          title: 'Something went wrong',
          explanation: 'The mistake is ours and has been noted. Please try again later.',
        },
      },
      meant: 'Were you looking for one of these?',
      onwards: 'Go on from here',
      home: 'The home page',
      search: (words: string) => `Search for “${words}”`,
    },
  },
})

export type Phrases = ReturnType<typeof en>
