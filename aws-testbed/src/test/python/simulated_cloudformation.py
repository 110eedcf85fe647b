"""Simulated: stacks of CloudFormation by change sets, as moto has them but for what follows.

A change set is of one stack, is taken back without an error, and begins a stack anew that has none
but a change under review. It is reckoned by what its conditions leave of both templates; one that
changes nothing fails with AWS's words. A template that is too long or names a type that AWS has not
is refused. A first change that fails is undone with all that it made, but for
what has the policy `Retain`; a protected table without it cannot be deleted. What a template keeps stays
when its stack goes. Policies of buckets are put, secrets, vaults and plans of backups are made. Other types that moto cannot make are remembered:
the stack has them, with a name, and nothing acts by them.
"""

import json

import yaml
from moto.cloudformation import models, parsing, responses
from moto.cloudformation.exceptions import AlreadyExistsException, CloudFormationError, ValidationError
from moto.cloudformation.utils import yaml_tag_constructor as moto_tag
from moto.core.common_models import CloudFormationModel
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends

import simulated_backups

MOST_BYTES = {"templateBody": 51_200, "templateURL": 1_000_000}
MOST_RESOURCES = 500
NOTHING = "The submitted information didn't contain changes. Submit different information to create a change set."

# By the property that names them.
REMEMBERED = {
    "AWS::Backup::BackupPlan": None,
    "AWS::Backup::BackupSelection": None,
    "AWS::Backup::BackupVault": "BackupVaultName",
    "AWS::Budgets::Budget": None,
    "AWS::CloudTrail::Trail": "TrailName",
    "AWS::ElastiCache::ReplicationGroup": "ReplicationGroupId",
    "AWS::ElastiCache::SubnetGroup": "CacheSubnetGroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::Logs::QueryDefinition": "Name",
    "AWS::S3::BucketPolicy": "Bucket",
    "AWS::SQS::Queue": "QueueName",
    "AWS::Scheduler::Schedule": "Name",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
}


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"

    def __init__(self, name):
        super().__init__(f"ChangeSet [{name}] does not exist")


class Remembered:
    """A resource that has a name and does nothing."""

    def __init__(self, type_, region, account, name):
        self.physical_resource_id = name
        self.arn = f"arn:aws:{type_.split('::')[1].lower()}:{region}:{account}:{name}"

    def get_cfn_attribute(self, name):
        return self.arn if name.endswith("Arn") else self.physical_resource_id

    def is_created(self):
        return True

    def delete(self, account_id, region_name):
        pass


class RememberedSecret(Remembered):
    """One that is there, and goes with its stack."""

    def delete(self, account_id, region_name):
        secretsmanager_backends[account_id][region_name].secrets.pop(self.physical_resource_id)


class RememberedBucketPolicy(Remembered):
    """One that its bucket has, and loses with its stack."""

    def delete(self, account_id, region_name):
        buckets = s3_backends[account_id]["aws"]
        if self.physical_resource_id in buckets.buckets:
            buckets.delete_bucket_policy(self.physical_resource_id)


def secret_of(properties, account, region):
    """Its ARN. A generated password is a word."""
    backend = secretsmanager_backends[account][region]
    if properties["Name"] not in backend.secrets:
        backend.create_secret(
            name=properties["Name"],
            secret_string="generated" if "GenerateSecretString" in properties else None,
            secret_binary=None,
            description=properties.get("Description"),
            tags=None,
            kms_key_id=properties.get("KmsKeyId"),
            client_request_token=None,
            replica_regions=[],
            force_overwrite=False,
        )
    return backend.secrets[properties["Name"]].arn


def made(type_, name, properties, account, region):
    if type_ == "AWS::S3::BucketPolicy":
        policy = json.dumps(properties["PolicyDocument"])
        s3_backends[account]["aws"].put_bucket_policy(properties["Bucket"], policy)
        return RememberedBucketPolicy(type_, region, account, properties["Bucket"])
    if type_ == "AWS::SecretsManager::Secret":
        return RememberedSecret(type_, region, account, secret_of(properties, account, region))
    if type_ in simulated_backups.OF_STACK:
        return simulated_backups.OF_STACK[type_](properties, account, region)
    return Remembered(type_, region, account, properties.get(REMEMBERED[type_] or "", name))


