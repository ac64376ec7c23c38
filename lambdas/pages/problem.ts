/** The error page: what went wrong and where to continue. */
import type { RenderContext } from '../domain/view.ts'
import { html } from '../feeds/markup.ts'
import { linkTo, page } from './layout.ts'
import { textsIn } from './phrases.ts'

const TEXTS = {
  en: {
    kinds: {
      'not-found': ['Not found', 'There is no page at this address.'],
      gone: ['No longer here', 'This entry was deleted from the timeline.'],
      refused: ['That did not work', 'The address asks for something that this page does not know.'],
      'not-searchable': [
        'Too large to search',
        'This timeline has more events than can be searched. Its years and topics lead to all of them.',
      ],
      unavailable: [
        'Not available for now',
        'The timeline does not answer at the moment. Please try again in a few seconds.',
      ],
      internal: ['Something went wrong', 'The mistake is ours and has been noted. Please try again later.'],
    },
    meant: 'Were you looking for one of these?',
    onwards: 'Go on from here',
    home: 'The home page',
    search: (words: string) => `Search for “${words}”`,
  },
  ko: {
    kinds: {
      'not-found': ['찾을 수 없습니다', '이 주소에는 페이지가 없습니다.'],
      gone: ['삭제된 항목입니다', '이 항목은 연표에서 삭제되었습니다.'],
      refused: ['처리할 수 없습니다', '이 페이지가 알지 못하는 내용을 요청한 주소입니다.'],
      'not-searchable': [
        '검색하기에는 너무 큽니다',
        '검색할 수 있는 것보다 사건이 많습니다. 연도와 분류로 모든 사건을 찾아보실 수 있습니다.',
      ],
      unavailable: ['지금은 볼 수 없습니다', '연표가 응답하지 않습니다. 잠시 뒤에 다시 시도해 주십시오.'],
      internal: ['문제가 생겼습니다', '저희 쪽의 오류이며 기록해 두었습니다. 나중에 다시 시도해 주십시오.'],
    },
    meant: '혹시 이것을 찾으셨습니까?',
    onwards: '계속 둘러보기',
    home: '처음 화면',
    search: (words: string) => `“${words}” 검색`,
  },
}

type Kind = keyof (typeof TEXTS)['en']['kinds']

/** A page that the reader may have meant. */
export interface Suggestion {
  title: string
  href: string
}

/** The parts of a problem that the page shows. */
export interface ShownProblem {
  status: number
  /** The English text that API clients receive. */
  detail: string
  suggestions: readonly Suggestion[]
  /** Words from the URL, offered as a search. */
  words: string
}

function kindOf(status: number): Kind {
  if (status === 404) return 'not-found'
  if (status === 410) return 'gone'
  if (status === 422) return 'not-searchable'
  if (status === 503) return 'unavailable'
  return status < 500 ? 'refused' : 'internal'
}

export function problemPage({ status, detail, suggestions, words }: ShownProblem, context: RenderContext): string {
  const texts = textsIn(TEXTS, context.language)
  const kind = kindOf(status)
  const [title, explanation] = texts.kinds[kind] as [string, string]
  const main = html`<h1>${title}</h1>
<p class="lead">${explanation}</p>
${kind === 'refused' && html`<p lang="en">${detail}.</p>`}
${
  suggestions.length > 0 &&
  html`<h2>${texts.meant}</h2>
<ul>
${suggestions.map(each => html`<li><a href="${each.href}">${each.title}</a></li>\n`)}</ul>`
}
<h2>${texts.onwards}</h2>
<ul>
<li><a href="${linkTo('/', context)}">${texts.home}</a></li>
${words !== '' && html`<li><a href="${linkTo('/search', context)}?q=${encodeURIComponent(words)}">${texts.search(words)}</a></li>`}
</ul>`
  return page({ title, description: explanation, path: '/', main, unlisted: true }, context)
}
