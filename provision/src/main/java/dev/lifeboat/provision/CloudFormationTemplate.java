package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Writes a stack as a template of CloudFormation: "Template reference" of its user guide.
final class CloudFormationTemplate {
  private final CloudStack stack;
  private final CloudFormationProperties properties;
  private final BucketProperties buckets;
  private final CloudFormationPolicies policies;
  private final Map<String, Object> resources = new LinkedHashMap<>();
  private final StackConditions conditions = new StackConditions();

  private CloudFormationTemplate(CloudStack stack) {
    this.stack = stack;
    this.policies = new CloudFormationPolicies(stack.references());
    this.properties = new CloudFormationProperties(stack.references(), policies);
    this.buckets = new BucketProperties(stack.references(), policies);
  }

  static Map<String, Object> of(CloudStack stack) {
    return new CloudFormationTemplate(stack).tree();
  }

  /// As `aws cloudformation deploy` takes them; what nobody knows yet is empty, and refused.
  static List<Object> parameters(CloudStack stack) {
    return stack.parameters().stream()
        .<Object>map(it ->
            JsonTree.of("ParameterKey", it.name(), "ParameterValue", it.byDefault().orElse("")))
        .toList();
  }

  private Map<String, Object> tree() {
    stack.resources().forEach(this::add);
    var tree =
        JsonTree.of("AWSTemplateFormatVersion", "2010-09-09", "Description", stack.about() + ".");
    var asked = new LinkedHashMap<String, Object>();
    stack.parameters().forEach(it -> asked.put(it.name(), parameter(it)));
    if (!asked.isEmpty()) {
      tree.put("Parameters", asked);
    }
    if (!conditions.all().isEmpty()) {
      tree.put("Conditions", conditions.all());
    }
    tree.put("Resources", resources);
    outputs().ifPresent(it -> tree.put("Outputs", it));
    return tree;
  }

  private static Object parameter(StackParameter asked) {
    return JsonTree.of(
        "Type",
        asked.list() ? "CommaDelimitedList" : "String",
        "Description",
        "%s From: %s".formatted(asked.means(), asked.source()),
        "AllowedPattern",
        asked.pattern(),
        "Default",
        asked.byDefault());
  }

  private Optional<Object> outputs() {
    var outputs = new LinkedHashMap<String, Object>();
    for (var it : StackOutput.of(stack)) {
      outputs.put(
          it.of().id(),
          JsonTree.of("Description", it.means(), "Value", CloudFormationPolicies.ref(it.of())));
    }
    return outputs.isEmpty() ? Optional.empty() : Optional.of(outputs);
  }

