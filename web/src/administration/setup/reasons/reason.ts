import type { components } from "@/shared/api/generated/intake";
import type { Kind } from "../../channels/channel";

export type Reason = components["schemas"]["ReasonShown"];
type Body = components["schemas"]["ReasonBody"];

/** All lists of reasons, the desk's too. */
export const REASONS = ["reasons"] as const;
const DEEPEST = 5;
const STEP = 10;

/** What can be said of a reason; an empty text says nothing. */
export interface ReasonFields {
  label: string;
  parent: string;
  nature: "" | "complaint" | "inquiry";
  kind: "" | "administrative" | "technical";
  channels: Kind[];
  areas: string[];
  category: string;
}

export const NO_REASON: ReasonFields = {
  label: "",
  parent: "",
  nature: "",
  kind: "",
  channels: [],
  areas: [],
  category: "",
};

export function fieldsOf(reason: Reason): ReasonFields {
  return {
    label: reason.label,
    parent: reason.parent ?? "",
    nature: (reason.nature ?? "") as ReasonFields["nature"],
    kind: (reason.kind ?? "") as ReasonFields["kind"],
    channels: reason.channels as Kind[],
    areas: reason.areas,
    category: reason.category ?? "",
  };
}

/** As the service is told of it, in its place. */
export function bodyOf(given: ReasonFields, place: { position: number; active: boolean }): Body {
  const { parent, nature, kind, category } = given;
  return {
    ...given,
    ...place,
    parent: parent || null,
    nature: nature || null,
    kind: kind || null,
    category: category || null,
  };
}

/** What a reason without a category has from those it is part of. */
export function inheritedBy(parent: string, all: readonly Reason[]): string | null {
  const above = all.find((each) => each.code === parent);
  return above ? (above.category ?? inheritedBy(above.parent ?? "", all)) : null;
}

/** Whether contacts of this channel may have it; an e-mail is attended as an inquiry. */
export function isOf(reason: Reason, channel: string): boolean {
  const { channels } = reason;
  const asInquiry = channel === "email" && channels.includes("inquiry");
  return channel === "" || channels.length === 0 || channels.includes(channel) || asInquiry;
}

export function below(code: string, all: readonly Reason[]): Reason[] {
  const own = all.filter((each) => each.parent === code);
  return own.flatMap((each) => [each, ...below(each.code, all)]);
}

/** Where a reason may be put: not below itself, and no branch deeper than the service allows. */
export function parentsFor(code: string | null, all: readonly Reason[]): Reason[] {
  const branch = code === null ? [] : below(code, all);
  const own = all.find((each) => each.code === code)?.depth ?? 0;
  const height = 1 + Math.max(0, ...branch.map((each) => each.depth - own));
  const out = new Set([code, ...branch.map((each) => each.code)]);
  return all.filter((each) => !out.has(each.code) && each.depth + 1 + height <= DEEPEST);
}

/** Behind all of its siblings. */
export function lastPosition(parent: string, all: readonly Reason[]): number {
  const siblings = all.filter((each) => (each.parent ?? "") === parent);
  return Math.max(0, ...siblings.map((each) => each.position)) + STEP;
}

/** What has to get another position, so that a reason comes to stand where its neighbour stands:
 * a sibling that is shown next to it, though others between them may not be. */
export function moved(
  reason: Reason,
  neighbour: Reason,
  all: readonly Reason[],
): { reason: Reason; position: number }[] {
  const before = all.filter((each) => each.parent === reason.parent);
  const place = before.indexOf(neighbour);
  const after = before.filter((each) => each !== reason);
  after.splice(place, 0, reason);
  const free = before.map((each) => each.position);
  let last = -1;
  return after.flatMap((each, index) => {
    last = Math.max(last + 1, free[index] ?? 0);
    return each.position === last ? [] : [{ reason: each, position: last }];
  });
}
