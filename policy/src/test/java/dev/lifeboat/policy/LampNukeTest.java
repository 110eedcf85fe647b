package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The removal of the pilot light's stack, before stand-ins that remember what is left of it.
@Timeout(60)
class LampNukeTest {
  private static final Path STACK = Checkout.ROOT.resolve("examples/lamp-pilot-light/terraform");

  private static final String ACCOUNT = "123456789012";
  private static final String UNPROTECTED = "--no-deletion-protection --apply-immediately";
  private static final String UNTOUCHED_BACKUPS =
      "--skip-final-snapshot --no-delete-automated-backups";

  /// As Terraform lists it. The stand-ins take away from it what is destroyed or forgotten.
  private static final String STATE =
      """
      module.s3.aws_s3_bucket.primary
      module.s3.aws_s3_bucket.secondary
      module.rds.data.aws_ssm_parameter.password
      module.rds.aws_ssm_parameter.password["/lamp"]
      module.rds.aws_db_instance.primary
      module.rds.aws_db_instance.replica
      module.ecr.aws_ecr_repository.this
      module.global_accelerator.aws_globalaccelerator_accelerator.this
      module.vpc.aws_vpc.this
      module.vpc_secondary.aws_vpc.this
      """;

  /// After a move the names are those of other instances than the state has. The first destroy ends
  /// early where `$BROKEN` says so.
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%s %s\\n' "${0##*/}" "$*" >>"$FOLDER/calls"
      state=$FOLDER/state
      there() { [[ ! -e $FOLDER/gone.$1 && ! -e $FOLDER/going.$1 ]] || { echo DBInstanceNotFound >&2; exit 254; }; }
      status() { if [[ -e $FOLDER/going.$1 ]]; then echo deleting; else echo available; fi; }
      list() { for it; do [[ -e $FOLDER/gone.$it ]] || printf '%s\\t%s\\n' "$it" "$(status "$it")"; done; }
      named() { sed 's/.*--db-instance-identifier \\([^ ]*\\).*/\\1/' <<<"$1"; }
      forget() { grep -vF -- "$1" "$state" >"$state.new"; mv "$state.new" "$state"; }
      leaves() { ! grep -q "module.$1.aws_vpc" "$state" || [[ -e $FOLDER/group-$2 ]]; }
      group() { [[ -e $FOLDER/group-$1 ]] || echo "sg-$1"; }
      case "${0##*/} $*" in
        'terraform state list') cat "$state" ;;
        'terraform state show '*primary)
          printf '    identifier        = "lamp-primary-before-e3"\\n    identifier_prefix = "no"\\n' ;;
        'terraform state show '*vpc.aws_vpc.this) printf '    id   = "vpc-here"\\n' ;;
        'terraform state show '*secondary.aws_vpc.this) printf '    id   = "vpc-there"\\n' ;;
        'terraform state show '*replica) printf '    identifier = "lamp-replica"\\n' ;;
        'terraform state rm '*) forget "$3" ;;
        'terraform output'*) exit 1 ;;
        'terraform destroy'*-target=module.global_accelerator) forget module.global_accelerator ;;
        'terraform destroy'*)
          leaves vpc here && leaves vpc_secondary there || { echo DependencyViolation >&2; exit 1; }
          ! grep -q aws_db_instance "$state" || { echo not by its name >&2; exit 1; }
          for it in "$FOLDER"/going.*; do
            [[ ! -e $it ]] || { echo InvalidDBSubnetGroupStateFault >&2; exit 1; }
          done
          if [[ $BROKEN == broken ]]; then echo RepositoryNotEmptyException >&2; exit 1; fi
          : >"$state" ;;
        'aws sts'*) printf '123456789012\\n' ;;
        'aws rds describe-db-instances --region eu-west-1'*)
          list another lamp-primary lamp-primary-before-e3 lamp-primary-before-us ;;
        'aws rds describe-db-instances --region us-east-1'*) list lamp-replica ;;
        'aws rds wait db-instance-deleted'*)
          if [[ $BROKEN == waiting ]]; then echo WaiterError >&2; exit 255; fi
          touch "$FOLDER/gone.$(named "$*")"
          rm -f "$FOLDER/going.$(named "$*")" ;;
        'aws rds delete-db-instance'*)
          there "$(named "$*")"
          grep -q "modify-db-instance.*$(named "$*") --no-del" "$FOLDER/calls" || exit 254
          touch "$FOLDER/going.$(named "$*")" ;;
        'aws rds create-db-snapshot'* | 'aws rds modify-db-instance'*) there "$(named "$*")" ;;
        'aws ec2 describe-security-groups --region eu-west-1'*vpc-here*) group here ;;
        'aws ec2 describe-security-groups --region us-east-1'*vpc-there*) group there ;;
        'aws ec2 delete-security-group'*)
          ! grep -q accelerator "$state" || { echo DependencyViolation >&2; exit 254; }
          group=${!#}
          touch "$FOLDER/group-${group#sg-}" ;;
        'aws ec2 describe-images --region eu-west-1'*)
          printf 'ami-0a1b2c\\tlamp-stack-ami-2026-11-01\\n' ;;
      esac
      """;

  @TempDir private Path folder;

  @BeforeEach
  void make() throws Exception {
    Files.writeString(folder.resolve("state"), STATE);
  }

  @Test
  void whoever_does_not_type_the_account_removes_nothing() throws Exception {
    var calls = nuke("yes", "", 1);

    assertThat(calls)
        .containsExactly(
            "terraform state list",
            "aws sts get-caller-identity --region eu-west-1 --query Account --output text",
            "terraform state show -no-color module.rds.aws_db_instance.primary",
            "terraform state show -no-color module.rds.aws_db_instance.replica",
            databases("eu-west-1"),
            databases("us-east-1"),
            images("eu-west-1"),
            images("us-east-1"));
    assertThat(said())
        .contains("  database lamp-primary-before-e3 in eu-west-1, after a last snapshot")
        .doesNotContain("another", "before-us", "terraform import");
  }

  /// Image Builder deletes no AMI, and a registry's copies are in no state.
  @Test
  void what_dies_and_what_stays_is_told_as_it_is() throws Exception {
    nuke("yes", "", 1);

    var said = said();
    var dies = said.substring(said.indexOf("This dies:"), said.indexOf("This stays:"));
    var stays = said.substring(said.indexOf("This stays:"));
    assertThat(dies)
        .contains("module.vpc.aws_vpc.this", "every image in the repository lamp-ecr in eu-west-1")
        .doesNotContain("module.s3", "aws_ssm_parameter");
    assertThat(stays)
        .contains("module.s3.aws_s3_bucket.primary", "aws_ssm_parameter.password[\"/lamp\"]")
        .contains("ami-0a1b2c\tlamp-stack-ami-2026-11-01 with its snapshot in eu-west-1: billed")
        .contains("copies of images in lamp-ecr in us-east-1")
        .doesNotContain("with its snapshot in us-east-1");
    assertThat(Files.readString(STACK.resolve("modules/ecr/main.tf")))
        .contains("force_delete = true");
  }

  @Test
  void snapshots_are_there_first_and_the_buckets_are_never_destroyed() throws Exception {
    var calls = nuke(ACCOUNT, "", 0);

    assertThat(calls.stream().map(it -> it.replaceAll("before-nuke-\\d+", "LAST")))
        .endsWith(
            snapshot("eu-west-1", "lamp-primary"),
            isThere("eu-west-1", "lamp-primary"),
            snapshot("eu-west-1", "lamp-primary-before-e3"),
            isThere("eu-west-1", "lamp-primary-before-e3"),
            snapshot("us-east-1", "lamp-replica"),
            isThere("us-east-1", "lamp-replica"),
            "terraform state rm module.s3.aws_s3_bucket.primary",
            "terraform state rm module.s3.aws_s3_bucket.secondary",
            "terraform state rm module.rds.aws_ssm_parameter.password[\"/lamp\"]",
            of("modify", "us-east-1", "lamp-replica", UNPROTECTED),
            of("delete", "us-east-1", "lamp-replica", UNTOUCHED_BACKUPS),
            isGone("us-east-1", "lamp-replica"),
            of("modify", "eu-west-1", "lamp-primary", UNPROTECTED),
            of("delete", "eu-west-1", "lamp-primary", UNTOUCHED_BACKUPS),
            isGone("eu-west-1", "lamp-primary"),
            of("modify", "eu-west-1", "lamp-primary-before-e3", UNPROTECTED),
            of("delete", "eu-west-1", "lamp-primary-before-e3", UNTOUCHED_BACKUPS),
            isGone("eu-west-1", "lamp-primary-before-e3"),
            "terraform state rm module.rds.aws_db_instance.primary",
            "terraform state rm module.rds.aws_db_instance.replica",
            "terraform destroy -auto-approve -target=module.global_accelerator",
            "terraform state show -no-color module.vpc.aws_vpc.this",
            groups("eu-west-1", "vpc-here"),
            "aws ec2 delete-security-group --region eu-west-1 --group-id sg-here",
            "terraform state show -no-color module.vpc_secondary.aws_vpc.this",
            groups("us-east-1", "vpc-there"),
            "aws ec2 delete-security-group --region us-east-1 --group-id sg-there",
            "terraform destroy -auto-approve");
  }

  /// Goal: a removal that broke off half-way is not for ever.
  @Test
  void what_broke_off_is_typed_again_and_ends() throws Exception {
    nuke(ACCOUNT, "broken", 1);
    assertThat(said()).contains("RepositoryNotEmptyException").doesNotContain("removed. Kept");
    assertThat(Files.readString(folder.resolve("state"))).contains("vpc").doesNotContain("s3");

    var calls = nuke(ACCOUNT, "", 0);

    assertThat(calls)
        .contains("terraform destroy -auto-approve")
        .noneMatch(
            it -> it.matches(".*(create-db-snapshot|(modify|delete)-db-instance|state rm).*"));
    assertThat(said()).contains("removed. Kept", "terraform import");
    assertThat(nuke(ACCOUNT, "", 0)).containsExactly("terraform state list");
  }

  /// Goal: what is going has its snapshot, and nothing that it stands on goes before it.
  @Test
  void a_database_that_is_going_already_is_only_waited_for() throws Exception {
    nuke(ACCOUNT, "waiting", 255);

    var calls = nuke(ACCOUNT, "", 0);

    assertThat(said()).contains("  database lamp-replica in us-east-1, which is going already");
    assertThat(calls)
        .containsSubsequence(isGone("us-east-1", "lamp-replica"), "terraform destroy -auto-approve")
        .contains(of("delete", "eu-west-1", "lamp-primary", UNTOUCHED_BACKUPS))
        .noneMatch(it -> it.matches(".*(create-db-snapshot|(modify|delete)-db).*lamp-replica.*"));
  }

  /// A database of the same name that is not this stack's any more stays protected.
  @Test
  void a_database_that_the_state_does_not_have_is_left_alone() throws Exception {
    Files.writeString(folder.resolve("state"), "module.vpc.aws_vpc.this\n");

    assertThat(nuke(ACCOUNT, "", 0))
        .noneMatch(it -> it.matches(".*(db-snapshot|modify-db|delete-db).*"));
  }

  /// Whether the destroy ended well or not: what was forgotten is there, and an apply fails of it.
  @Test
  void the_way_to_make_it_again_is_printed_for_each_resource_that_is_kept() throws Exception {
    var expected = new ArrayList<String>();
    var bucket = Pattern.compile("(?m)^resource \"(aws_s3_\\w+)\" \"(\\w+)\"");
    bucket
        .matcher(Files.readString(STACK.resolve("modules/s3/main.tf")))
        .results()
        .map(it ->
            "terraform import 'module.s3.%s.%s' '%3$s-lamp-bucket-2023'"
                .formatted(it.group(1), it.group(2), it.group(2)))
        .forEach(expected::add);
    assertThat(expected).hasSize(9);
    for (var name : List.of("/lamp/db/password", "/lamp/db/password-page")) {
      expected.add(
          "terraform import 'module.rds.aws_ssm_parameter.password[\"%s\"]' '%<s'".formatted(name));
    }

    for (var broken : List.of("broken", "")) {
      nuke(ACCOUNT, broken, broken.isEmpty() ? 0 : 1);

      assertThat(said().lines().filter(it -> it.startsWith("terraform import")))
          .containsExactlyElementsOf(expected);
    }
  }

  private static String databases(String region) {
    return "aws rds describe-db-instances --region %s --output text --query".formatted(region)
        + " DBInstances[].[DBInstanceIdentifier,DBInstanceStatus]";
  }

  private static String images(String region) {
    return "aws ec2 describe-images --region %s --owners self --filters".formatted(region)
        + " Name=name,Values=lamp-stack-ami-* --output text --query Images[].[ImageId,Name]";
  }

  private static String groups(String region, String network) {
    return "aws ec2 describe-security-groups --region %s --filters Name=vpc-id,Values=%s"
            .formatted(region, network)
        + " Name=group-name,Values=GlobalAccelerator"
        + " --query SecurityGroups[].GroupId --output text";
  }

  private static String snapshot(String region, String database) {
    return "aws rds create-db-snapshot --region %s --db-instance-identifier %s"
            .formatted(region, database)
        + " --db-snapshot-identifier %s-LAST".formatted(database);
  }

  private static String isThere(String region, String database) {
    return "aws rds wait db-snapshot-available --region %s --db-snapshot-identifier %s-LAST"
        .formatted(region, database);
  }

  private static String isGone(String region, String database) {
    return "aws rds wait db-instance-deleted --region %s --db-instance-identifier %s"
        .formatted(region, database);
  }

  private static String of(String act, String region, String database, String more) {
    return "aws rds %s-db-instance --region %s --db-instance-identifier %s %s"
        .formatted(act, region, database, more);
  }

  private List<String> nuke(String typed, String broken, int exitCode) throws Exception {
    return new ToolStandIns(folder, STAND_IN)
        .calls(STACK, typed, exitCode, Map.of("BROKEN", broken), "./bash_scripts/nuke.sh");
  }

  private String said() throws Exception {
    return new ToolStandIns(folder, STAND_IN).said();
  }
}
