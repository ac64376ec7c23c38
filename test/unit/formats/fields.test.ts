/** Sparse fieldsets: what is asked for, in the order of the view. */
import { expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { EventView } from '../../../lambdas/domain/view-schema.ts'
import { EVENT_FIELDS, selectFields } from '../../../lambdas/formats/fields.ts'
import { anEvent } from '../../support/events.ts'
import { aSetting } from '../../support/syndication.ts'

const view = eventView(anEvent(), aSetting('en'))

test('the fields are those of the schema', () => {
  expect(EVENT_FIELDS.toSorted()).toEqual(Object.keys(EventView.properties).sort())
})

test('all fields are the whole view, byte for byte', () => {
  expect(JSON.stringify(selectFields(view, EVENT_FIELDS))).toBe(JSON.stringify(view))
})

test('the order of the view is kept, and a field asked for twice is there once', () => {
  expect(Object.entries(selectFields(view, ['title', 'date', 'id', 'title']))).toEqual([
    ['id', 'act-in-force'],
    ['date', view.date],
    ['title', 'The Act enters into force'],
  ])
})

test('a field without a value is null, not left out', () => {
  expect(selectFields(view, ['note'])).toEqual({ note: null })
})

test('no fields are an empty object', () => {
  expect(selectFields(view, [])).toEqual({})
})

test('the view stays as it is', () => {
  const before = structuredClone(view)
  selectFields(view, ['id'])
  expect(view).toEqual(before)
})
