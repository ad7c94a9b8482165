import type { ReactNode } from "react";

const PATHS = {
  call: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2",
  unknown:
    "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 17.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  inquiry: "M4 6h16v12H4zM4 7l8 6 8-6",
  mine: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-4 3.6-6 8-6s8 2 8 6",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
  back: "M15 5l-7 7 7 7",
  blocked: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
  callBack: "M5 10h9a5 5 0 0 1 0 10h-3M9 6l-4 4 4 4",
  proposal: "M5 4h9l5 5v11H5zM9 14l2.5 2.5L16 12",
  ticket: "M4 7h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4zM14 7v12",
  order: "M14 6a4 4 0 0 0-5 5l-6 6 3 3 6-6a4 4 0 0 0 5-5l-3 3-3-3z",
  administration: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  transcript: "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a word, never instead of one: readers of screens are not told of it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
