import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed } from "@/shared/ui/Notice";
import signIn from "@/sign-in/SignIn.module.css";
import styles from "./Questions.module.css";
import { answer, type Chosen, isAnswered, isGone, type Survey } from "./survey";

interface Props {
  token: string;
  survey: Survey;
  onDone: () => void;
  /** It was answered elsewhere, or is not there any more. */
  onChanged: () => void;
}

/** One choice for each question. Whatever is refused, what was chosen stays. */
export function Questions({ token, survey, onDone, onChanged }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen>({});
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await answer(token, chosen);
      onDone();
    } catch (problem) {
      if (isAnswered(problem) || isGone(problem)) onChanged();
      else setError(problem);
    }
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form className={signIn.form} onSubmit={submit}>
      <p className={styles.about}>
        {t("survey.about", { number: survey.ticket_number, title: survey.ticket_title })}
      </p>
      {survey.questions.map(({ code, text, choices }) => (
        <fieldset key={code} className={styles.question}>
          <legend className={styles.asked}>{text}</legend>
          {choices.map((choice) => (
            <label key={choice.code} className={styles.choice}>
              <input
                type="radio"
                name={code}
                required
                checked={chosen[code] === choice.code}
                onChange={() => setChosen({ ...chosen, [code]: choice.code })}
              />
              {choice.text}
            </label>
          ))}
        </fieldset>
      ))}
      {error !== null && <Failed error={error} onRetry={() => void send()} />}
      <Button type="submit" fullWidth loading={isBusy}>
        {t("survey.send")}
      </Button>
    </form>
  );
}
