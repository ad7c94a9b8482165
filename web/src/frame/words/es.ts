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
  more: "Hay más: escribir también el nombre, o el documento solo.",
  failed: "{{kind}}: no se pudo buscar.",
  kinds: {
    customers: "Clientes",
    contacts: "Contactos",
    tickets: "Tickets",
    orders: "Órdenes de servicio",
  },
};

export const duty = {
  unknown: "No se sabe si está en servicio.",
  offersFailed: "No se puede ver qué contactos se ofrecen.",
  label: "Servicio",
  states: { on: "En servicio", away: "Ausente", off: "Fuera de servicio" },
  failed: "No se pudo cambiar: {{why}}",
  offer: "Contacto ofrecido",
  offered: "Se ofrece el contacto {{number}}: {{who}}",
  accept: "Aceptar ({{seconds}} s)",
  refuse: "Rechazar",
};

export const help = {
  link: "Ayuda",
};

export const shortcuts = {
  title: "Atajos de teclado",
  detail: "Ninguna tecla actúa mientras se escribe, salvo las que van con Ctrl.",
  or: "o",
  groups: {
    everywhere: "En todas partes",
    list: "En una lista",
    contact: "En el contacto abierto",
    places: "Ir a",
  },
  commandBar: "Buscar e ir",
  help: "Esta hoja",
  next: "Siguiente contacto",
  previous: "Contacto anterior",
  open: "Abrir el contacto",
  back: "Volver a la lista",
  filters: "Buscar en la lista",
  take: "Tomar",
  return: "Devolver",
  finish: "Finalizar",
  reply: "Responder",
  transcript: "Conversación previa con el bot",
  link: "Buscar cliente",
  reason: "Motivo",
  update: "Actualizar datos",
  derive: "Derivar a un área",
  transfer: "Pasar a otro operador",
  send: "Confirmar lo escrito",
};
