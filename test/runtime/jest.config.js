/** `npm run test:runtime`: what is asked of the bundles alone, and once more all that is asked of the local host. */
import shared from '../../jest.config.js'

process.env.ANNALS_HOST = 'bundles'

export default {
  ...shared,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/runtime/*.runtime.ts', '<rootDir>/test/contract/*.{test,thorough}.ts'],
  globalSetup: '<rootDir>/test/runtime/set-up.ts',
  // Each request goes through a process of its own, of which there are several for each file of tests.
  testTimeout: 60_000,
  globalTeardown: '<rootDir>/test/runtime/tear-down.ts',
}
