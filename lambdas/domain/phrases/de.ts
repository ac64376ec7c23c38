/** The interface in German. */
import type { Phrases } from './en.ts'
import { formatNumber, plural } from './formats.ts'

const number = (value: number) => formatNumber(value, 'de')
const eventsOf = (count: number) => `${number(count)} ${plural(count, 'de', { one: 'Ereignis', other: 'Ereignisse' })}`
const yearsAgo = (years: number) => `vor ${years} ${plural(years, 'de', { one: 'Jahr', other: 'Jahren' })}`

export const de: Phrases = {
  locale: 'de-DE',
  interval: (from, to) => `${from} bis ${to}`,
  approximate: date => `um ${date}`,
  uncertain: date => `${date} (unsicher)`,
  quantity: (number, unit) => `${number} ${unit}`,
  status: { confirmed: 'Bestätigt', reported: 'Berichtet', claimed: 'Behauptet', disputed: 'Umstritten' },
  occurrence: {
    anniversary: (years, name) => `Heute ${yearsAgo(years)}: ${name}`,
    month: (years, name) => `In diesem Monat ${yearsAgo(years)}: ${name}`,
    observance: (years, name) => `${years}. ${name}`,
  },
  labels: {
    when: 'Datum',
    status: 'Status',
    attribution: 'Laut',
    note: 'Anmerkung',
    sources: 'Quellen',
    category: 'Kategorie',
    observedSince: 'Jährlich begangen seit',
  },
  feeds: {
    anniversaries: {
      title: timeline => `Jahrestage: ${timeline}`,
      description: 'Die Jahres- und Gedenktage der letzten 60 Tage, jeder an seinem Tag.',
    },
    updates: {
      title: timeline => `Neuigkeiten: ${timeline}`,
      description: 'Die 100 zuletzt in die Chronik aufgenommenen oder berichtigten Ereignisse.',
    },
    timeline: {
      title: timeline => `Chronik: ${timeline}`,
      description: 'Alle Ereignisse, das jüngste zuerst, auf mehrere Seiten verteilt.',
    },
  },
  subscriptions: { feeds: 'Feeds', categories: 'Nach Kategorie', tags: 'Nach Schlagwort' },
  calendars: {
    anniversaries: {
      name: timeline => `Jahrestage: ${timeline}`,
      description: 'Jedes Ereignis jedes Jahr an seinem Tag, dazu die jährlichen Gedenktage.',
    },
    timeline: {
      name: timeline => `Chronik: ${timeline}`,
      description: 'Jedes Ereignis an dem Tag oder den Tagen, an denen es stattfand.',
    },
    selected: (events, total) =>
      total === undefined
        ? `Enthält die ${number(events)} bedeutendsten Ereignisse.`
        : `Enthält die ${number(events)} bedeutendsten von ${number(total)} Ereignissen.`,
    leftOut: events =>
      plural(events, 'de', {
        one: '1 Ereignis fehlt, weil sein genauer Tag nicht bekannt ist.',
        other: `${number(events)} Ereignisse fehlen, weil ihr genauer Tag nicht bekannt ist.`,
      }),
  },
  added: 'Hinzugefügt',
  corrected: 'Berichtigt',
  untranslated: 'Einige Teile sind noch nicht übersetzt und erscheinen in einer anderen Sprache.',
  announcement: (day, timeline) => `Jahrestage am ${day}: ${timeline}`,
  more: events => `und ${number(events)} weitere`,
  pages: {
    shared: {
      skip: 'Zum Inhalt springen',
      navigation: 'Hauptmenü',
      languages: 'Sprachen',
      statistics: 'Statistik',
      subscribe: 'Abonnieren',
      about: 'Über diese Chronik',
      reference: 'API',
      search: 'Suchen',
      pages: 'Seiten',
      earlier: 'Zurück',
      later: 'Weiter',
      more: 'Fußzeile',
      events: eventsOf,
      promise: 'Alle Einträge sind datiert und belegt; Berichtigungen sind öffentlich.',
    },
    home: {
      onThisDay: day => `Was geschah am ${day}?`,
      nothing: 'Heute ist kein Jahrestag verzeichnet.',
      wholeDay: day => `Alle Ereignisse vom ${day}`,
      highlights: 'In den letzten Tagen',
      comingUp: 'Demnächst',
      years: 'Die Jahre auf einen Blick',
      yearsHint:
        'Jeder Balken ist ein Jahr, seine Höhe die Zahl der Ereignisse. Wählen Sie einen aus, um das Jahr zu lesen.',
      year: (years, events) => `${years}: ${events}`,
      allYears: 'Liste der Jahre',
      categories: 'Themen',
      follow: 'Dieser Chronik folgen',
      followText: 'Zu jedem Jahrestag ein kurzer Eintrag in dem Feedreader oder Kalender, den Sie ohnehin verwenden.',
      feed: 'Feed',
      calendar: 'Kalender',
      every: 'Alle Möglichkeiten zum Abonnieren',
    },
    day: {
      days: 'Tage des Jahres',
      previous: 'Voriger Tag mit Einträgen',
      next: 'Nächster Tag mit Einträgen',
      nothing: 'Für diesen Tag des Jahres ist kein Ereignis verzeichnet.',
      wholeMonth: month => `Im ${month}, Tag unbekannt`,
      description: (day, timeline) => `Was am ${day} geschah, in allen Jahren. ${timeline}.`,
    },
    year: {
      years: 'Jahre',
      previous: 'Voriges Jahr',
      next: 'Nächstes Jahr',
      filter: 'Diese Ereignisse filtern',
      shown: '{shown} von {total} Ereignissen',
      description: (year, events, timeline) => `${year}: ${events}, jedes mit seinen Quellen. ${timeline}.`,
    },
    facet: {
      tag: 'Schlagwort',
      category: 'Thema',
      nothing: 'Noch kein Ereignis.',
      follow: 'Folgen',
      feed: name => `Feed: ${name}`,
      description: (name, events, timeline) => `${name}: ${events}, jedes mit seinen Quellen. ${timeline}.`,
    },
    list: {
      ago: yearsAgo,
      agoThisMonth: years => `in diesem Monat ${yearsAgo(years)}`,
    },
    entry: {
      precision: {
        day: 'auf den Tag genau bekannt',
        month: 'auf den Monat genau bekannt',
        year: 'nur das Jahr bekannt',
        interval: 'über einen Zeitraum',
      },
      approximate: 'ungefähr',
      uncertain: 'eine Quelle wird angezweifelt',
      disagreement: 'Worin sich die Quellen widersprechen',
      remark: 'Anmerkung',
      actors: 'Personen und Institutionen',
      places: 'Orte',
      tags: 'Schlagwörter',
      around: 'Ereignisse davor und danach',
      previous: 'Davor',
      next: 'Danach',
      related: 'Siehe auch',
      history: 'Versionsgeschichte dieses Eintrags',
      added: day => `Hinzugefügt am ${day}`,
      corrected: (revision, day) => `Berichtigt am ${day} (Version ${revision})`,
      address: 'Dauerhafte Adresse',
      data: 'Dieses Ereignis als JSON',
      revisions: 'Alle Versionen als JSON',
    },
    search: {
      title: 'Suche',
      found: (events, q) => `${events} für „${q}“`,
      nothing: q => `Nichts gefunden für „${q}“.`,
      hint: 'Geben Sie einen Namen, einen Ort oder einige Wörter zum Geschehen ein, in einer beliebigen Sprache der Chronik. Kleine Tippfehler stören nicht.',
      description: 'Die Ereignisse dieser Chronik durchsuchen.',
    },
    statistics: {
      title: 'Statistik',
      lead: 'Jährliche Zahlen mit ihren Quellen. Wo Quellen voneinander abweichen, ist die Herkunft der gezeigten Zahl genannt, und die anderen sind aufgeführt.',
      none: 'Diese Chronik enthält keine Statistik.',
      year: 'Jahr',
      cumulative: 'Kumuliert',
      disputed: 'andere Quellen nennen andere Zahlen',
      parts: 'Die Teile im Vergleich zum Ganzen',
      sum: 'Summe',
      difference: 'Differenz',
      legend: 'Hellere Balken und * in der Tabelle: Es gibt Quellen mit anderen Zahlen.',
      yearByYear: 'Jahr für Jahr: woher die Zahlen stammen und worin die Quellen abweichen',
      basis: 'Diese Zahl',
      disagreements: 'Andere Zahlen',
      sources: count => `${number(count)} ${plural(count, 'de', { one: 'Quelle', other: 'Quellen' })}`,
      asJson: 'Die Reihe als JSON, mit allen Quellen',
    },
    subscribe: {
      title: 'Abonnieren',
      lead: 'Folgen Sie der Chronik in dem Feedreader oder Kalender, den Sie ohnehin verwenden. Eine Anmeldung ist nicht nötig: Fügen Sie eine Adresse in den Reader ein, oder öffnen Sie einen Kalenderlink.',
      feeds: { anniversaries: 'Was sich heute jährt', updates: 'Was neu ist', timeline: 'Die ganze Chronik' },
      calendar: 'Als Kalender',
      open: 'Zum Kalender hinzufügen',
      copy: 'Kopieren',
      copied: 'Kopiert',
      narrow: 'Nur einen Teil',
      narrowLead:
        'Mit Ihrer Auswahl ändern sich die Adressen unten. Werte derselben Art gelten wahlweise, verschiedene Arten gemeinsam.',
      categories: 'Kategorien',
      tags: 'Schlagwörter',
      significance: 'Bedeutung',
      significances: ['alle Ereignisse', 'mindestens 2', 'mindestens 3', 'mindestens 4', 'nur Wendepunkte (5)'],
      apply: 'Adressen ändern',
      narrowedTo: what => `Die Adressen unten sind eingeschränkt auf: ${what}.`,
      clear: 'Wieder alles',
      all: 'Alle Feeds auf einmal',
      allLead:
        'Alle Feeds in allen Sprachen und je einer pro Kategorie und Schlagwort, als Liste zum Importieren in einen Feedreader (OPML).',
    },
    about: {
      title: 'Über diese Chronik',
      what: 'Worum es geht',
      counted: (events, first, last) => `Sie umfasst ${eventsOf(events)} aus den Jahren ${first} bis ${last}.`,
      privacy: 'Diese Seiten setzen keine Cookies, verfolgen niemanden und laden nichts von anderswo.',
      sourcing: 'Wie Einträge belegt sind',
      sourcingPoints: [
        'Jeder Eintrag nennt mindestens eine Quelle: ihren Titel, wer sie veröffentlicht hat, ihre Adresse und was sie belegt.',
        'Zu allem, was nicht bestätigt ist, steht, wer es sagt: hier ebenso wie in Feeds, Kalendern und Daten.',
        'Widersprüche zwischen Quellen stehen beim Eintrag, in der Statistik bei jeder Zahl.',
      ],
      statuses: 'Was der Status bedeutet',
      statusMeanings: {
        confirmed: 'Durch die genannten Quellen belegt.',
        reported: 'Die Presse berichtet es; der Eintrag nennt, wer.',
        claimed: 'Eine Seite behauptet es; der Eintrag nennt, welche. Es wird nicht als Tatsache dargestellt.',
        disputed:
          'Die Darstellungen widersprechen sich; der Eintrag nennt, von wem sie stammen und worin sie abweichen.',
      },
      dates: 'Wie genau die Daten sind',
      datesPoints: [
        'Ein Datum sagt nicht mehr, als bekannt ist: ein Tag, ein Monat, ein Jahr oder ein Zeitraum, „um“ bei ungefähren Angaben und „unsicher“, wo eine Quelle angezweifelt wird.',
        'Ein Ereignis jährt sich an seinem Tag, wenn der Tag bekannt ist, und am Ersten des Monats, wenn nur der Monat bekannt ist.',
      ],
      corrections: 'Berichtigungen',
      correctionsPoints: [
        'Wer eine Berichtigung wünscht, nennt die Adresse des Eintrags, was falsch ist und eine Quelle, die das Richtige belegt. Die Berichtigung nimmt vor, wer diese Chronik herausgibt.',
        'Daraus wird eine neue Version. Frühere Versionen bleiben lesbar, und ein gelöschter Eintrag hinterlässt einen Vermerk für alle, die ihn übernommen haben.',
      ],
      licence: 'Lizenz',
      licencePoints: [
        'Die Software Annals steht unter der MIT-Lizenz.',
        'Die Chronik nennt Tatsachen mit ihren Quellen; die Rechte an den Quellen liegen bei denen, die sie veröffentlicht haben.',
      ],
      reuse: 'Alle Inhalte gibt es auch als Daten',
    },
    reference: {
      title: 'API-Dokumentation',
      lead: 'Alle Inhalte dieser Seiten als JSON, Feeds und Kalender, offen für jede Herkunft und ohne Schlüssel.',
      language: 'Die folgende Dokumentation ist auf Englisch.',
      document: 'Dasselbe als OpenAPI-Dokument, für Programme',
    },
    problem: {
      kinds: {
        notFound: { title: 'Nicht gefunden', explanation: 'Unter dieser Adresse gibt es keine Seite.' },
        gone: { title: 'Nicht mehr vorhanden', explanation: 'Dieser Eintrag wurde aus der Chronik gelöscht.' },
        refused: {
          title: 'Das hat nicht geklappt',
          explanation: 'Die Adresse verlangt etwas, das diese Seite nicht kennt.',
        },
        notSearchable: {
          title: 'Zu umfangreich für die Suche',
          explanation:
            'Diese Chronik hat mehr Ereignisse, als sich durchsuchen lassen. Über ihre Jahre und Themen sind alle erreichbar.',
        },
        unavailable: {
          title: 'Zurzeit nicht verfügbar',
          explanation: 'Die Chronik antwortet im Moment nicht. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
        },
        internal: {
          title: 'Es ist ein Fehler aufgetreten',
          explanation: 'Der Fehler liegt bei uns und wurde erfasst. Bitte versuchen Sie es später noch einmal.',
        },
      },
      meant: 'Suchten Sie eine dieser Seiten?',
      onwards: 'Von hier aus weiter',
      home: 'Startseite',
      search: words => `Nach „${words}“ suchen`,
    },
  },
}