  private void add(CloudResource resource) {
    switch (resource) {
      case CloudResource.Table it ->
          kept(it, TableProperties.type(it.table()), TableProperties.of(it));
      case CloudResource.PrivateBucket it -> {
        kept(it, "AWS::S3::Bucket", buckets.of(it));
        put(it.id() + "Policy", "AWS::S3::BucketPolicy", buckets.policy(it));
      }
      case CloudResource.PlanKey it -> {
        kept(it, "AWS::KMS::Key", new KeyProperties(policies).key(it));
        put(it.id() + "Alias", "AWS::KMS::Alias", KeyProperties.alias(it));
      }
      case CloudResource.Trail it -> {
        put(it.id(), "AWS::CloudTrail::Trail", KeyProperties.trail(it));
        body(it.id()).put("DependsOn", it.bucket().id() + "Policy");
        body(it.id()).put("Condition", conditions.unlessNone(StackParameters.TRAIL));
      }
      case CloudResource.Topic it -> {
        put(it.id(), "AWS::SNS::Topic", properties.topic(it));
        put(it.id() + "Policy", "AWS::SNS::TopicPolicy", properties.topicPolicy(it));
      }
      case CloudResource.Role it -> role(it);
      case CloudResource.LogGroup it -> kept(it, "AWS::Logs::LogGroup", properties.log(it));
      case CloudResource.GuardTask it -> put(it.id(), "AWS::ECS::TaskDefinition", guard().task(it));
      case CloudResource.GuardService it -> put(it.id(), "AWS::ECS::Service", guard().service(it));
      case CloudResource.Experiment it ->
          put(it.id(), "AWS::FIS::ExperimentTemplate", experiment(it));
      case CloudResource.Visitor it -> put(it.id(), "AWS::Synthetics::Canary", visitor(it));
      case CloudResource.SavedQuery it ->
          put(it.id(), "AWS::Logs::QueryDefinition", properties.query(it));
      case CloudResource.Queue it -> put(it.id(), "AWS::SQS::Queue", properties.queue(it));
      case CloudResource.Function it ->
          put(it.id(), "AWS::Lambda::Function", properties.function(it));
      case CloudResource.Schedule it ->
          put(it.id(), "AWS::Scheduler::Schedule", properties.schedule(it));
      case CloudResource.Machine it ->
          put(it.id(), "AWS::StepFunctions::StateMachine", properties.machine(it));
      case CloudResource.MetricAlarm it -> {
        put(it.id(), "AWS::CloudWatch::Alarm", properties.alarm(it));
        it.only().ifPresent(only -> body(it.id()).put("Condition", conditions.unlessNone(only)));
      }
      case CloudResource.CostBudget it ->
          put(it.id(), BudgetRegions.TYPE, new BudgetProperties(stack.references(), it).all());
      case CloudResource.Dashboard it ->
          put(it.id(), "AWS::CloudWatch::Dashboard", properties.dashboard(it));
      case CloudResource.HealthCheck it ->
          put(it.id(), "AWS::Route53::HealthCheck", properties.check(it));
      case CloudResource.Majority it ->
          put(it.id(), "AWS::Route53::HealthCheck", properties.majority(it));
      case CloudResource.NameRecord it -> {
        put(it.id(), "AWS::Route53::RecordSet", properties.record(it));
        body(it.id()).put("Condition", conditions.leadUsers());
      }
    }
  }

  private Map<String, Object> experiment(CloudResource.Experiment of) {
    return new ExperimentProperties(stack.references(), of).all();
  }

  private Map<String, Object> visitor(CloudResource.Visitor of) {
    return new VisitorProperties(stack.references(), of).all();
  }

  private GuardProperties guard() {
    return new GuardProperties(stack.references(), conditions);
  }

  private void put(String id, String type, Map<String, Object> of) {
    resources.put(id, JsonTree.of("Type", type, "Properties", of));
  }

  /// What it holds outlives its stack. A first deployment that is undone leaves it too: a table is
  /// protected, so that its deletion would end the undoing; the next deployment takes it in.
  private void kept(CloudResource resource, String type, Map<String, Object> of) {
    resources.put(
        resource.id(),
        JsonTree.of(
            "Type",
            type,
            "DeletionPolicy",
            "Retain",
            "UpdateReplacePolicy",
            "Retain",
            "Properties",
            of));
  }

  private void role(CloudResource.Role role) {
    var attached = new ArrayList<Object>();
    for (int i = 0; i < role.policies().size(); i++) {
      var id = policyId(role, i);
      var policy = role.policies().get(i);
      put(id, "AWS::IAM::ManagedPolicy", policies.managed(role.name(), policy));
      var reasons = WildcardReasons.of(policy);
      if (!reasons.isEmpty()) {
        body(id).put("Metadata", JsonTree.of("Wildcards", reasons));
      }
      attached.add(JsonTree.of("Ref", id));
    }
    put(role.id(), "AWS::IAM::Role", policies.role(role, attached));
  }

  private static String policyId(CloudResource.Role role, int number) {
    return role.id() + "Policy" + (number + 1);
  }

  @SuppressWarnings("unchecked") // Each was made by JsonTree.
  private Map<String, Object> body(String id) {
    return (Map<String, Object>) Objects.requireNonNull(resources.get(id));
  }
}
