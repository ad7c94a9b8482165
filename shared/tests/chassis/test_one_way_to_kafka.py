"""What the Kafka libraries offer and loses events is used nowhere in the product.

Looked for in the sources, because a linter knows functions by their import and not the method of
an object.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
SOURCES = ("shared/src", "services/*/src")

# The only place of each; beyond it, nothing in the product publishes or takes part in a group.
MADE_IN = {"AIOKafkaProducer": "producer.py", "KafkaBroker": "consumer.py"}
CLIENTS = {"AIOKafkaProducer", "AIOKafkaConsumer", "AIOKafkaAdminClient"}
LOSSY = {
    "publish_batch": "scatters keys over partitions and drops headers",
    "commit": "without offsets tells Kafka of records that nobody has handled",
}


def breaches(file: str, source: str) -> Iterator[str]:
    """A sentence for each call that loses something, or goes around the kernel."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in calls:
        match call.func:
            case ast.Attribute(attr="publish_batch"):
                yield f"{file}: publish_batch {LOSSY['publish_batch']}"
            case ast.Attribute(attr="commit") if not call.args and not call.keywords:
                yield f"{file}: commit {LOSSY['commit']}"
            case ast.Name(id=name) if name in MADE_IN and not file.endswith(MADE_IN[name]):
                yield f"{file}: {name} is made in {MADE_IN[name]} only"
            case ast.Name(id=name) if name in CLIENTS and _is_told_where(call):
                yield f"{file}: {name} knows where the brokers are, and not how to get in"
            case ast.Name(id="AIOKafkaConsumer") if not _is_outside_of_groups(call):
                yield f"{file}: this consumer commits by itself, or takes part in a group"


def _is_told_where(call: ast.Call) -> bool:
    return any(word.arg == "bootstrap_servers" for word in call.keywords)


def _is_outside_of_groups(call: ast.Call) -> bool:
    given = {word.arg: ast.unparse(word.value) for word in call.keywords}
    return given.get("enable_auto_commit") == "False" and "group_id" not in given


def test_nothing_in_the_product_does_what_loses_events() -> None:
    files = [f for each in SOURCES for f in REPOSITORY.glob(f"{each}/**/*.py")]
    product = [file for file in files if "chassis_testing" not in file.parts]
    found = [b for file in product for b in breaches(str(file), file.read_text())]

    assert len(product) > 100
    assert found == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("await broker.publish_batch(event, topic='t')", "scatters keys"),
        ("await consumer.commit()", "without offsets"),
        ("producer = AIOKafkaProducer()", "is made in producer.py only"),
        ("broker = KafkaBroker('k:9092')", "is made in consumer.py only"),
        ("AIOKafkaConsumer('t', group_id='g', enable_auto_commit=False)", "takes part in a group"),
        ("AIOKafkaConsumer('t')", "commits by itself"),
        ("AIOKafkaAdminClient(bootstrap_servers='k:9092')", "not how to get in"),
        ("AIOKafkaConsumer(bootstrap_servers='k', enable_auto_commit=False)", "how to get in"),
    ],
)
def test_the_search_finds_each_of_them(source: str, sentence: str) -> None:
    (found,) = breaches("some.py", source)
    assert sentence in found