def remembered(type_):
    def create(cls, name, body, account, region, **_):
        return made(type_, name, body["Properties"], account, region)

    def update(cls, original, name, body, account, region):
        new = made(type_, original.physical_resource_id, body["Properties"], account, region)
        new.cf_resource_type = original.cf_resource_type
        new.logical_resource_id = original.logical_resource_id
        return new

    return type(
        "Remembered" + type_.replace("::", ""),
        (CloudFormationModel,),
        {
            "cloudformation_type": staticmethod(lambda: type_),
            "cloudformation_name_type": staticmethod(lambda: REMEMBERED[type_]),
            "has_cfn_attr": classmethod(lambda cls, attr: True),
            "create_from_cloudformation_json": classmethod(create),
            "update_from_cloudformation_json": classmethod(update),
            "delete_from_cloudformation_json": classmethod(lambda cls, *_: None),
        },
    )


def told(value, parameters):
    """A text of a condition: a parameter, or texts that are joined."""
    if not isinstance(value, dict):
        return value
    if "Fn::Join" in value:
        between, parts = value["Fn::Join"]
        parts = told(parts, parameters)
        return between.join(parts) if isinstance(parts, list) else parts
    return parameters.get(value["Ref"])


def holds(condition, conditions, parameters):
    """Of two texts, or of other conditions."""
    ((operator, of),) = condition.items()
    if operator == "Condition":
        return holds(conditions[of], conditions, parameters)
    if operator == "Fn::Equals":
        return told(of[0], parameters) == told(of[1], parameters)
    every = [holds(it, conditions, parameters) for it in of]
    return {"Fn::Not": not every[0], "Fn::And": all(every), "Fn::Or": any(every)}[operator]


def left(template, parameters):
    conditions = template.get("Conditions", {})
    defaults = {name: it.get("Default") for name, it in template.get("Parameters", {}).items()}
    values = {**defaults, **(parameters or {})}
    return {
        name: chosen(body, conditions, values)
        for name, body in template.get("Resources", {}).items()
        if "Condition" not in body or holds(conditions[body["Condition"]], conditions, values)
    }


def chosen(body, conditions, values):
    """With what each `Fn::If` is, so that another value of a condition is a change."""
    if isinstance(body, list):
        return [chosen(it, conditions, values) for it in body]
    if not isinstance(body, dict):
        return body
    if "Fn::If" in body:
        condition, one, other = body["Fn::If"]
        return chosen(one if holds(conditions[condition], conditions, values) else other, conditions, values)
    return {name: chosen(it, conditions, values) for name, it in body.items()}


difference = parsing.ResourceMap.build_resource_diff


def by_conditions(resources, template, parameters=None):
    """What a condition leaves out is not there, before and after."""
    before = left(resources._template or {}, resources.input_parameters)
    everything = resources._resource_json_map
    resources._resource_json_map = before
    try:
        return difference(resources, {"Resources": left(template, parameters)}, parameters)
    finally:
        resources._resource_json_map = everything


def require_length(template, where):
    if len(template.encode()) > MOST_BYTES[where]:
        raise ValidationError(
            message=f"1 validation error detected: Value at '{where}' failed to satisfy"
            f" constraint: Member must have length less than or equal to {MOST_BYTES[where]}"
        )


def tag(loader, name, node):
    """An attribute may have dots in its own name, such as `Endpoint.Address`."""
    value = moto_tag(loader, name, node)
    if name == "!GetAtt":
        thing, *attribute = value["Fn::GetAtt"]
        value["Fn::GetAtt"] = [thing, ".".join(attribute)]
    return value


def read(template):
    """YAML as moto has it, with its short forms; JSON is read many times as fast by its own reader."""
    if template.lstrip().startswith("{"):
        return json.loads(template)
    yaml.add_multi_constructor("", tag)
    return yaml.load(template, Loader=yaml.Loader)


