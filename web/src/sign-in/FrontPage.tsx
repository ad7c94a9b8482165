import { type ReactNode, useEffect } from "react";
import { LanguageChoice } from "@/frame/choices";
import styles from "./SignIn.module.css";

/** A page for whoever has not entered: one card, and a language. */
export function FrontPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.title}>
          <img src="/console/tero.svg" width={28} height={28} alt="" />
          {title}
        </h1>
        {children}
      </div>
      <LanguageChoice />
    </main>
  );
}
