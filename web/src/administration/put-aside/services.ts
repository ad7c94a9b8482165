import type { components, paths } from "@/shared/api/generated/directory";

/** Who keeps records aside: the name is in the address. */
export const SERVICES = [
  "directory",
  "intake",
  "tickets",
  "orders",
  "iclass-bridge",
  "notifications",
  "reporting",
] as const;

export type ServiceName = (typeof SERVICES)[number];
type Parked = components["schemas"]["ParkedRecord"];
/** What both have: a header is a name and a value. */
export type Kept = Pick<Parked, "key" | "value" | "timestamp_ms" | "partition" | "offset"> & {
  headers: readonly (readonly (string | null)[])[];
};

type KernelPath = Extract<keyof paths, `/api/v1/directory/kernel/${string}`>;

/** Every service has the same part for what it set aside, under its own name. */
export function at<P extends KernelPath>(service: ServiceName, path: P): P {
  return path.replace("/directory/", `/${service}/`) as P;
}

/** What is open: a record nobody can read, or a key whose records wait. */
export type Aside =
  | { is: "record"; service: ServiceName; number: number }
  | { is: "key"; service: ServiceName; topic: string; key: string };

/** As a part of an address; keys may have any signs, topics have no colon. */
export function nameOf(aside: Aside): string {
  return aside.is === "record"
    ? `${aside.service}:${aside.number}`
    : `${aside.service}:${aside.topic}:${aside.key}`;
}

/** Null for an address that somebody made up. */
export function asideNamed(name: string): Aside | null {
  const [first = "", second = "", ...rest] = name.split(":");
  const service = SERVICES.find((each) => each === first);
  if (!service) return null;
  if (rest.length > 0) return { is: "key", service, topic: second, key: rest.join(":") };
  return /^\d{1,15}$/.test(second) ? { is: "record", service, number: Number(second) } : null;
}
