import { TextInput } from "@mantine/core";

interface Props {
  label: string;
  description?: string;
  /** The least and the most. */
  bounds: readonly [number, number];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A whole number, as it is written. */
export function NumberField({ label, description, bounds, value, error, onChange }: Props) {
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      label={label}
      {...(description ? { description } : {})}
      required
      withAsterisk={false}
      min={bounds[0]}
      max={bounds[1]}
      step={1}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
