/** The interface in French. */
import type { Phrases } from './en.ts'
import { formatNumber, ordinal, plural, roman } from './formats.ts'

const number = (value: number) => formatNumber(value, 'fr')
const eventsOf = (count: number) =>
  `${number(count)} ${plural(count, 'fr', { one: 'événement', many: 'd’événements', other: 'événements' })}`
const yearsAgo = (years: number) => `il y a ${years} ${plural(years, 'fr', { one: 'an', other: 'ans' })}`

export const fr: Phrases = {
  locale: 'fr-FR',
  season: (season, year) => `${['printemps', 'été', 'automne', 'hiver'][season]} ${year}`,
  decade: year => `années ${year}`,
  century: century => `${roman(century)}${century === 1 ? 'er' : 'e'} siècle`,
  interval: (from, to) => `${from} – ${to}`,
  since: from => `${from} – …`,
  until: to => `… – ${to}`,
  approximate: date => `vers ${date}`,
  uncertain: date => `${date} (incertain)`,
  quantity: (number, unit) => `${number} ${unit}`,
  status: { confirmed: 'Confirmé', reported: 'Rapporté', claimed: 'Allégué', disputed: 'Contesté' },
  occurrence: {
    anniversary: (years, name) =>
      `Il y a aujourd’hui ${years} ${plural(years, 'fr', { one: 'an', other: 'ans' })} : ${name}`,
    month: (years, name) => `Ce mois-ci, ${yearsAgo(years)} : ${name}`,
    // "édition" fixes the gender of the ordinal, which the name alone does not tell.
    observance: (years, name) => `${years}${ordinal(years, 'fr', { one: 're', other: 'e' })} édition : ${name}`,
  },
  labels: {
    when: 'Date',
    status: 'Statut',
    attribution: 'Selon',
    note: 'Remarque',
    sources: 'Sources',
    category: 'Catégorie',
    observedSince: 'Célébré chaque année depuis',
  },
  feeds: {
    anniversaries: {
      title: timeline => `Anniversaires : ${timeline}`,
      description: 'Les anniversaires et les journées commémoratives des 60 derniers jours, chacun à sa date.',
    },
    updates: {
      title: timeline => `Mises à jour : ${timeline}`,
      description: 'Les 100 événements ajoutés à la chronologie ou corrigés le plus récemment.',
    },
    timeline: {
      title: timeline => `Chronologie : ${timeline}`,
      description: 'Tous les événements, du plus récent au plus ancien, répartis sur plusieurs pages.',
    },
  },
  subscriptions: { feeds: 'Flux', categories: 'Par catégorie', tags: 'Par mot-clé' },
  calendars: {
    anniversaries: {
      name: timeline => `Anniversaires : ${timeline}`,
      description: 'Chaque événement à sa date, tous les ans, ainsi que les journées commémoratives.',
    },
    timeline: {
      name: timeline => `Chronologie : ${timeline}`,
      description: 'Chaque événement au jour ou aux jours où il a eu lieu.',
    },
    selected: (events, total) =>
      total === undefined
        ? `Contient les ${number(events)} événements les plus importants.`
        : `Contient les ${number(events)} événements les plus importants sur ${number(total)}.`,
    leftOut: events =>
      plural(events, 'fr', {
        one: `${number(events)} événement est omis, car son jour exact est inconnu.`,
        other: `${number(events)} événements sont omis, car leur jour exact est inconnu.`,
      }),
  },
  added: 'Ajouté',
  corrected: 'Corrigé',
  untranslated: 'Certaines parties ne sont pas encore traduites et s’affichent dans une autre langue.',
  announcement: (day, timeline) => `Anniversaires du ${day} : ${timeline}`,
  more: events => `et ${number(events)} de plus`,
  pages: {
    shared: {
      skip: 'Aller au contenu',
      navigation: 'Menu principal',
      languages: 'Langues',
      statistics: 'Statistiques',
      subscribe: 'S’abonner',
      about: 'À propos',
      reference: 'API',
      search: 'Rechercher',
      pages: 'Pagination',
      earlier: 'Précédents',
      later: 'Suivants',
      more: 'Pied de page',
      events: eventsOf,
      promise: 'Chaque entrée est datée et sourcée, et les corrections sont publiques.',
    },
    home: {
      onThisDay: day => `C’était un ${day}`,
      nothing: 'Aucun anniversaire aujourd’hui.',
      wholeDay: day => `Tous les événements du ${day}`,
      highlights: 'Ces derniers jours',
      comingUp: 'À venir',
      years: 'Les années en un coup d’œil',
      yearsHint:
        'Chaque barre représente une année ; sa hauteur est le nombre d’événements. Choisissez-en une pour la lire.',
      year: (years, events) => `${years} : ${events}`,
      allYears: 'Liste des années',
      categories: 'Thèmes',
      follow: 'Suivre cette chronologie',
      followText: 'Un court article à chaque anniversaire, dans le lecteur de flux ou l’agenda que vous utilisez déjà.',
      feed: 'Flux',
      calendar: 'Agenda',
      every: 'Toutes les façons de s’abonner',
    },
    day: {
      days: 'Jours de l’année',
      previous: 'Jour précédent',
      next: 'Jour suivant',
      nothing: 'Aucun événement connu n’a commencé ce jour de l’année.',
      wholeMonth: month => `En ${month}, jour inconnu`,
      description: (day, timeline) => `Ce qui s’est passé un ${day}, toutes années confondues. ${timeline}.`,
    },
    year: {
      years: 'Années',
      previous: 'Année précédente',
      next: 'Année suivante',
      filter: 'Filtrer ces événements',
      shown: '{shown} événements sur {total}',
      description: (year, events, timeline) => `${year} : ${events}, chacun avec ses sources. ${timeline}.`,
    },
    facet: {
      tag: 'Mot-clé',
      category: 'Thème',
      nothing: 'Aucun événement pour le moment.',
      follow: 'Suivre',
      feed: name => `Flux : ${name}`,
      description: (name, events, timeline) => `${name} : ${events}, chacun avec ses sources. ${timeline}.`,
    },
    list: {
      ago: yearsAgo,
      agoThisMonth: years => `ce mois-ci, ${yearsAgo(years)}`,
    },
    entry: {
      precision: {
        day: 'au jour près',
        month: 'au mois près',
        year: 'à l’année près seulement',
        season: 'à la saison près',
        decade: 'à la décennie près',
        century: 'au siècle près',
        interval: 'sur une période',
      },
      approximate: 'approximatif',
      uncertain: 'source mise en doute',
      disagreement: 'Ce sur quoi les sources divergent',
      remark: 'Remarque',
      actors: 'Personnes et organismes',
      places: 'Lieux',
      tags: 'Mots-clés',
      around: 'Événements précédent et suivant',
      previous: 'Avant',
      next: 'Après',
      related: 'Voir aussi',
      history: 'Historique de cette entrée',
      added: day => `Ajoutée le ${day}`,
      corrected: (revision, day) => `Corrigée le ${day} (révision ${revision})`,
      address: 'Adresse permanente',
      data: 'Cet événement en JSON',
      revisions: 'Toutes les révisions en JSON',
    },
    search: {
      title: 'Recherche',
      found: (events, q) => `${events} pour « ${q} »`,
      nothing: q => `Aucun résultat pour « ${q} ».`,
      hint: 'Saisissez un nom, un lieu ou quelques mots décrivant l’événement, dans n’importe quelle langue de la chronologie. Les petites fautes sont tolérées.',
      description: 'Rechercher parmi les événements de cette chronologie.',
    },
    statistics: {
      title: 'Statistiques',
      lead: 'Chiffres annuels avec leurs sources. Lorsque les sources divergent, l’origine du chiffre affiché est indiquée et les autres sont énumérés.',
      none: 'Cette chronologie ne contient pas de statistiques.',
      year: 'Année',
      cumulative: 'Cumul',
      disputed: 'd’autres sources donnent des chiffres différents',
      parts: 'Comparaison entre les parties et le tout',
      sum: 'Total',
      difference: 'Écart',
      legend: 'Barres pâles et * dans le tableau : d’autres sources donnent des chiffres différents.',
      yearByYear: 'Année par année : origine des chiffres et divergences entre les sources',
      basis: 'Ce chiffre',
      disagreements: 'Autres chiffres',
      sources: count => `${number(count)} ${plural(count, 'fr', { one: 'source', other: 'sources' })}`,
      asJson: 'La série en JSON, avec toutes les sources',
    },
    subscribe: {
      title: 'S’abonner',
      lead: 'Suivez la chronologie dans le lecteur de flux ou l’agenda que vous utilisez déjà. Aucune inscription n’est nécessaire : collez une adresse dans le lecteur ou suivez un lien d’agenda.',
      feeds: {
        anniversaries: 'Les anniversaires du jour',
        updates: 'Les nouveautés',
        timeline: 'Toute la chronologie',
      },
      calendar: 'Dans un agenda',
      open: 'Ajouter à votre agenda',
      copy: 'Copier',
      copied: 'Copié',
      narrow: 'Une partie seulement',
      narrowLead:
        'Faites votre choix et les adresses ci-dessous changent. Une seule des valeurs d’un même critère suffit ; les critères, eux, se cumulent.',
      categories: 'Catégories',
      tags: 'Mots-clés',
      significance: 'Importance',
      significances: ['tous les événements', 'au moins 2', 'au moins 3', 'au moins 4', 'tournants uniquement (5)'],
      apply: 'Modifier les adresses',
      narrowedTo: what => `Les adresses ci-dessous se limitent à : ${what}.`,
      clear: 'Revenir à l’ensemble',
      all: 'Tous les flux en une fois',
      allLead:
        'Tous les flux dans toutes les langues, et un par catégorie et par mot-clé, sous forme de liste à importer dans un lecteur (OPML).',
    },
    about: {
      title: 'À propos',
      what: 'De quoi il s’agit',
      counted: (events, first, last) => `Elle compte ${eventsOf(events)}, de ${first} à ${last}.`,
      privacy: 'Ces pages ne déposent aucun cookie, ne suivent personne et ne chargent rien depuis d’autres sites.',
      sourcing: 'Comment les entrées sont sourcées',
      sourcingPoints: [
        'Chaque entrée cite au moins une source : son titre, son éditeur, son adresse et ce qu’elle atteste.',
        'Tout ce qui n’est pas confirmé indique qui l’affirme, ici comme dans les flux, les agendas et les données.',
        'Les divergences entre les sources sont signalées dans l’entrée et, pour les statistiques, à côté de chaque chiffre.',
      ],
      statuses: 'Signification des statuts',
      statusMeanings: {
        confirmed: 'Établi par les sources citées.',
        reported: 'Rapporté par la presse ; l’entrée précise par qui.',
        claimed: 'Affirmé par une partie ; l’entrée précise laquelle. Ce n’est pas présenté comme un fait.',
        disputed: 'Les récits se contredisent ; l’entrée précise de qui ils émanent et sur quoi ils divergent.',
      },
      dates: 'Précision des dates',
      datesPoints: [
        'Une date n’en dit pas plus que ce que l’on sait : un jour, un mois, une année ou une période, « vers » lorsqu’elle est approximative et « incertain » lorsqu’une source est mise en doute.',
        'L’anniversaire d’un événement revient chaque année à sa date si le jour est connu, et le premier du mois si seul le mois l’est.',
      ],
      corrections: 'Corrections',
      correctionsPoints: [
        'Pour demander une correction, indiquez l’adresse de l’entrée, ce qui est faux et une source qui atteste ce qui est juste. La correction revient à ceux qui publient cette chronologie.',
        'Elle donne lieu à une nouvelle révision. Les révisions antérieures restent lisibles, et une entrée supprimée laisse une trace pour en informer ceux qui l’ont copiée.',
      ],
      licence: 'Licence',
      licencePoints: [
        'Le logiciel, Annals, est sous licence MIT.',
        'La chronologie énonce des faits avec leurs sources ; les sources appartiennent à leurs éditeurs.',
      ],
      reuse: 'Tout ce contenu existe aussi sous forme de données',
    },
    reference: {
      title: 'Documentation de l’API',
      lead: 'Tout le contenu de ces pages en JSON, en flux et en agendas, accessible depuis toute origine et sans clé.',
      language: 'La documentation ci-dessous est en anglais.',
      document: 'Le document OpenAPI, pour les programmes',
    },
    problem: {
      kinds: {
        notFound: { title: 'Page introuvable', explanation: 'Il n’y a aucune page à cette adresse.' },
        gone: { title: 'Entrée supprimée', explanation: 'Cette entrée a été supprimée de la chronologie.' },
        refused: {
          title: 'Demande impossible',
          explanation: 'L’adresse demande quelque chose que cette page ne connaît pas.',
        },
        notSearchable: {
          title: 'Chronologie trop vaste pour la recherche',
          explanation:
            'Cette chronologie compte trop d’événements pour la recherche. Ses années et ses thèmes mènent à chacun d’eux.',
        },
        unavailable: {
          title: 'Momentanément indisponible',
          explanation: 'La chronologie ne répond pas pour le moment. Veuillez réessayer dans quelques secondes.',
        },
        internal: {
          title: 'Une erreur s’est produite',
          explanation: 'L’erreur vient de nous et a été enregistrée. Veuillez réessayer plus tard.',
        },
      },
      meant: 'Cherchiez-vous l’une de ces pages ?',
      onwards: 'Poursuivre la visite',
      home: 'Page d’accueil',
      search: words => `Rechercher « ${words} »`,
    },
  },
}
