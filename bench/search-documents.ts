/** Events to search: the chronology, plus generated events made of its words and of new ones. Deterministic. */
import { readContents } from '../lambdas/data/read-contents.ts'
import type { StoredEvent } from '../lambdas/domain/event.ts'
import type { Text } from '../lambdas/domain/text.ts'
import { DATA_FOLDER } from '../test/support/data-folder.ts'

/** How the words of a generated text are chosen. Real texts keep introducing new words, most of which recur. */
const KEPT = 0.6
const EXCHANGED = 0.3
const NEVER_SEEN = 0.2

const LATIN = 'ba be bo da di do fa ga go ha he ka ki la le li ma mi na no pa po ra re ri sa se ta te to va ve'.split(
  ' ',
)
const PARTICLES = ['은', '는', '이', '가', '을', '를', '의', '에', '에서', '']

const REVISION = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', revision: 1 }

type Random = () => number

/** Deterministic numbers from 0 to 1 (https://en.wikipedia.org/wiki/Xorshift). */
function xorshift(seed: number): Random {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const isKorean = (word: string): boolean => /[가-힣]/.test(word)

/** The vocabulary of a language: its words, the syllables of new words, and the new words. */
interface Lexicon {
  words: string[]
  syllables: string[]
  endings: string[]
  coined: string[]
}

/** @param count at least the number of events in the chronology */
export async function searchEvents(count: number): Promise<StoredEvent[]> {
  const { events } = await readContents(DATA_FOLDER)
  const chronology = events.map(({ event }): StoredEvent => ({ ...event, ...REVISION }))
  const words = chronology.flatMap(({ title, summary }) =>
    [title, summary ?? {}].flatMap(Object.values).flatMap((text: string) => text.split(' ')),
  )
  const korean = words.filter(isKorean)
  const lexicons = {
    korean: { words: korean, syllables: korean.join('').match(/[가-힣]/g)!, endings: PARTICLES, coined: [] },
    english: { words: words.filter(word => !isKorean(word)), syllables: LATIN, endings: [''], coined: [] },
  } satisfies Record<string, Lexicon>
  const random = xorshift(1997)
  const varied = (text: string): string => {
    const lexicon = isKorean(text) ? lexicons.korean : lexicons.english
    const exchange = (word: string): string => {
      const chance = random()
      if (chance < KEPT) return word
      return chance < KEPT + EXCHANGED ? anyOf(lexicon.words, random) : coin(lexicon, random)
    }
    return text.split(' ').map(exchange).join(' ')
  }
  const variedIn = (text: Text): Text =>
    Object.fromEntries(Object.entries(text).map(([language, each]) => [language, varied(each)]))
  const more = Array.from({ length: count - chronology.length }, (_, number): StoredEvent => {
    const event = anyOf(chronology, random)
    return {
      ...event,
      id: `${event.id}-${number}`,
      title: variedIn(event.title),
      summary: variedIn(event.summary ?? {}),
    }
  })
  return [...chronology, ...more]
}

const anyOf = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)]!

/** Returns a new word, or one made before; earlier words are more likely. */
function coin({ syllables, endings, coined }: Lexicon, random: Random): string {
  if (coined.length === 0 || random() < NEVER_SEEN)
    coined.push(Array.from({ length: 2 + Math.floor(random() * 3) }, () => anyOf(syllables, random)).join(''))
  return coined[Math.floor(random() ** 3 * coined.length)]! + anyOf(endings, random)
}