def require_template(template):
    require_length(template, "templateURL")
    resources = read(template)["Resources"]
    if len(resources) > MOST_RESOURCES:
        raise ValidationError(
            message=f"Template format error: Number of resources, {len(resources)}, is greater than"
            f" maximum allowed, {MOST_RESOURCES}"
        )
    unknown = sorted(
        {it["Type"] for it in resources.values() if it["Type"] not in parsing.get_model_map()}
    )
    if unknown:
        raise ValidationError(
            message=f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]"
        )


create = models.CloudFormationBackend.create_change_set
delete = models.CloudFormationBackend.delete_change_set
describe = models.CloudFormationBackend.describe_change_set
execute = models.CloudFormationBackend.execute_change_set


def find(backend, name):
    return next(
        (it for key, it in backend.change_sets.items() if name in (key, it.change_set_name)), None
    )


def create_change_set(backend, stack_name, change_set_name, template, parameters, **more):
    require_template(template)
    again = find(backend, change_set_name)
    if again is not None:
        delete(backend, change_set_name)  # As above: CloudFormation would give the first one.
    present = next((it for it in backend.stacks.values() if it.name == stack_name), None)
    if more["change_set_type"] == "CREATE" and present is not None:
        if present.status != "REVIEW_IN_PROGRESS":
            raise AlreadyExistsException(f"Stack [{stack_name}] already exists")
        del backend.stacks[present.stack_id]
    answer = create(
        backend,
        stack_name=stack_name,
        change_set_name=change_set_name,
        template=template,
        parameters=parameters,
        **more,
    )
    change_set = backend.change_sets[answer[0]]
    if more["change_set_type"] == "UPDATE" and not change_set.changes:
        change_set.status = "FAILED"
        change_set.execution_status = "UNAVAILABLE"
        change_set.status_reason = NOTHING
    return answer


def delete_change_set(backend, change_set_name):
    if find(backend, change_set_name) is None:
        raise ChangeSetNotFound(change_set_name)
    delete(backend, change_set_name)


def describe_change_set(backend, change_set_name):
    if find(backend, change_set_name) is None:
        raise ChangeSetNotFound(change_set_name)
    return describe(backend, change_set_name)


def execute_change_set(backend, change_set_name, stack_name=None):
    change_set = find(backend, change_set_name)
    if change_set.execution_status != "AVAILABLE":
        return  # A repetition of the call, which its token tells from a second one.
    stack = backend.stacks[change_set.stack_id]
    stack.change_set_id = change_set.change_set_id
    stack.resource_map.cross_stack_resources = backend.exports
    try:
        execute(backend, change_set_name=change_set_name, stack_name=stack_name)
    except Exception as failed:
        if change_set.change_set_type != "CREATE":
            raise
        undo(stack, change_set, failed)
        return
    stack.parameters = change_set.parameters
    stack._parse_template()
    stack.output_map = stack._create_output_map()
    backend.exports.update({export.name: export for export in stack.exports})


def undo(stack, change_set, failed):
    resources = stack.resource_map
    refused = False
    there = left(resources._template, change_set.parameters)
    # What was made last goes first, as others may hold what it needs.
    for name in reversed([it for it in resources._parsed_resources if it in there]):
        body = resources._resource_json_map[name]
        thing = resources._parsed_resources[name]
        kept = body.get("DeletionPolicy") == "Retain"
        if not kept and body.get("Properties", {}).get("DeletionProtectionEnabled"):
            refused = True
            continue
        del resources._parsed_resources[name]
        if not kept:
            resources._delete_resource(thing, body)
    change_set.execution_status = "EXECUTE_FAILED"
    stack._add_stack_event("CREATE_FAILED", resource_status_reason=str(failed))
    stack.status = "ROLLBACK_FAILED" if refused else "ROLLBACK_COMPLETE"


def diff(change_set):
    changes = change_set.stack.resource_map.build_resource_diff(
        change_set.template_dict, change_set.parameters
    )
    before = change_set.stack.template_dict.get("Resources", {})
    after = change_set.template_dict["Resources"]
    return [
        models.Change(
            action=action,
            logical_resource_id=name,
            resource_type=(after if name in after else before)[name]["Type"],
        )
        for action, names in changes.items()
        for name in names
    ]


