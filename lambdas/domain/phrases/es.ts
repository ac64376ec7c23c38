/** The interface in Spanish. */
import type { Phrases } from './en.ts'
import { formatNumber, plural } from './formats.ts'

const number = (value: number) => formatNumber(value, 'es')
const eventsOf = (count: number) =>
  `${number(count)} ${plural(count, 'es', { one: 'acontecimiento', many: 'de acontecimientos', other: 'acontecimientos' })}`
const yearsAgo = (years: number) => `hace ${years} ${plural(years, 'es', { one: 'año', other: 'años' })}`

export const es: Phrases = {
  locale: 'es-ES',
  interval: (from, to) => `${from} – ${to}`,
  approximate: date => `hacia ${date}`,
  uncertain: date => `${date} (dudoso)`,
  quantity: (number, unit) => `${number} ${unit}`,
  status: { confirmed: 'Confirmado', reported: 'Publicado en prensa', claimed: 'Alegado', disputed: 'Discutido' },
  occurrence: {
    anniversary: (years, name) => `Hoy ${yearsAgo(years)}: ${name}`,
    month: (years, name) => `Este mes ${yearsAgo(years)}: ${name}`,
    // "edición" fixes the gender of the ordinal, which the name alone does not tell.
    observance: (years, name) => `${years}.ª edición: ${name}`,
  },
  labels: {
    when: 'Fecha',
    status: 'Estado',
    attribution: 'Según',
    note: 'Nota',
    sources: 'Fuentes',
    category: 'Categoría',
    observedSince: 'Se celebra cada año desde',
  },
  feeds: {
    anniversaries: {
      title: timeline => `Aniversarios: ${timeline}`,
      description: 'Los aniversarios y días conmemorativos de los últimos 60 días, cada uno en su fecha.',
    },
    updates: {
      title: timeline => `Novedades: ${timeline}`,
      description: 'Los 100 acontecimientos añadidos a la cronología o corregidos más recientemente.',
    },
    timeline: {
      title: timeline => `Cronología: ${timeline}`,
      description: 'Todos los acontecimientos, del más reciente al más antiguo, repartidos en varias páginas.',
    },
  },
  subscriptions: { feeds: 'Canales', categories: 'Por categoría', tags: 'Por etiqueta' },
  calendars: {
    anniversaries: {
      name: timeline => `Aniversarios: ${timeline}`,
      description: 'Cada acontecimiento en su día, todos los años, y los días conmemorativos.',
    },
    timeline: {
      name: timeline => `Cronología: ${timeline}`,
      description: 'Cada acontecimiento en el día o los días en que ocurrió.',
    },
    selected: (events, total) =>
      total === undefined
        ? `Contiene los ${number(events)} acontecimientos más importantes.`
        : `Contiene los ${number(events)} acontecimientos más importantes de un total de ${number(total)}.`,
    leftOut: events =>
      plural(events, 'es', {
        one: 'Se omite 1 acontecimiento porque no se conoce el día exacto.',
        other: `Se omiten ${number(events)} acontecimientos porque no se conoce el día exacto.`,
      }),
  },
  added: 'Añadido',
  corrected: 'Corregido',
  untranslated: 'Algunas partes aún no están traducidas y se muestran en otro idioma.',
  announcement: (day, timeline) => `Aniversarios del ${day}: ${timeline}`,
  more: events => `y ${number(events)} más`,
  pages: {
    shared: {
      skip: 'Saltar al contenido',
      navigation: 'Menú principal',
      languages: 'Idiomas',
      statistics: 'Estadísticas',
      subscribe: 'Suscribirse',
      about: 'Acerca de',
      reference: 'API',
      search: 'Buscar',
      pages: 'Páginas',
      earlier: 'Anteriores',
      later: 'Siguientes',
      more: 'Pie de página',
      events: eventsOf,
      promise: 'Cada entrada lleva su fecha y sus fuentes, y las correcciones son públicas.',
    },
    home: {
      onThisDay: day => `Un día como hoy, ${day}`,
      nothing: 'Hoy no se cumple ningún aniversario.',
      wholeDay: day => `Todos los acontecimientos del ${day}`,
      highlights: 'En los últimos días',
      comingUp: 'Próximamente',
      years: 'Los años de un vistazo',
      yearsHint: 'Cada barra es un año; su altura es el número de acontecimientos. Elija una para leer ese año.',
      year: (years, events) => `${years}: ${events}`,
      allYears: 'Lista de años',
      categories: 'Temas',
      follow: 'Seguir esta cronología',
      followText: 'Una breve entrada en cada aniversario, en el lector o el calendario que ya utiliza.',
      feed: 'Canal',
      calendar: 'Calendario',
      every: 'Todas las formas de suscribirse',
    },
    day: {
      days: 'Días del año',
      previous: 'Día anterior con registros',
      next: 'Día siguiente con registros',
      nothing: 'No hay constancia de ningún acontecimiento en este día del año.',
      wholeMonth: month => `En ${month}, en un día desconocido`,
      description: (day, timeline) => `Lo que ocurrió un ${day}, en todos los años. ${timeline}.`,
    },
    year: {
      years: 'Años',
      previous: 'Año anterior',
      next: 'Año siguiente',
      filter: 'Filtrar estos acontecimientos',
      shown: '{shown} de {total} acontecimientos',
      description: (year, events, timeline) => `${year}: ${events}, cada uno con sus fuentes. ${timeline}.`,
    },
    facet: {
      tag: 'Etiqueta',
      category: 'Tema',
      nothing: 'Todavía no hay acontecimientos.',
      follow: 'Seguir',
      feed: name => `Canal: ${name}`,
      description: (name, events, timeline) => `${name}: ${events}, cada uno con sus fuentes. ${timeline}.`,
    },
    list: {
      ago: yearsAgo,
      agoThisMonth: years => `este mes ${yearsAgo(years)}`,
    },
    entry: {
      precision: {
        day: 'se conoce el día',
        month: 'solo se conoce el mes',
        year: 'solo se conoce el año',
        interval: 'durante un período',
      },
      approximate: 'aproximada',
      uncertain: 'una fuente es dudosa',
      disagreement: 'En qué discrepan las fuentes',
      remark: 'Nota',
      actors: 'Personas y organismos',
      places: 'Lugares',
      tags: 'Etiquetas',
      around: 'Acontecimientos anterior y posterior',
      previous: 'Antes',
      next: 'Después',
      related: 'Véase también',
      history: 'Historial de esta entrada',
      added: day => `Añadida el ${day}`,
      corrected: (revision, day) => `Corregida el ${day} (revisión ${revision})`,
      address: 'Dirección permanente',
      data: 'Este acontecimiento en JSON',
      revisions: 'Todas las revisiones en JSON',
    },
    search: {
      title: 'Búsqueda',
      found: (events, q) => `${events} para «${q}»`,
      nothing: q => `No se ha encontrado nada para «${q}».`,
      hint: 'Escriba un nombre, un lugar o algunas palabras sobre lo ocurrido, en cualquier idioma de la cronología. Se toleran pequeñas erratas.',
      description: 'Buscar entre los acontecimientos de esta cronología.',
    },
    statistics: {
      title: 'Estadísticas',
      lead: 'Cifras anuales con sus fuentes. Cuando las fuentes difieren, se indica la procedencia de la cifra mostrada y se enumeran las demás.',
      none: 'Esta cronología no contiene estadísticas.',
      year: 'Año',
      cumulative: 'Total acumulado',
      disputed: 'otras fuentes dan cifras distintas',
      parts: 'Las partes frente al total',
      sum: 'Suma',
      difference: 'Diferencia',
      legend: 'Barras más claras y * en la tabla: hay fuentes que dan otras cifras.',
      yearByYear: 'Año por año: procedencia de las cifras y discrepancias entre las fuentes',
      basis: 'Esta cifra',
      disagreements: 'Otras cifras',
      sources: count => `${number(count)} ${plural(count, 'es', { one: 'fuente', other: 'fuentes' })}`,
      asJson: 'La serie en JSON, con todas las fuentes',
    },
    subscribe: {
      title: 'Suscribirse',
      lead: 'Siga la cronología en el lector de canales o el calendario que ya utiliza. No hace falta registrarse: pegue una dirección en el lector o abra un enlace de calendario.',
      feeds: {
        anniversaries: 'Los aniversarios de hoy',
        updates: 'Las novedades',
        timeline: 'Toda la cronología',
      },
      calendar: 'En un calendario',
      open: 'Añadir a su calendario',
      copy: 'Copiar',
      copied: 'Copiado',
      narrow: 'Solo una parte',
      narrowLead:
        'Elija, y las direcciones de abajo cambiarán. Entre valores del mismo tipo basta con que se cumpla uno; los distintos tipos deben cumplirse a la vez.',
      categories: 'Categorías',
      tags: 'Etiquetas',
      significance: 'Importancia',
      significances: [
        'todos los acontecimientos',
        '2 como mínimo',
        '3 como mínimo',
        '4 como mínimo',
        'solo puntos de inflexión (5)',
      ],
      apply: 'Cambiar las direcciones',
      narrowedTo: what => `Las direcciones de abajo se limitan a: ${what}.`,
      clear: 'Volver a todo',
      all: 'Todos los canales a la vez',
      allLead:
        'Todos los canales en todos los idiomas, y uno por categoría y etiqueta, en una lista que los lectores pueden importar (OPML).',
    },
    about: {
      title: 'Acerca de',
      what: 'Qué es esto',
      counted: (events, first, last) => `Contiene ${eventsOf(events)} de los años ${first} a ${last}.`,
      privacy: 'Estas páginas no usan cookies, no rastrean a nadie y no cargan nada de otros sitios.',
      sourcing: 'Cómo se documentan las entradas',
      sourcingPoints: [
        'Cada entrada cita al menos una fuente: su título, quién la publica, su dirección y qué respalda de la entrada.',
        'Todo lo que no está confirmado indica quién lo dice, tanto aquí como en los canales, los calendarios y los datos.',
        'Las discrepancias entre las fuentes se señalan junto a la entrada y, en las estadísticas, junto a cada cifra.',
      ],
      statuses: 'Qué significan los estados',
      statusMeanings: {
        confirmed: 'Acreditado por las fuentes citadas.',
        reported: 'Lo publica la prensa; la entrada indica quién.',
        claimed: 'Lo afirma una de las partes; la entrada indica cuál. No se presenta como un hecho.',
        disputed: 'Los relatos se contradicen; la entrada indica de quién son y en qué discrepan.',
      },
      dates: 'Qué precisión tienen las fechas',
      datesPoints: [
        'Una fecha no dice más de lo que se sabe: un día, un mes, un año o un período, con «hacia» cuando es aproximada y «dudoso» cuando se cuestiona una fuente.',
        'El aniversario de un acontecimiento se cumple cada año en su día si se conoce el día, y el primero del mes si solo se conoce el mes.',
      ],
      corrections: 'Correcciones',
      correctionsPoints: [
        'Para pedir una corrección, indique la dirección de la entrada, qué es incorrecto y una fuente que respalde lo correcto. La hacen quienes publican esta cronología.',
        'La corrección da lugar a una nueva revisión. Las revisiones anteriores se pueden seguir leyendo, y una entrada eliminada deja constancia para quienes la hayan copiado.',
      ],
      licence: 'Licencia',
      licencePoints: [
        'El software, Annals, se distribuye con la licencia MIT.',
        'La cronología expone hechos con sus fuentes; las fuentes pertenecen a quienes las publican.',
      ],
      reuse: 'Todo el contenido está disponible también como datos',
    },
    reference: {
      title: 'Documentación de la API',
      lead: 'Todo el contenido de estas páginas en JSON, canales y calendarios, abierto a cualquier origen y sin clave.',
      language: 'La documentación que sigue está en inglés.',
      document: 'El documento OpenAPI, para programas',
    },
    problem: {
      kinds: {
        notFound: { title: 'No encontrado', explanation: 'No hay ninguna página en esta dirección.' },
        gone: { title: 'Entrada eliminada', explanation: 'Esta entrada se eliminó de la cronología.' },
        refused: {
          title: 'No se ha podido hacer',
          explanation: 'La dirección pide algo que esta página no conoce.',
        },
        notSearchable: {
          title: 'Demasiado extensa para buscar',
          explanation:
            'Esta cronología tiene más acontecimientos de los que se pueden buscar. Sus años y temas llevan a todos ellos.',
        },
        unavailable: {
          title: 'No disponible por ahora',
          explanation: 'La cronología no responde en este momento. Vuelva a intentarlo dentro de unos segundos.',
        },
        internal: {
          title: 'Se ha producido un error',
          explanation: 'El error es nuestro y ha quedado registrado. Vuelva a intentarlo más tarde.',
        },
      },
      meant: '¿Buscaba alguna de estas páginas?',
      onwards: 'Seguir desde aquí',
      home: 'Página de inicio',
      search: words => `Buscar «${words}»`,
    },
  },
}
