/** What follows from an event: its place in time, its recurrence, and the values under which it is counted. */
import { describe, expect, test } from '@jest/globals'
import { facetsOf, recurrenceKeyOf, startOf, timeKeyOf } from '../../../lambdas/domain/event.ts'
import { anEvent } from '../../support/events.ts'

describe('place in time', () => {
  test('is the first possible day, then the id', () => {
    expect(startOf(anEvent({ date: '2007-06~' }))).toBe('2007-06-01')
    expect(timeKeyOf(anEvent({ id: 'raft', date: '2005/2007' }))).toBe('2005-01-01#raft')
  })

  test('differs for events of the same day, and follows time', () => {
    const keys = [
      anEvent({ id: 'b', date: '1997-07-14' }),
      anEvent({ id: 'a', date: '0997-07-15' }),
      anEvent({ id: 'a', date: '1997-07-14' }),
    ].map(timeKeyOf)
    expect(keys.sort()).toEqual(['0997-07-15#a', '1997-07-14#a', '1997-07-14#b'])
  })
})

describe('recurrence', () => {
  test.each([
    ['1997-07-14', '07-14'],
    ['2000-02-29?', '02-29'],
    ['2004-10', '10'],
    ['2007-06~', '06'],
    ['2004-07-27/2005', '07-27'],
    ['2004-11/2005-02-03', '11'],
  ])('of %s is %s', (date, recurrence) => {
    expect(recurrenceKeyOf(anEvent({ date }))).toBe(recurrence)
  })

  test.each([['2005'], ['2005%'], ['2005/2007-03-04']])('%s has none', date => {
    expect(recurrenceKeyOf(anEvent({ date }))).toBeUndefined()
  })
})

test('facets are the ids of the terms in every dimension', () => {
  const term = (id: string) => ({ id, name: { en: id } })
  const event = anEvent({
    category: term('law'),
    tags: [term('settlement-act'), term('hanawon')],
    actors: [term('ministry')],
    places: [],
    status: 'disputed',
  })
  expect(facetsOf(event)).toEqual({
    category: ['law'],
    tag: ['settlement-act', 'hanawon'],
    actor: ['ministry'],
    place: [],
    status: ['disputed'],
  })
})
