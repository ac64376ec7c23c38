/** `npm run test:dynamodb-local`: the tests of the store on Amazon's own engine (`test/support/dynamodb-local.ts`). */
import fast from './jest.config.js'

process.env.ANNALS_ENGINE = 'dynamodb-local'

export default {
  ...fast,
  testMatch: ['<rootDir>/test/integration/store/*.test.ts', '<rootDir>/test/integration/engine.test.ts'],
}
