package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Why a role may do something on more than one named thing. What has no reason here is written
/// into no template.
final class WildcardReasons {
  private static final String ANYTHING = "*";

  /// Of resources that are named in part, by what they look like.
  private static final Map<Pattern, String> BY_RESOURCE =
      patterns(
          ":db:[^*]+-before-e\\*$|:snapshot:[^*]+\\*$",
          "the rest of the name is an epoch or a day",
          ":db:\\*$|:snapshot:\\*$",
          "pages of all are read to find those that are named so",
          ":(subgrp|pg|og):\\*$",
          "a replica is made with the groups of the one before it",
          "^arn:aws:iam:.*:role/\\*$",
          "the monitoring role of the one before it, which the condition lets RDS monitoring have",
          ":autoScalingGroup:\\*:autoScalingGroupName/",
          "AWS puts an id before the name",
          ":experiment/\\*$",
          "AWS gives the id once it is begun",
          ":task/[^/*]+/\\*$",
          "ECS gives a task its id",
          ":subnet/\\*$",
          "those that a person tagged for a drill, which the condition names",
          ":network-acl/\\*$|:vpc/\\*$",
          "FIS makes lists of its own where the tagged subnets are, and puts back what was there",
          ":key/\\*$",
          "a key known by its alias or by what it encrypts, which the condition names",
          ":parameter/lifeboat/",
          "one parameter a workload",
          ":log-group:",
          "the streams of one group",
          "^arn:aws:s3:::",
          "all objects of the bucket, or those of the canary or the visitor in it");

  /// Of actions on anything.
  private static final Map<Pattern, String> BY_ACTION =
      patterns(
          "cloudwatch:GetMetricData",
          "metrics have no resources",
          "cloudwatch:PutMetricData",
          "metrics have no resources; the condition names their namespace",
          "ecr:GetAuthorizationToken",
          "a token is of the whole registry, and pulls what its bearer may pull",
          "cloudwatch:DescribeAlarms",
          "a composite alarm looks like any other",
          "logs:.*",
          "deliveries of logs have no resources",
          "(?!secretsmanager:Get|ssm:Get|s3:GetObject|dynamodb:Get)[a-z0-9-]+:(Describe|Get|List|Test).*",
          "it reads, and has no resources or is asked for pages");

  private WildcardReasons() {}

  private static Map<Pattern, String> patterns(String... pairs) {
    var patterns = new LinkedHashMap<Pattern, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      patterns.put(Pattern.compile(pairs[i]), pairs[i + 1]);
    }
    return patterns;
  }

  /// The reason of each wildcard of `policy`, by the action or the resource that has it.
  ///
  /// @throws IllegalStateException when one has none
  static Map<String, String> of(IamPolicy policy) {
    var reasons = new TreeMap<String, String>();
    for (var statement : policy.statements()) {
      for (var resource : statement.resources()) {
        if (resource.equals(ANYTHING)) {
          statement.actions().forEach(it -> reasons.put(it, reason(it, BY_ACTION, true)));
        } else if (resource.contains(ANYTHING)) {
          reasons.put(resource, reason(resource, BY_RESOURCE, false));
        }
      }
      requireNamed(statement.actions());
    }
    return reasons;
  }

  private static void requireNamed(List<String> actions) {
    for (var action : actions) {
      if (action.contains(ANYTHING)) {
        throw new IllegalStateException(action + " is more than one action");
      }
    }
  }

  private static String reason(String text, Map<Pattern, String> known, boolean whole) {
    return known.entrySet().stream()
        .filter(
            it -> whole ? it.getKey().matcher(text).matches() : it.getKey().matcher(text).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reason is known for " + text));
  }
}
