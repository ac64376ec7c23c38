/** The page `/about`: purpose, sourcing, statuses, licence and corrections. */
import { STATUSES, type Status } from '../domain/event.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import { html } from '../feeds/markup.ts'
import { page } from './layout.ts'
import { eventsInWords, sharedTexts, textsIn } from './phrases.ts'

interface AboutTexts {
  title: string
  what: string
  counted: (events: string, first: string, last: string) => string
  privacy: string
  sourcing: string
  sourcingPoints: readonly string[]
  statuses: string
  statusMeanings: Record<Status, string>
  dates: string
  datesPoints: readonly string[]
  corrections: string
  correctionsPoints: readonly string[]
  licence: string
  licencePoints: readonly string[]
  reuse: string
}

const TEXTS: Record<'en' | 'ko', AboutTexts> = {
  en: {
    title: 'About',
    what: 'What this is',
    counted: (events, first, last) => `It has ${events} events of the years ${first} to ${last}.`,
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
      'An event comes round every year on its day if the day is known, and on the first of its month if only the month is.',
    ],
    corrections: 'Corrections',
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
  ko: {
    title: '소개',
    what: '이 연표는',
    counted: (events, first, last) => `${first}년부터 ${last}년까지의 사건 ${events}건을 담고 있습니다.`,
    privacy: '쿠키와 추적이 없고, 다른 곳에서 아무것도 불러오지 않습니다.',
    sourcing: '출처를 밝히는 방법',
    sourcingPoints: [
      '모든 항목은 하나 이상의 출처를 밝힙니다. 제목과 발행처, 주소, 그리고 그 출처가 항목의 무엇을 뒷받침하는지 적습니다.',
      '확인되지 않은 내용은 누구의 말인지 밝힙니다. 피드와 달력, 데이터에서도 같습니다.',
      '자료가 서로 다른 점은 항목에 함께 적고, 통계에서는 수치마다 적습니다.',
    ],
    statuses: '확인 상태의 뜻',
    statusMeanings: {
      confirmed: '제시한 출처로 확인되었습니다.',
      reported: '언론이 보도했습니다. 어느 언론인지 밝힙니다.',
      claimed: '한쪽 당사자의 말입니다. 누구의 말인지 밝히며, 사실로 제시하지 않습니다.',
      disputed: '서로 어긋나는 주장이 있습니다. 누구의 주장이며 무엇이 다른지 밝힙니다.',
    },
    dates: '날짜의 정확도',
    datesPoints: [
      '날짜는 알려진 만큼만 적습니다. 일, 월, 연 또는 기간으로 적고, 대략이면 “경”, 출처가 의심스러우면 “불확실”이라고 적습니다.',
      '날짜를 아는 사건은 해마다 그날 돌아오고, 달만 아는 사건은 그달 1일에 돌아옵니다.',
    ],
    corrections: '정정',
    correctionsPoints: [
      '정정을 요청할 때는 항목의 주소와 잘못된 내용, 그리고 옳은 내용을 뒷받침하는 출처를 밝혀 주십시오. 정정은 이 연표를 발행하는 이가 합니다.',
      '정정하면 새 판이 됩니다. 이전 판은 그대로 읽을 수 있고, 삭제한 항목은 표시를 남겨 옮겨 간 이들이 알 수 있게 합니다.',
    ],
    licence: '라이선스',
    licencePoints: [
      '소프트웨어 Annals는 MIT 라이선스를 따릅니다.',
      '연표는 사실을 출처와 함께 적은 것이며, 출처는 각 발행처의 것입니다.',
    ],
    reuse: '모든 내용은 데이터로도 제공됩니다',
  },
}

export interface AboutData {
  /** Number of events by status. */
  statuses: Partial<Record<Status, number>>
  /** First and last year with events; undefined for an empty timeline. */
  span: { first: string; last: string } | undefined
}

export function aboutPage({ statuses, span }: AboutData, context: RenderContext): string {
  const { language } = context
  const texts = textsIn(TEXTS, language)
  const shared = sharedTexts(language)
  const description = chooseFor(context.timeline.description, context).text
  const number = (value: number) => numberInWords(value, language)
  const all = Object.values(statuses).reduce((sum, events) => sum + events, 0)
  const points = (items: readonly string[]) => html`<ul>${items.map(item => html`<li>${item}</li>`)}</ul>`
  return page(
    {
      path: '/about',
      title: texts.title,
      description,
      main: html`<h1>${texts.title}</h1>
<section><h2>${texts.what}</h2>
<p>${description}</p>
${span && html`<p>${texts.counted(number(all), span.first, span.last)}</p>`}
<p>${texts.privacy}</p></section>
<section><h2>${texts.sourcing}</h2>
${points(texts.sourcingPoints)}</section>
<section><h2 id="statuses">${texts.statuses}</h2>
<dl class="statuses">${STATUSES.map(
        status => html`
<dt><span class="status ${status}">${phrasesOf(language).status[status]}</span> ${eventsInWords(statuses[status] ?? 0, language)}</dt>
<dd>${texts.statusMeanings[status]}</dd>`,
      )}
</dl></section>
<section><h2>${texts.dates}</h2>
${points(texts.datesPoints)}</section>
<section><h2>${texts.corrections}</h2>
${points(texts.correctionsPoints)}</section>
<section><h2>${texts.licence}</h2>
${points(texts.licencePoints)}
<p>${texts.reuse}: <a href="${pagePath('/docs', context)}">${shared.reference}</a>, <a href="${pagePath('/subscribe', context)}">${shared.subscribe}</a>.</p></section>`,
    },
    context,
  )
}
