/** The choice of a text among those of several languages. */
import { describe, expect, test } from '@jest/globals'
import { choose } from '../../../lambdas/domain/text.ts'

const text = { en: 'Law', ko: '법률' }

describe('choose', () => {
  test('takes the first of the languages asked for that has a text', () => {
    expect(choose(text, ['ko', 'en'])).toEqual({ text: '법률', language: 'ko' })
    expect(choose(text, ['fr', 'ko', 'en'])).toEqual({ text: '법률', language: 'ko' })
  })

  test('takes any text, and says its language, when none is asked for that has one', () => {
    expect(choose({ ko: '법률' }, ['fr', 'en'])).toEqual({ text: '법률', language: 'ko' })
    expect(choose(text, [])).toEqual({ text: 'Law', language: 'en' })
  })

  test.each(['constructor', '__proto__', 'toString'])('has no text in the language %s', language => {
    expect(choose(text, [language, 'ko'])).toEqual({ text: '법률', language: 'ko' })
  })

  test('an empty text is an error', () => {
    expect(() => choose({}, ['en'])).toThrow('A text has no language')
  })
})
