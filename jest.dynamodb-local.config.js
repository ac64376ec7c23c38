/** `npm run test:dynamodb-local`: the tests of the store on Amazon's own engine (`test/support/dynamodb-local.ts`). */
import fast from './jest.config.js'

process.env.ANNALS_ENGINE = 'dynamodb-local'

export default {
  ...fast,
  // The program listens on every address of its port, and an engine's port is one of 17: those of two workers could be the same.
  maxWorkers: 1,
  testMatch: ['<rootDir>/test/integration/store/*.{test,thorough}.ts', '<rootDir>/test/integration/engine.test.ts'],
}
