import { describe, expect, test } from '@jest/globals'
import { boundsOf, finestUnit, periodsIn, shifted, widened, windowOf } from '../../../lambdas/domain/window.ts'

const window = (from: string, to = from) => ({ from: windowOf(from).from, to: windowOf(to).to })

describe('a window of time', () => {
  test.each([
    ['19', '1900-01-01', '1999-12-31'],
    ['00', '0001-01-01', '0099-12-31'],
    ['199', '1990-01-01', '1999-12-31'],
    ['1997', '1997-01-01', '1997-12-31'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['1997-07-14', '1997-07-14', '1997-07-14'],
  ])('%s is from %s to %s', (period, from, to) => expect(windowOf(period)).toEqual({ from, to }))

  test('has the shortest address that means the same', () => {
    expect(boundsOf(window('1997', '2025'))).toEqual({ from: '1997', to: '2025' })
    expect(boundsOf(window('2004-07', '2005-06'))).toEqual({ from: '2004-07', to: '2005-06' })
    expect(boundsOf({ from: '2004-01-01', to: '2004-06-30' })).toEqual({ from: '2004-01', to: '2004-06' })
    expect(boundsOf({ from: '2004-01-02', to: '2004-06-30' })).toEqual({ from: '2004-01-02', to: '2004-06-30' })
  })

  test('is divided into periods, also where it cuts them', () => {
    expect(periodsIn('month', { from: '2003-11-20', to: '2004-01-03' })).toEqual(['2003-11', '2003-12', '2004-01'])
    expect(periodsIn('decade', window('1997', '2011'))).toEqual(['199', '200', '201'])
    expect(periodsIn('day', { from: '9999-12-30', to: '9999-12-31' })).toEqual(['9999-12-30', '9999-12-31'])
  })

  test('is counted in the finest unit of which it has few', () => {
    expect(finestUnit(window('2004-07'), 31)).toBe('day')
    expect(finestUnit(window('2004'), 12)).toBe('month')
    expect(finestUnit(window('2004', '2013'), 13)).toBe('year')
    expect(finestUnit(window('0001', '9999'), 13)).toBe('century')
  })

  test.each([
    [window('2004'), window('2003'), window('2005')],
    [window('2000', '2009'), window('1990', '1999'), window('2010', '2019')],
    [window('2004-01'), window('2003-12'), window('2004-02')],
    [window('2004-11', '2005-01'), window('2004-08', '2004-10'), window('2005-02', '2005-04')],
    [window('2004-02-29'), window('2004-02-28'), window('2004-03-01')],
    [window('0001'), undefined, window('0002')],
    [window('9999-12'), window('9999-11'), undefined],
  ])('%j comes after %j and before %j', (each, before, after) => {
    expect(shifted(each, -1)).toEqual(before)
    expect(shifted(each, 1)).toEqual(after)
  })

  test('widens from day to month, year, decade and century', () => {
    const wider = [window('2004-07-14')]
    for (let next = widened(wider[0]!); next; next = widened(next)) wider.push(next)
    expect(wider.map(boundsOf).map(({ from, to }) => [from, to])).toEqual([
      ['2004-07-14', '2004-07-14'],
      ['2004-07', '2004-07'],
      ['2004', '2004'],
      ['2000', '2009'],
      ['2000', '2099'],
    ])
  })
})
