/** What is needed to attend a contact, and to show who else is at one: after the first list. */
export const loadAttention = () => import("./attention/Attention");
