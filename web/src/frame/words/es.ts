export const commandBar = {
  title: "Buscar e ir",
  open: "Buscar",
  label: "Buscar cliente, contacto, ticket u orden, o ir a una pantalla",
  hint: "Nombre, documento, teléfono o número",
  found: "Resultados",
  commands: "Ir y hacer",
  goTo: "Ir a {{place}}",
  count_one: "{{count}} resultado",
  count_other: "{{count}} resultados",
  failed: "{{kind}}: no se pudo buscar.",
  kinds: {
    customers: "Clientes",
    contacts: "Contactos",
    tickets: "Tickets",
    orders: "Órdenes de servicio",
  },
};

export const duty = {
  offersFailed: "No se puede ver qué contactos se ofrecen.",
  label: "Servicio",
  states: { on: "En servicio", away: "Ausente", off: "Fuera de servicio" },
  failed: "No se pudo cambiar: {{why}}",
  offer: "Contacto ofrecido",
  offered: "Se ofrece el contacto {{number}}: {{who}}",
  accept: "Aceptar ({{seconds}} s)",
  refuse: "Rechazar",
  over: "El ofrecimiento ya terminó.",
};

export const help = {
  link: "Ayuda",
};
