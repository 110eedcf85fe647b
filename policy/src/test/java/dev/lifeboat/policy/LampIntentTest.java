package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Intent of the Terraform of the pilot light's example: who reaches what, what stays private, what
/// is off until it is needed, and that neither region needs the other one.
class LampIntentTest {
  private static final Path STACK = Checkout.ROOT.resolve("examples/lamp-pilot-light/terraform");

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(resource|module|output) \"(\\w+)\"(?: \"(\\w+)\")? \\{\\n(.*?)^\\}");

  /// Of the whole stack: what they make is there once, or spans both regions by itself.
  private static final List<String> OF_BOTH_REGIONS =
      List.of("ami", "ecr", "global_accelerator", "iam", "manual_snapshot", "rds", "s3");

  /// A block at the left margin, as `terraform fmt` lays them out.
  ///
  /// @param type of the resource, or the name of the module or output
  /// @param name of the resource
  private record Block(String kind, String type, String name, String body) {

    /// What an argument is set to, at any depth.
    List<String> all(String argument) {
      return LampIntentTest.all(body, "(?m)^ +%s += (.*)$".formatted(argument));
    }

    String only(String argument) {
      assertThat(all(argument)).as("%s of %s %s", argument, type, name).hasSize(1);
      return all(argument).getFirst();
    }

    boolean names(String group) {
      return body.contains("aws_security_group.%s.id".formatted(group));
    }
  }

  @Test
  void web_servers_alone_reach_the_database_and_the_load_balancer_alone_reaches_them()
      throws Exception {
    var groups = blocks("modules/security_group/main.tf");

    assertThat(into(groups, "database"))
        .singleElement()
        .satisfies(it -> assertThat(it.only("referenced_security_group_id")).contains(".web."))
        .satisfies(it -> assertThat(ports(it)).containsExactly("3306", "3306"));
    assertThat(into(groups, "web"))
        .singleElement()
        .satisfies(it -> assertThat(it.only("referenced_security_group_id")).contains(".alb."));
    assertThat(groups)
        .filteredOn(it -> it.type().endsWith("_ingress_rule") && !it.all("cidr_ipv4").isEmpty())
        .extracting(Block::name)
        .containsExactly("alb");
  }

  @Test
  void nobody_passes_the_group_that_fences() throws Exception {
    var groups = blocks("modules/security_group/main.tf");

    assertThat(groups)
        .filteredOn(it -> it.names("fence"))
        .as("a rule of it, or one that lets it in")
        .isEmpty();
    // A rule in the group's own block would be another one; Terraform takes AWS's first one away.
    assertThat(groups)
        .filteredOn(it -> it.type().equals("aws_security_group"))
        .hasSize(4)
        .allSatisfy(it -> assertThat(it.body()).doesNotContain("ingress", "egress"));
    assertThat(output("modules/security_group/outputs.tf", "fence_id"))
        .contains("aws_security_group.fence.id");
    assertThat(output("outputs.tf", "plan"))
        .contains("module.security_group.fence_id", "module.security_group_secondary.fence_id");
  }

  @Test
  void databases_are_private_encrypted_and_not_deleted_by_mistake() throws Exception {
    assertThat(all(text(), "publicly_accessible")).isEmpty();
    assertThat(ofType("aws_db_instance"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.only("storage_encrypted")).isEqualTo("true"))
        .allSatisfy(it -> assertThat(it.only("deletion_protection")).isEqualTo("true"))
        .allSatisfy(it -> assertThat(it.only("backup_retention_period")).isNotEqualTo("0"));
    var rds = module("rds");
    assertThat(rds.only("subnet_ids")).isEqualTo("module.vpc.private_subnet_ids");
    assertThat(rds.only("secondary_subnet_ids"))
        .isEqualTo("module.vpc_secondary.private_subnet_ids");
    assertThat(blocks("modules/vpc/main.tf"))
        .filteredOn(it -> it.name().equals("private"))
        .as("subnets without a way out")
        .noneMatch(it -> it.body().contains("gateway"));
    assertThat(text()).contains("require_secure_transport = \"1\"");
  }

  @Test
  void buckets_are_private_and_keep_versions() throws Exception {
    var buckets = ofType("aws_s3_bucket");

    assertThat(buckets).extracting(Block::name).contains("primary", "secondary", "state");
    for (var bucket : buckets) {
      assertThat(about("aws_s3_bucket_public_access_block", bucket).body().lines())
          .filteredOn(it -> it.endsWith("= true"))
          .hasSize(4);
      assertThat(about("aws_s3_bucket_versioning", bucket).only("status")).isEqualTo("\"Enabled\"");
    }
  }

  @Test
  void no_server_runs_in_the_secondary_region_until_a_run_wants_one() throws Exception {
    var group = ofType("aws_autoscaling_group").getFirst();

    assertThat(group.only("min_size")).isEqualTo(group.only("desired_capacity"));
    assertThat(group.only("max_size")).as("room for a move").startsWith("max(");
    assertThat(module("ec2_secondary").only("desired_capacity"))
        .isEqualTo("var.secondary_desired_capacity");
    assertThat(all(Files.readString(STACK.resolve("terraform.tfvars")), "(?m)^secondary_.* = (0)$"))
        .hasSize(1);
  }

  /// A region that is lost cannot say so.
  @Test
  void each_region_is_looked_at_from_the_other_one() throws Exception {
    var plan = Files.readString(STACK.resolveSibling("lifeboat.yaml"));
    var there = module("secondary_failover");
    var here = module("primary_monitoring");

    assertThat(plan)
        .contains("alarm: { primary: lamp-users-primary, standby: lamp-users-standby }");
    assertThat(there.only("providers")).isEqualTo("{ aws = aws.secondary }");
    assertThat(there.only("url")).isEqualTo("module.alb.probe_url");
    assertThat(there.only("users_alarm_name")).isEqualTo("\"lamp-users-primary\"");
    assertThat(here.all("providers")).isEmpty();
    assertThat(here.only("url")).isEqualTo("module.alb_secondary.probe_url");
    assertThat(here.only("users_alarm_name")).isEqualTo("\"lamp-users-standby\"");
  }

  @Test
  void what_stands_in_a_region_needs_nothing_of_the_other_one() throws Exception {
    var modules = blocks("main.tf");

    assertThat(modules).extracting(Block::type).contains("ec2", "ec2_secondary", "vpc_secondary");
    for (var module : modules) {
      var isSecondary = module.type().endsWith("_secondary");
      if (OF_BOTH_REGIONS.contains(module.type()) || module.type().contains("_failover")) {
        continue;
      }
      assertThat(module.body().contains("providers = { aws = aws.secondary }"))
          .as(module.type())
          .isEqualTo(isSecondary);
      if (!module.type().equals("primary_monitoring")) {
        assertThat(all(module.body(), "module\\.(\\w+)"))
            .filteredOn(it -> !OF_BOTH_REGIONS.contains(it))
            .as(module.type())
            .allMatch(it -> it.endsWith("_secondary") == isSecondary);
      }
    }
    assertThat(module("ec2").body()).contains("module.ami.primary_id", "module.rds.primary_");
    assertThat(module("ec2_secondary").body())
        .contains("module.ami.secondary_id", "module.rds.replica_");
  }

  private static List<Block> into(List<Block> blocks, String group) {
    return blocks.stream()
        .filter(it -> it.type().endsWith("_ingress_rule"))
        .filter(
            it -> it.only("security_group_id").equals("aws_security_group.%s.id".formatted(group)))
        .toList();
  }

  private static List<String> ports(Block rule) {
    return List.of(rule.only("from_port"), rule.only("to_port"));
  }

  private static Block about(String type, Block bucket) throws IOException {
    var found =
        ofType(type).stream()
            .filter(it -> it.only("bucket").equals("aws_s3_bucket.%s.id".formatted(bucket.name())))
            .toList();
    assertThat(found).as("%s of %s", type, bucket.name()).hasSize(1);
    return found.getFirst();
  }

  private static List<Block> ofType(String type) throws IOException {
    var found = new ArrayList<Block>();
    for (var file : files()) {
      found.addAll(blocks(file).stream().filter(it -> it.type().equals(type)).toList());
    }
    return found;
  }

  private static Block module(String name) throws IOException {
    return blocks("main.tf").stream()
        .filter(it -> it.kind().equals("module") && it.type().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String output(String file, String name) throws IOException {
    return blocks(file).stream()
        .filter(it -> it.kind().equals("output") && it.type().equals(name))
        .map(Block::body)
        .findFirst()
        .orElseThrow();
  }

  private static List<Block> blocks(String file) throws IOException {
    return BLOCK
        .matcher(Files.readString(STACK.resolve(file)))
        .results()
        .map(it ->
            new Block(
                it.group(1), it.group(2), it.group(3) == null ? "" : it.group(3), it.group(4)))
        .toList();
  }

  private static String text() throws IOException {
    var text = new StringBuilder();
    for (var file : files()) {
      text.append(Files.readString(STACK.resolve(file)));
    }
    return text.toString();
  }

  private static List<String> files() throws IOException {
    try (var files = Files.walk(STACK)) {
      return files
          .map(it -> STACK.relativize(it).toString())
          .filter(it -> it.endsWith(".tf") && !it.contains(".terraform"))
          .sorted()
          .toList();
    }
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(it.groupCount()))
        .toList();
  }
}
