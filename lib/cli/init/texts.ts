/** The texts of a new timeline, in the languages of the interface. They are about the timeline itself and claim nothing about the world. */

export interface Texts {
  description: string
  category: string
  categoryDescription: string
  begun: [title: string, summary: string]
  month: [title: string, summary: string]
  claim: [title: string, summary: string, attribution: string]
  supports: string
}

export const TEXTS: Record<string, Texts> & { en: Texts } = {
  en: {
    description: 'A timeline of dated, sourced events.',
    category: 'About this timeline',
    categoryDescription: 'Events of the timeline itself.',
    begun: ['This timeline begins', 'annals init wrote this example. Replace it with your first event.'],
    month: ['An example known to the month', 'A date may be a day, a month, a year or a span of time.'],
    claim: [
      'An example of a claim',
      'A statement that is not established is shown with the name of whoever makes it.',
      'The README of this timeline',
    ],
    supports: 'That this is an example',
  },
  ko: {
    description: '날짜와 출처가 있는 사건의 연표.',
    category: '이 연표에 대하여',
    categoryDescription: '연표 자체에 관한 사건.',
    begun: ['이 연표가 시작되다', 'annals init이 쓴 예시이다. 첫 사건으로 바꾸면 된다.'],
    month: ['달까지만 알려진 예시', '날짜는 하루, 한 달, 한 해 또는 기간일 수 있다.'],
    claim: ['주장의 예시', '확인되지 않은 진술은 누가 말했는지와 함께 표시된다.', '이 연표의 README'],
    supports: '이것이 예시라는 점',
  },
  fr: {
    description: 'Une chronologie d’événements datés et sourcés.',
    category: 'À propos de cette chronologie',
    categoryDescription: 'Événements de la chronologie elle-même.',
    begun: ['Cette chronologie commence', 'annals init a écrit cet exemple. Remplacez-le par votre premier événement.'],
    month: ['Un exemple connu au mois près', 'Une date peut être un jour, un mois, une année ou une période.'],
    claim: [
      'Un exemple d’affirmation',
      'Une affirmation qui n’est pas établie est accompagnée du nom de son auteur.',
      'Le fichier README de cette chronologie',
    ],
    supports: 'Qu’il s’agit d’un exemple',
  },
  de: {
    description: 'Eine Zeitleiste datierter, belegter Ereignisse.',
    category: 'Über diese Zeitleiste',
    categoryDescription: 'Ereignisse der Zeitleiste selbst.',
    begun: [
      'Diese Zeitleiste beginnt',
      'annals init hat dieses Beispiel geschrieben. Ersetzen Sie es durch Ihr erstes Ereignis.',
    ],
    month: [
      'Ein Beispiel, dessen Monat bekannt ist',
      'Ein Datum kann ein Tag, ein Monat, ein Jahr oder ein Zeitraum sein.',
    ],
    claim: [
      'Ein Beispiel einer Behauptung',
      'Eine Aussage, die nicht gesichert ist, steht immer mit dem Namen dessen, der sie macht.',
      'Die README-Datei dieser Zeitleiste',
    ],
    supports: 'Dass dies ein Beispiel ist',
  },
  es: {
    description: 'Una cronología de hechos fechados y documentados.',
    category: 'Sobre esta cronología',
    categoryDescription: 'Hechos de la propia cronología.',
    begun: ['Comienza esta cronología', 'annals init escribió este ejemplo. Sustitúyalo por su primer hecho.'],
    month: ['Un ejemplo del que se conoce el mes', 'Una fecha puede ser un día, un mes, un año o un período.'],
    claim: [
      'Un ejemplo de afirmación',
      'Una afirmación que no está probada se muestra con el nombre de quien la hace.',
      'El archivo README de esta cronología',
    ],
    supports: 'Que se trata de un ejemplo',
  },
  ja: {
    description: '日付と出典のある出来事の年表。',
    category: 'この年表について',
    categoryDescription: '年表そのものに関する出来事。',
    begun: ['この年表が始まる', 'これは annals init が書いた例です。最初の出来事に置き換えてください。'],
    month: ['月まで分かっている例', '日付は日、月、年、または期間で表せます。'],
    claim: ['主張の例', '確かめられていない記述は、誰が述べたかとともに表示されます。', 'この年表の README'],
    supports: 'これが例であること',
  },
  zh: {
    description: '有日期、有来源的事件年表。',
    category: '关于本年表',
    categoryDescription: '年表自身的事件。',
    begun: ['本年表开始', '这是 annals init 写的示例，请换成您的第一个事件。'],
    month: ['只知道月份的示例', '日期可以是某日、某月、某年或一段时间。'],
    claim: ['主张的示例', '尚未证实的说法会与提出者一起显示。', '本年表的 README'],
    supports: '这是一个示例',
  },
}
