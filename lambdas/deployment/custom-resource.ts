/**
 * Responds to CloudFormation custom resource requests:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'

/** Constant, because CloudFormation deletes the old resource if the id changes. */
const PHYSICAL_RESOURCE_ID = 'data'

/** CloudFormation's limit for the whole response. */
const MAX_BYTES = 4096

const TIMEOUT_MILLISECONDS = 10_000

/** Whether CloudFormation sent the event, not the scheduler or a person. */
export const isFromCloudFormation = (event: unknown): event is CloudFormationCustomResourceEvent =>
  typeof (event as CloudFormationCustomResourceEvent | null)?.ResponseURL === 'string'

/** Attributes for the template; a few hundred characters in total. */
export type Attributes = Record<string, string | number>

/**
 * Does the work on create and update, cleans up on delete, and reports the attributes or the truncated error to CloudFormation.
 * @throws if CloudFormation rejects the response, so that Lambda retries
 */
export async function respondToCloudFormation(
  { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId }: CloudFormationCustomResourceEvent,
  work: () => Promise<Attributes>,
  cleanUp: () => Promise<void> = async () => {},
): Promise<void> {
  const common = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: PHYSICAL_RESOURCE_ID }
  const outcome = async () => {
    try {
      const Data = (await (RequestType === 'Delete' ? cleanUp() : work())) ?? {}
      return JSON.stringify({ ...common, Status: 'SUCCESS', Data })
    } catch (error) {
      console.error(error)
      return truncated((error as Error).message, Reason => JSON.stringify({ ...common, Status: 'FAILED', Reason }))
    }
  }
  await respond(ResponseURL, await outcome())
}

/** Applies `write` to as much of `text` as fits into a response. */
function truncated(text: string, write: (text: string) => string): string {
  const written = write(text)
  const bytes = Buffer.byteLength(written)
  if (bytes <= MAX_BYTES) return written
  const length = Math.floor((text.length * MAX_BYTES) / bytes)
  // One character less makes room for the ellipsis and guarantees progress.
  return truncated(`${text.slice(0, length - 1).toWellFormed()}…`, write)
}

/** Sends bytes, because the URL is signed for a request without a content type. */
async function respond(url: string, answer: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS)
  const response = await fetch(url, { method: 'PUT', body: Buffer.from(answer), signal })
  if (!response.ok) throw new Error(`CloudFormation rejected the response: ${response.status}`)
}
