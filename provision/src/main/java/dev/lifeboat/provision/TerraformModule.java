package dev.lifeboat.provision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Writes a stack as a root module of Terraform in its JSON form: "JSON configuration syntax" of
/// the language, and the resources of the provider `hashicorp/aws`. State is whoever's applies it.
final class TerraformModule {
  private final CloudStack stack;
  private final TerraformBlocks blocks;
  private final Map<String, Map<String, Object>> resources = new TreeMap<>();
  private final Map<String, Object> policies = new TreeMap<>();
  private final TerraformPolicies documents;

  private TerraformModule(CloudStack stack) {
    this.stack = stack;
    this.documents = new TerraformPolicies(stack.references(), policies);
    this.blocks = new TerraformBlocks(stack.references());
  }

  static Map<String, Object> of(CloudStack stack) {
    return new TerraformModule(stack).tree();
  }

  /// Values of variables; what nobody knows yet is empty, and refused.
  static Map<String, Object> variables(CloudStack stack) {
    var values = new LinkedHashMap<String, Object>();
    for (var asked : stack.parameters()) {
      values.put(
          References.snake(asked.name()),
          asked.list() ? new String[0] : asked.byDefault().orElse(""));
    }
    return values;
  }

  private Map<String, Object> tree() {
    stack.resources().forEach(this::add);
    var data = JsonTree.of("aws_caller_identity", JsonTree.of("current", JsonTree.of()));
    if (!policies.isEmpty()) {
      data.put("aws_iam_policy_document", policies);
    }
    var tree =
        JsonTree.of(
            "//",
            References.escaped(stack.about()) + ".",
            "terraform",
            JsonTree.of(
                "required_version",
                ">= 1.5",
                "required_providers",
                JsonTree.of("aws", JsonTree.of("source", "hashicorp/aws", "version", ">= 6.0"))),
            "provider",
            JsonTree.of(
                "aws",
                JsonTree.of(
                    "region",
                    stack.awsRegion(),
                    "default_tags",
                    JsonTree.of("tags", JsonTree.of(ProvisionFiles.PLAN_TAG, stack.plan())))));
    var variables = new LinkedHashMap<String, Object>();
    stack.parameters().forEach(it -> variables.put(References.snake(it.name()), variable(it)));
    if (!variables.isEmpty()) {
      tree.put("variable", variables);
    }
    tree.put("data", data);
    tree.put("resource", resources);
    var outputs = new LinkedHashMap<String, Object>();
    for (var it : StackOutput.of(stack)) {
      outputs.put(References.snake(it.of().id()), JsonTree.of("value", it.terraform()));
    }
    if (!outputs.isEmpty()) {
      tree.put("output", outputs);
    }
    return tree;
  }

  private static Object variable(StackParameter asked) {
    var name = "var." + References.snake(asked.name());
    var pattern = JsonTree.line("^(" + asked.pattern() + ")$").replace("${", "$${");
    return JsonTree.of(
        "type",
        asked.list() ? "list(string)" : "string",
        "description",
        References.escaped("%s From: %s".formatted(asked.means(), asked.source())),
        "default",
        asked.byDefault(),
        "validation",
        JsonTree.of(
            "condition",
            asked.list()
                ? "${length(%s) > 0 && alltrue([for it in %s : can(regex(%s, it))])}"
                    .formatted(name, name, pattern)
                : "${can(regex(%s, %s))}".formatted(pattern, name),
            "error_message",
            "It must be as its description says."));
  }