remove = parsing.ResourceMap.delete


def delete_but_kept(resources):
    """moto knows `Retain` alone; what `RetainExceptOnCreate` keeps stays as well."""
    there = left(resources._template or {}, resources.input_parameters)
    everything = resources._resource_json_map
    resources._resource_json_map = {
        name: body
        for name, body in there.items()
        if not body.get("DeletionPolicy", "").startswith("Retain")
    }
    try:
        remove(resources)
    finally:
        resources._resource_json_map = everything


end = models.Stack.delete


def end_without_outputs(stack):
    """moto makes a thing of a deleted stack anew when it reckons an output that calls it."""
    end(stack)
    stack.output_map = parsing.OutputMap(stack.resource_map, {}, stack.stack_id)


def list_stack_resources(backend, stack_name_or_id):
    stack = backend.get_stack(stack_name_or_id)
    known = stack.resource_map._parsed_resources
    return stack, [known[name] for name in stack.resource_map._resource_json_map if known.get(name)]


take_change_set = responses.CloudFormationResponse.delete_change_set


def take_change_set_of_stack(response):
    """One that a stack has not is as good as deleted; the CDK's command line begins with that."""
    backend, name = response.cloudformation_backend, response._get_param("ChangeSetName")
    stack = response._get_param("StackName")
    if find(backend, name) is None and stack in [it.name for it in backend.stacks.values()]:
        return responses.EmptyResult()
    return take_change_set(response)


ask_change_set = responses.CloudFormationResponse.create_change_set


def ask_change_set_by_length(response):
    """What is in the call itself may be less long than what is fetched."""
    require_length(response._get_param("TemplateBody") or "", "templateBody")
    return ask_change_set(response)


by_stack = responses.CloudFormationResponse.describe_stack_resources


def describe_stack_resources(response):
    """Those of the stack that has a thing of this name, too."""
    thing = response._get_param("PhysicalResourceId")
    if thing is None:
        return by_stack(response)
    backend = response.cloudformation_backend
    for name in [it.name for it in backend.stacks.values()]:
        stack, resources = list_stack_resources(backend, name)
        if thing in [getattr(it, "physical_resource_id", None) for it in resources]:
            told = [responses.StackResourceDTO(stack, it) for it in resources]
            return responses.ActionResult({"StackResources": told})
    raise ValidationError(message=f"Stack for {thing} does not exist")


def parameter_list(stack):
    """A list is told as it was given."""
    return [
        {"ParameterKey": key, "ParameterValue": ",".join(it) if isinstance(it, list) else it}
        for key, it in stack.resource_map.resolved_parameters.items()
    ]


validate = responses.CloudFormationResponse._validate_different_update


def validate_but_change_sets(response, *arguments):
    if response._get_action() != "CreateChangeSet":
        validate(response, *arguments)


KINDS = []


def install():
    known = {it.cloudformation_type() for it in CloudFormationModel.__subclasses__()}
    KINDS.extend(remembered(it) for it in REMEMBERED if it not in known)
    parsing.get_model_map.cache_clear()
    parsing.ResourceMap.build_resource_diff = by_conditions
    parsing.ResourceMap.delete = delete_but_kept
    models.yaml_tag_constructor = responses.yaml_tag_constructor = tag
    models.ChangeSet.diff = diff
    models.Stack.delete = end_without_outputs
    models.Stack.parameter_list = property(parameter_list)
    backend = models.CloudFormationBackend
    backend.create_change_set = create_change_set
    backend.delete_change_set = delete_change_set
    backend.describe_change_set = describe_change_set
    backend.execute_change_set = execute_change_set
    backend.list_stack_resources = list_stack_resources
    responses.CloudFormationResponse.create_change_set = ask_change_set_by_length
    responses.CloudFormationResponse.delete_change_set = take_change_set_of_stack
    responses.CloudFormationResponse.describe_stack_resources = describe_stack_resources
    responses.CloudFormationResponse._validate_different_update = validate_but_change_sets
