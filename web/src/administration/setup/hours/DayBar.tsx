import styles from "./Hours.module.css";
import { type Day, drawnOf, type Week } from "./hours";

const DAY = 24 * 60;
const QUARTERS = [6, 12, 18];
const HEIGHT = 100;

/** A day from midnight to midnight: what is open of it. Its hours stand beside it in words. */
export function DayBar({ week, day }: { week: Week; day: Day }) {
  return (
    <svg
      className={styles.bar}
      viewBox={`0 0 ${DAY} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {drawnOf(week, day).map(({ from, long }) => (
        <rect key={`${from}+${long}`} x={from} width={long} height={HEIGHT} />
      ))}
      {QUARTERS.map((hour) => (
        <line key={hour} x1={hour * 60} x2={hour * 60} y2={HEIGHT} />
      ))}
    </svg>
  );
}
