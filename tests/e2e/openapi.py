"""http/api/openapi.json as a judge: which operation a request is, and whether a reply keeps it."""

import json
import pathlib
import re
from datetime import date, datetime

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "http/api/openapi.json"
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}
SAID_ONLY = {"description"}


class Document:
    def __init__(self):
        self.whole = json.loads(FILE.read_text(encoding="utf-8"))
        self.schemas = self.whole["components"]["schemas"]

    def operations(self):
        """(method, path template) to operation."""
        return {(method.upper(), path): operation
                for path, item in self.whole["paths"].items()
                for method, operation in item.items()}

    def operation_of(self, method, path):
        """The (method, template) of a request: the template with the fewest holes wins."""
        plain = path.partition("?")[0]
        fitting = [key for key in self.operations()
                   if key[0] == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", key[1]), plain)]
        if not fitting:
            raise LookupError(f"{method} {path} is not in the document")
        return min(fitting, key=lambda key: key[1].count("{"))

    def resolve(self, node):
        if "$ref" not in node:
            return node
        found = self.whole
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return found

    def faults(self, method, path, reply):
        """What a reply does that the document does not say; empty when it keeps to it."""
        operation = self.operations()[self.operation_of(method, path)]
        if str(reply.status) not in operation["responses"]:
            return [f"status {reply.status} is not listed"]
        response = self.resolve(operation["responses"][str(reply.status)])
        missing = [name for name, header in response.get("headers", {}).items()
                   if header["required"] and name not in reply.headers]
        faults = [f"the header {name} is missing" for name in missing]
        if not reply.body:
            return faults + (["no body"] if "content" in response else [])
        kind = reply.headers["Content-Type"]
        if kind not in response.get("content", {}):
            return faults + [f"content of type {kind} is not listed"]
        if not kind.endswith("json"):
            return faults
        return faults + list(self.misfits(reply.json, response["content"][kind]["schema"]))

    def misfits(self, value, schema, place="$"):
        """Where `value` breaks `schema`: the part of JSON Schema 2020-12 that the file uses."""
        for word, rule in self.resolve(schema).items():
            if word in SAID_ONLY:
                continue
            check = getattr(self, "check_" + word, None)
            if check is None:
                raise LookupError(f"{place}: this judge does not know {word!r}")
            yield from check(value, rule, self.resolve(schema), place)

    def check_type(self, value, rule, _, place):
        wrong_bool = isinstance(value, bool) and rule != "boolean"
        if wrong_bool or not isinstance(value, TYPES[rule]):
            yield f"{place} is {value!r:.80}, not of type {rule}"

    def check_const(self, value, rule, _, place):
        if value != rule:
            yield f"{place} is {value!r:.80}, not {rule!r}"

    def check_enum(self, value, rule, _, place):
        if value not in rule:
            yield f"{place} is {value!r:.80}, none of {rule}"

    def check_oneOf(self, value, rule, _, place):  # as the word is spelled in a schema
        faults = [list(self.misfits(value, each, place)) for each in rule]
        fitting = sum(not each for each in faults)
        if fitting != 1:
            yield f"{place} fits {fitting} of the choices: {faults}"

    def check_required(self, value, rule, _, place):
        if isinstance(value, dict):
            yield from (f"{place}.{name} is missing" for name in rule if name not in value)

    def check_properties(self, value, rule, _, place):
        if isinstance(value, dict):
            for name in rule.keys() & value.keys():
                yield from self.misfits(value[name], rule[name], f"{place}.{name}")

    def check_additionalProperties(self, value, rule, schema, place):
        assert rule is False, "the file uses no other"
        if isinstance(value, dict):
            extra = value.keys() - schema.get("properties", {}).keys()
            yield from (f"{place}.{name} is not in the document" for name in sorted(extra))

    def check_items(self, value, rule, _, place):
        if isinstance(value, list):
            for number, each in enumerate(value):
                yield from self.misfits(each, rule, f"{place}[{number}]")

    def check_pattern(self, value, rule, _, place):
        if isinstance(value, str) and not re.search(rule, value):
            yield f"{place} is {value!r:.80}, not like {rule}"

    def check_minLength(self, value, rule, _, place):
        if isinstance(value, str) and len(value) < rule:
            yield f"{place} has fewer than {rule} characters"

    def check_maxLength(self, value, rule, _, place):
        if isinstance(value, str) and len(value) > rule:
            yield f"{place} has more than {rule} characters"

    def check_minimum(self, value, rule, _, place):
        if isinstance(value, (int, float)) and value < rule:
            yield f"{place} is {value}, below {rule}"

    def check_maximum(self, value, rule, _, place):
        if isinstance(value, (int, float)) and value > rule:
            yield f"{place} is {value}, above {rule}"

    def check_format(self, value, rule, _, place):
        read = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}[rule]
        try:
            read(value)
        except (TypeError, ValueError):
            yield f"{place} is {value!r:.80}, no {rule}"


# How the sources add a route: by the router itself, by a room's short word for it, or by the
# desk's routes with the role they ask for.
ROUTE = re.compile(r'\b(router\.get|router\.post|add)\(\s*"(/[^"]*)"')
DESK_ROUTE = re.compile(r'[\w)]\.(read|write|show|submit)\(\s*[\w:]+,\s*"(/[^"]*)"')
WRITING = {"router.post", "write", "submit"}
PAGE = {"show", "submit"}
# A route that is added in any other way would be missed: those are counted against these.
ADDING = re.compile(r"\brouter\.(get|post|put|remove)\(")
SHORT_WORDS = re.compile(r"\brouter\.(get|post)\((path|pattern),")


def template(pattern):
    """The route's regular expression as a path with nameless holes."""
    return re.sub(r"\([^()]*\)", "{}", pattern).replace("\\\\.", ".").replace("/?", "/")


def routes(room):
    """{(method, path)} of every route in the sources of one room of http/, and the desk's pages
    apart: those are for people, and few of them are documented."""
    found, pages, added = set(), set(), 0
    for source in sorted((ROOT / "http" / room).rglob("*.cpp")):
        text = source.read_text(encoding="utf-8")
        direct = ROUTE.findall(text)
        for word, pattern in direct + DESK_ROUTE.findall(text):
            kind = pages if word in PAGE else found
            kind.add(("POST" if word in WRITING else "GET", template(pattern)))
        direct = sum(word.startswith("router.") for word, _ in direct)
        added += len(ADDING.findall(text)) - direct - len(SHORT_WORDS.findall(text))
    if added:
        raise LookupError(f"{added} routes of http/{room} are added in a way this reader misses")
    return found, pages
