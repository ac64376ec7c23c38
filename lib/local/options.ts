/** Parses option values that the local commands share. */
import { isCivilDate } from '../../lambdas/domain/civil-date.ts'
import { OperatorError } from '../operator-error.ts'

/** @throws {OperatorError} */
export function parsePort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new OperatorError(`--port "${value}" is not a port; it must be from 0 to 65535`)
  return port
}

/** @throws {OperatorError} */
export const parseDay =
  (option: string) =>
  (value: string): string => {
    if (isCivilDate(value)) return value
    throw new OperatorError(`${option} "${value}" is not a date; it must be YYYY-MM-DD, from 0001-01-01 to 9999-12-31`)
  }
