import { answerOf, directory, problemIn } from "@/shared/api/client";
import { asking } from "@/shared/api/connection";
import type { components } from "@/shared/api/generated/intake";
import { Unreachable } from "@/shared/api/problem";

type Attachment = components["schemas"]["AttachmentView"];

/** Sends a file to a chat and tells how much has gone, which `fetch` cannot. A Problem or
 * Unreachable is thrown; also when `signal` ends it. */
export async function upload(
  contactId: string,
  file: File,
  onPart: (part: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  let answer = await post(contactId, file, onPart, signal);
  if (answer.status === 401) {
    // Asking who sits here renews the session, or lets whoever sits here sign in again.
    await answerOf(directory.GET("/api/v1/session"));
    answer = await post(contactId, file, onPart, signal);
  }
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as Attachment;
}

function post(
  contactId: string,
  file: File,
  onPart: (part: number) => void,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((answer, fail) => {
    const tell = asking();
    const request = new XMLHttpRequest();
    const name = encodeURIComponent(file.name.slice(-LONGEST_NAME));
    request.open("POST", `/api/v1/contacts/${contactId}/attachments?name=${name}`);
    request.setRequestHeader("X-Tero-Console", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      tell("online");
      answer(new Response(request.responseText, { status: request.status }));
    };
    request.onerror = () => {
      tell("offline");
      fail(new Unreachable("the file did not go"));
    };
    request.onabort = () => fail(new Unreachable("taken back"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

const LONGEST_NAME = 255;
