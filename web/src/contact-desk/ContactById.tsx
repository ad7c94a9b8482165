import { Navigate, useParams } from "@tanstack/react-router";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useContact } from "./attention/useContact";

/** Goes on to the contact, in the list that has it: what links here need not know by which channel it
 * came, nor whether its customer has become known since. */
export function ContactById() {
  const { contactId } = useParams({ from: "/contact/$contactId" });
  const { data, error, refetch } = useContact(contactId);
  if (data) {
    const { screen } = data.contact;
    return <Navigate to="/contacts/$screen/$contactId" params={{ screen, contactId }} replace />;
  }
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
}