  private void add(CloudResource resource) {
    switch (resource) {
      case CloudResource.Table it -> put("aws_dynamodb_table", it, kept(blocks.table(it)));
      case CloudResource.PrivateBucket it -> bucket(it);
      case CloudResource.PlanKey it -> {
        put("aws_kms_key", it, kept(documents.key(it)));
        put("aws_kms_alias", it, TerraformKeys.alias(it));
      }
      case CloudResource.Trail it -> put("aws_cloudtrail", it, TerraformKeys.trail(it));
      case CloudResource.Topic it -> {
        put("aws_sns_topic", it, blocks.topic(it));
        put("aws_sns_topic_subscription", it, blocks.subscription(it));
        put(
            "aws_sns_topic_policy",
            it,
            JsonTree.of(
                "arn",
                TerraformBlocks.of("aws_sns_topic", it, "arn"),
                "policy",
                documents.attached(it.id(), TopicPolicy.of(it))));
      }
      case CloudResource.Role it -> role(it);
      case CloudResource.LogGroup it -> put("aws_cloudwatch_log_group", it, kept(blocks.log(it)));
      case CloudResource.GuardTask it ->
          put("aws_ecs_task_definition", it, new TerraformGuard(stack.references()).task(it));
      case CloudResource.GuardService it ->
          put(
              "aws_ecs_service",
              it,
              afterPolicies(
                  it.task().starts(), new TerraformGuard(stack.references()).service(it)));
      case CloudResource.Experiment it ->
          put(
              "aws_fis_experiment_template",
              it,
              afterPolicies(it.role(), new TerraformExperiment(stack.references(), it).block()));
      case CloudResource.Visitor it -> {
        var visitor = new TerraformVisitor(stack.references(), it);
        put("aws_s3_object", it, visitor.code());
        put("aws_synthetics_canary", it, afterPolicies(it.role(), visitor.block()));
      }
      case CloudResource.SavedQuery it ->
          put("aws_cloudwatch_query_definition", it, blocks.query(it));
      case CloudResource.Queue it -> put("aws_sqs_queue", it, blocks.queue(it));
      case CloudResource.Function it ->
          put("aws_lambda_function", it, afterPolicies(it.role(), blocks.function(it)));
      case CloudResource.Schedule it ->
          put("aws_scheduler_schedule", it, afterPolicies(it.role(), blocks.schedule(it)));
      case CloudResource.Machine it ->
          put("aws_sfn_state_machine", it, afterPolicies(it.role(), blocks.machine(it)));
      case CloudResource.MetricAlarm it -> put("aws_cloudwatch_metric_alarm", it, blocks.alarm(it));
      case CloudResource.CostBudget it ->
          put("aws_budgets_budget", it, new TerraformBudget(stack.references(), it).block());
      case CloudResource.Dashboard it -> put("aws_cloudwatch_dashboard", it, blocks.dashboard(it));
      case CloudResource.HealthCheck it -> put("aws_route53_health_check", it, blocks.check(it));
      case CloudResource.Majority it -> put("aws_route53_health_check", it, blocks.majority(it));
      case CloudResource.NameRecord it -> put("aws_route53_record", it, blocks.record(it));
    }
  }

  private void bucket(CloudResource.PrivateBucket bucket) {
    put("aws_s3_bucket", bucket, kept(new TerraformBuckets(stack.references()).of(bucket)));
    put("aws_s3_bucket_versioning", bucket, TerraformBuckets.versioning(bucket));
    if (bucket.locked()) {
      put("aws_s3_bucket_object_lock_configuration", bucket, TerraformBuckets.lock(bucket));
    }
    put("aws_s3_bucket_public_access_block", bucket, TerraformBuckets.accessBlock(bucket));
    put("aws_s3_bucket_ownership_controls", bucket, TerraformBuckets.ownership(bucket));
    put(
        "aws_s3_bucket_server_side_encryption_configuration",
        bucket,
        TerraformBuckets.encryption(bucket));
    put("aws_s3_bucket_lifecycle_configuration", bucket, TerraformBuckets.lifecycle(bucket));
    put(
        "aws_s3_bucket_policy",
        bucket,
        JsonTree.of(
            "bucket",
            TerraformBlocks.of("aws_s3_bucket", bucket, "id"),
            "policy",
            documents.ofBucket(bucket)));
  }

  private void role(CloudResource.Role role) {
    put("aws_iam_role", role, documents.role(role));
    for (int i = 0; i < role.policies().size(); i++) {
      var local = policy(role, i);
      resources
          .computeIfAbsent("aws_iam_policy", _ -> new TreeMap<>())
          .put(local, documents.managed(local, role, i));
      resources
          .computeIfAbsent("aws_iam_role_policy_attachment", _ -> new TreeMap<>())
          .put(
              local,
              JsonTree.of(
                  "role",
                  TerraformBlocks.of("aws_iam_role", role, "name"),
                  "policy_arn",
                  "${aws_iam_policy.%s.arn}".formatted(local)));
    }
  }

  private static String policy(CloudResource.Role role, int number) {
    return References.snake(role.id()) + "_" + (number + 1);
  }

  /// A role may do nothing before its policies are attached.
  private static Map<String, Object> afterPolicies(
      CloudResource.Role role, Map<String, Object> block) {
    block.put(
        "depends_on",
        IntStream.range(0, role.policies().size())
            .mapToObj(it -> "aws_iam_role_policy_attachment." + policy(role, it))
            .toList());
    return block;
  }

  /// What it holds is not to go with a mistake.
  private static Map<String, Object> kept(Map<String, Object> block) {
    block.put("lifecycle", JsonTree.of("prevent_destroy", true));
    return block;
  }

  private void put(String type, CloudResource resource, Map<String, Object> block) {
    resources
        .computeIfAbsent(type, _ -> new TreeMap<>())
        .put(References.snake(resource.id()), block);
  }
}
