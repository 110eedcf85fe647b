package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rights of FIS to cut subnets off: lists of access of its own take the place of those that tagged
/// subnets have, and none of another's is changed.
record CutRights(String awsRegion, Set<String> workloads) {
  private static final Map<String, Map<String, List<String>>> MADE_BY_FIS =
      Map.of("StringEquals", Map.of("aws:RequestTag/managedByFIS", List.of("true")));

  /// Only those that a person tagged for a drill of the plan's workloads.
  Statement subnets(String tag) {
    return allow(
        "Subnets",
        List.of(arn("subnet/*")),
        Map.of("StringEquals", Map.of("aws:ResourceTag/" + tag, List.copyOf(workloads))),
        "ec2:ReplaceNetworkAclAssociation");
  }

  List<Statement> lists() {
    var lists = List.of(arn("network-acl/*"));
    return List.of(
        allow("Associated", lists, Map.of(), "ec2:ReplaceNetworkAclAssociation"),
        allow("Made", lists, MADE_BY_FIS, "ec2:CreateNetworkAcl"),
        allow("MadeIn", List.of(arn("vpc/*")), Map.of(), "ec2:CreateNetworkAcl"),
        allow(
            "Marked",
            lists,
            Map.of(
                "StringEquals",
                Map.of(
                    "aws:RequestTag/managedByFIS",
                    List.of("true"),
                    "ec2:CreateAction",
                    List.of("CreateNetworkAcl"))),
            "ec2:CreateTags"),
        allow(
            "Own",
            lists,
            Map.of("StringEquals", Map.of("aws:ResourceTag/managedByFIS", List.of("true"))),
            "ec2:CreateNetworkAclEntry",
            "ec2:DeleteNetworkAcl"),
        allow(
            "Networks",
            List.of("*"),
            Map.of(),
            "ec2:DescribeManagedPrefixLists",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:GetManagedPrefixListEntries"));
  }

  private String arn(String resource) {
    return StackNames.ARNS.of("ec2", awsRegion, resource);
  }

  private static Statement allow(
      String sid,
      List<String> resources,
      Map<String, Map<String, List<String>>> conditions,
      String... actions) {
    return new Statement(sid, "Allow", List.of(actions), resources, conditions);
  }
}
