export const survey = {
  title: "Encuesta",
  about: "Ticket N.º {{number}}: {{title}}",
  send: "Enviar",
  thanks: "Gracias. La respuesta quedó guardada.",
  answered: "Esta encuesta ya se contestó. Gracias.",
  gone: "Este enlace no sirve o ya venció.",
};
