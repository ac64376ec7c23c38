/** Answers CloudFormation when a deployment asks for work: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'

/** The same whatever was done: there is nothing that another id could name, and a new one would make CloudFormation delete the old. */
const PHYSICAL_RESOURCE_ID = 'data'

/** Of the whole answer, as JSON. */
const MOST_BYTES = 4096

const TIMEOUT_MILLISECONDS = 10_000

/** What the template may read of the work; a few hundred characters in all. */
export type Attributes = Record<string, string | number>

/**
 * Does the work when the resource is created or updated – deleting it leaves all as it is – and tells CloudFormation what came of it:
 * the attributes, or why it failed, cut at the end where that is too long.
 * @throws when CloudFormation does not take the answer, so that Lambda tries again
 */
export async function answerCloudFormation(
  { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId }: CloudFormationCustomResourceEvent,
  work: () => Promise<Attributes>,
): Promise<void> {
  const common = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: PHYSICAL_RESOURCE_ID }
  const answer = async () => {
    try {
      const Data = RequestType === 'Delete' ? {} : await work()
      return JSON.stringify({ ...common, Status: 'SUCCESS', Data })
    } catch (error) {
      console.error(error)
      return fitting((error as Error).message, Reason => JSON.stringify({ ...common, Status: 'FAILED', Reason }))
    }
  }
  await tell(ResponseURL, await answer())
}

/** What `write` makes of as much of the text as fits into an answer. */
function fitting(text: string, write: (text: string) => string): string {
  const written = write(text)
  const bytes = Buffer.byteLength(written)
  if (bytes <= MOST_BYTES) return written
  const length = Math.floor((text.length * MOST_BYTES) / bytes)
  // One less for the ellipsis, so that it ends.
  return fitting(`${text.slice(0, length - 1).toWellFormed()}…`, write)
}

/** The address is signed for a request without a content type: as bytes, the body has none. */
async function tell(url: string, answer: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS)
  const response = await fetch(url, { method: 'PUT', body: Buffer.from(answer), signal })
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`)
}
