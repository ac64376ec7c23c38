/**
 * Makes errors of Node itself, which jest's realm does not know for errors, known as such: the SDK would wrap them, and what they say –
 * `ECONNRESET`, for one – would be lost, as it is not outside of tests.
 */
import { types } from 'node:util'

const usual = Function.prototype[Symbol.hasInstance]

Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown) {
    // Every class of errors inherits this.
    return this === Error && types.isNativeError(value) ? true : usual.call(this, value)
  },
})
