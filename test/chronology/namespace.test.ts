/** `annals check` recognises the chronology that comes with Annals. */
import { expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { SHIPPED } from '../../lib/cli/warnings.ts'
import { DATA_FOLDER } from '../support/local-host.ts'

test('its namespace and title are those that check compares with', async () => {
  const { namespace, title } = (await readContents(DATA_FOLDER)).timeline
  expect({ namespace, title: title.en }).toEqual(SHIPPED)
})
