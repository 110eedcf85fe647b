"""Simulated: experiments of AWS FIS, which moto lacks.

Operations, members and errors are those of botocore's model `fis`. As AWS documents it: an
experiment is `initiating` before it is `running`, `stopping` before it is `stopped`, and what has
ended cannot be stopped. One whose actions are over at once is `completed` by itself. What it does
is the affair of whoever has the servers behind the account, which is told of its template. FIS itself is never cut by an experiment.
"""

import json
import re
import time
import uuid

import botocore.session

import servers_behind as servers

MODEL = botocore.session.get_session().get_service_model("fis")
ACCOUNT = "HTTP_X_MOTO_ACCOUNT_ID"
KIND = "experiments"
SCOPE = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/fis/aws4_request")
OVER_AT_ONCE = {"aws:ecs:stop-task", "aws:rds:reboot-db-instances"}
ENDED = ("completed", "stopped", "failed", "cancelled")

regions = {}


class Refused(Exception):
    def __init__(self, shape, message):
        super().__init__(message)
        self.code = shape
        self.status = MODEL.shape_for(shape).metadata["error"]["httpStatusCode"]


class Region:
    def __init__(self, account):
        self.account = account
        self.templates = {}
        self.over_at_once = set()
        self.experiments = {}

    def create_template(self, asked, _):
        checked("CreateExperimentTemplate", asked)
        return self.put_template("EXT" + uuid.uuid4().hex[:13], asked)

    def put_template(self, name, asked):
        given = {key: value for key, value in asked.items() if key != "clientToken"}
        self.templates[name] = {"id": name, **given}
        actions = {it.get("actionId") for it in asked["actions"].values()}
        (self.over_at_once.add if actions and actions <= OVER_AT_ONCE else self.over_at_once.discard)(name)
        return {"experimentTemplate": self.templates[name]}

    def get_template(self, _, name):
        if name not in self.templates:
            raise Refused("ResourceNotFoundException", f"Experiment template {name} not found.")
        return {"experimentTemplate": self.templates[name]}

    def start(self, asked, _):
        checked("StartExperiment", asked)
        template = asked["experimentTemplateId"]
        for begun in self.experiments.values():
            if begun["clientToken"] == asked["clientToken"]:
                return {"experiment": shown(begun)}
        self.get_template(asked, template)
        begun = {
            "id": "EXP" + uuid.uuid4().hex[:13],
            "experimentTemplateId": template,
            "state": {"status": "initiating", "reason": "Experiment is initiating."},
            "creationTime": time.time(),
            "startTime": time.time(),
            "clientToken": asked["clientToken"],
        }
        self.experiments[begun["id"]] = begun
        servers.tell(self.account, KIND, id=begun["id"], template=template, event="begin")
        return {"experiment": shown(begun)}

    def get(self, _, name):
        found = self.experiment(name)
        self.look(found)
        return {"experiment": shown(found)}

    def stop(self, _, name):
        found = self.experiment(name)
        if found["state"]["status"] in ENDED:
            raise Refused("ConflictException", f"Experiment {name} has ended.")
        if found["state"]["status"] != "stopping":
            found["state"] = {"status": "stopping", "reason": "Experiment is stopping."}
            servers.tell(self.account, KIND, id=name, event="end")
        return {"experiment": shown(found)}

    def look(self, found):
        if servers.are_there(self.account) and not servers.ask(self.account, KIND, found["id"])["ready"]:
            return
        begun = "completed" if found["experimentTemplateId"] in self.over_at_once else "running"
        after = {"initiating": begun, "stopping": "stopped"}.get(found["state"]["status"])
        if after:
            found["state"] = {"status": after, "reason": f"Experiment is {after}."}

    def experiment(self, name):
        if name not in self.experiments:
            raise Refused("ResourceNotFoundException", f"Experiment {name} not found.")
        return self.experiments[name]


def shown(experiment):
    return {name: value for name, value in experiment.items() if name != "clientToken"}


OPERATIONS = {
    ("POST", "experimentTemplates"): Region.create_template,
    ("GET", "experimentTemplates"): Region.get_template,
    ("POST", "experiments"): Region.start,
    ("GET", "experiments"): Region.get,
    ("DELETE", "experiments"): Region.stop,
}


def region(account, where):
    return regions.setdefault((account, where), Region(account))


def is_for(environ):
    return SCOPE.search(environ.get("HTTP_AUTHORIZATION", "")) is not None


def answer(environ, start_response):
    name = environ.get(ACCOUNT, "")
    where = SCOPE.search(environ["HTTP_AUTHORIZATION"]).group(1)
    of = region(name, where)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    path = environ["PATH_INFO"].strip("/").split("/")
    headers = [("Content-Type", "application/json")]
    try:
        operation = OPERATIONS[(environ["REQUEST_METHOD"], path[0])]
        status, told = "200 OK", operation(of, json.loads(body or b"{}"), path[-1])
    except Refused as refused:
        status, told = f"{refused.status} Refused", {"message": str(refused)}
        headers.append(("x-amzn-ErrorType", refused.code))
    wire = json.dumps(told).encode()
    start_response(status, [*headers, ("Content-Length", str(len(wire)))])
    return [wire]


def checked(operation, asked):
    """Only members of botocore's model, and all that it requires."""
    shape = MODEL.operation_model(operation).input_shape
    unknown = set(asked) - set(shape.members)
    missing = set(shape.required_members) - set(asked)
    if unknown or missing:
        raise Refused("ValidationException", f"unknown {unknown}, missing {missing}")
