/** Reads the values of command-line options that the local commands share. */
import { isCivilDate } from '../../lambdas/domain/civil-date.ts'
import { OperatorError } from '../operator-error.ts'

/** @throws {OperatorError} */
export function aPort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new OperatorError(`--port "${value}" is not a port; allowed are 0 to 65535`)
  return port
}

/** @throws {OperatorError} */
export function aDay(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !isCivilDate(value))
    throw new OperatorError(`${option} "${value}" is not a day; allowed is YYYY-MM-DD, from 0001-01-01 to 9999-12-31`)
  return value
}
