/** `annals check` recognises the chronology that comes with Annals. */
import { expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { SHIPPED } from '../../lib/cli/warnings.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { describeChronology } from './chronology.ts'

const identity = ({ namespace, title }: { namespace: string; title: Record<string, string> }) => ({
  namespace,
  title: title.en,
})

test('a copy of it has the namespace and title that check compares with', async () => {
  expect(identity((await readContents(DATA_FOLDER)).timeline)).toEqual(SHIPPED)
})

describeChronology(({ timeline }) => {
  test('it has the title that check compares with', () => {
    expect(identity(timeline)).toEqual(SHIPPED)
  })
})
