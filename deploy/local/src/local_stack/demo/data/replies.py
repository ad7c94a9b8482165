"""Texts that operators have ready in chats: title and text, for everybody."""

REPLIES = {
    "Saludo": "Hola {{customer.name}}, le atiende {{operator.name}}. ¿En qué puedo ayudarle?",
    "Reiniciar el equipo": (
        "Desconecte el equipo de la corriente, espere treinta segundos y vuelva a conectarlo. "
        "En unos minutos debería tener servicio; si no, dígamelo por aquí."
    ),
    "Visita de un técnico": (
        "{{customer.name}}, vamos a enviar a un técnico a su domicilio. "
        "Le escribiremos con el día y la hora de la visita."
    ),
    "Despedida": "Gracias por comunicarse con nosotros, {{customer.name}}. ¡Que tenga un buen día!",
}
