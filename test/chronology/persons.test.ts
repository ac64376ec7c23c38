/** Who is named: bodies, and persons who are public figures or made their names public. A new actor needs a reason here. */
import { expect, test } from '@jest/globals'
import { describeChronology, settings } from './chronology.ts'

/** Why each person may be named. */
const PERSONS: Record<string, readonly string[]> = {
  'holder of a public office, named for acts in it': [
    'barack-obama',
    'cho-myoung-gyon',
    'cho-myung-chul',
    'chung-dong-young',
    'chung-eui-yong',
    'donald-trump',
    'elizabeth-salmon',
    'george-w-bush',
    'ha-tae-keung',
    'hyun-in-taek',
    'jay-lefkowitz',
    'ji-seong-ho',
    'kim-dae-jung',
    'kim-il-joo',
    'kim-nam-jung',
    'kim-sung-hwan',
    'kim-yeon-chul',
    'kim-yo-jong',
    'kim-yung-ho',
    'koo-byoung-sam',
    'kwon-young-se',
    'lee-jae-myung',
    'lee-myung-bak',
    'lee-sang-min-spokesman',
    'lee-shin-wha',
    'linda-thomas-greenfield',
    'marzuki-darusman',
    'michael-kirby',
    'moon-jae-in',
    'noh-young-min',
    'park-choong-kwon',
    'park-sun-young',
    'sam-brownback',
    'song-min-soon',
    'song-young-moo',
    'suh-hoon',
    'suh-wook',
    'tae-yong-ho',
    'tomas-ojea-quintana',
    'vitit-muntarbhorn',
    'volker-turk',
    'won-in-choul',
    'yang-jiechi',
    'yoon-suk-yeol',
    'yun-seong-deok',
    'zeid-raad-al-hussein',
  ],
  'official or diplomat of North Korea whose case was made public': [
    'hong-sun-gyong',
    'hwang-jang-yop',
    'jo-song-gil',
    'ri-il-kyu',
    'ryu-hyon-woo',
  ],
  'speaks, publishes or leads an organisation in public under this name': [
    'blaine-harden',
    'ilhyeok-kim',
    'kang-cheol-hwan',
    'lee-ae-ran',
    'park-jung-oh',
    'park-sang-hak',
    'shin-dong-hyuk',
  ],
  'subject of a court ruling or an article that the event cites under this name': ['lee-han-young', 'oh-chong-song'],
}

/** What an id of a body is made of: no person’s is. */
const BODY =
  /^(government|embassy|ministry|un|us|ohchr|unhcr|kcna|uriminzokkiri|keunsaem|fighters|justice|life-funds|human-rights-watch)(-|$)|association|committee|commission|council|court|agency|police|party|centre|center|office|school|foundation|alliance|network|assembly|service|institute|radio|command|bureau|congress|cabinet|diet|chiefs-of-staff|coast-guard|union|the-chosun-ilbo/

describeChronology(() => {
  const { actors } = settings
  test('every actor is a body or a person with a reason to be named', () => {
    const explained = new Set(Object.values(PERSONS).flat())
    expect(Object.keys(actors).filter(id => !BODY.test(id) && !explained.has(id))).toEqual([])
  })

  test('every person with a reason is an actor, has one reason and is no body', () => {
    const persons = Object.values(PERSONS).flat()
    expect(persons.filter(id => !Object.hasOwn(actors, id) || BODY.test(id))).toEqual([])
    expect(new Set(persons).size).toBe(persons.length)
  })
})
