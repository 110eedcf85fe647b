package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pilot light's test of a failover, before stand-ins, wherever it ends.
@Timeout(60)
class LampFailoverTest {
  private static final Path EXAMPLE = Checkout.ROOT.resolve("examples/lamp-pilot-light");

  private static final String RESTORES =
      "aws autoscaling update-auto-scaling-group --region eu-west-1"
          + " --auto-scaling-group-name primary-asg --min-size 2 --desired-capacity 3";

  /// The application answers until its group is taken away, and again once users were moved.
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%s %s\\n' "${0##*/}" "$*" >>"$FOLDER/calls"
      case "${0##*/} $*" in
        'aws autoscaling describe'*) printf '%s\\n' "$SIZES" ;;
        'aws autoscaling update'*) [[ $ENDS != waiting ]] || exit 0; touch "$FOLDER/taken" ;;
        'aws s3api'*) printf 'version\\n' ;;
        'aws s3 cp '*)
          cat >/dev/null
          [[ $ENDS != upload || $* != */after ]] || exit 9 ;;
        'lifeboat '*--dry-run) ;;
        'lifeboat evidence'*) [[ $ENDS != evidence ]] || exit 7 ;;
        'lifeboat '*)
          [[ $ENDS != move ]] || { echo '{"outcome":"failed"}'; exit 6; }
          touch "$FOLDER/moved"
          echo '{"run":"e3"}' ;;
        'curl '*/lifeboat-region) echo standby ;;
        'curl '*)
          [[ $ENDS != told || ! -e $FOLDER/moved ]] || kill -TERM "$PPID"
          [[ ! -e $FOLDER/taken || -e $FOLDER/moved ]] ;;
      esac
      """;

  @TempDir private Path folder;
  private Path plan;

  @BeforeEach
  void make() throws Exception {
    plan = Files.copy(EXAMPLE.resolve("lifeboat.yaml"), folder.resolve("plan.yaml"));
  }

  @ParameterizedTest
  @CsvSource({"waiting, 1", "move, 6", "evidence, 7", "upload, 9", "told, 143"})
  void whatever_ends_it_early_the_sizes_come_back_by_a_line_that_is_printed(
      String ends, int exitCode) throws Exception {
    var calls = calls(exitCode, Map.of("ENDS", ends));

    assertThat(calls).contains(RESTORES.replaceAll("size 2 (.*) 3", "size 0 $1 0"));
    assertThat(said()).endsWith(RESTORES + "\n").doesNotContain("passed: run");
    if (ends.equals("move")) {
      assertThat(said()).as("what the move says of itself").contains("{\"outcome\":\"failed\"}");
    }
  }

  @Test
  void one_that_passes_says_so_last() throws Exception {
    assertThat(calls(0, Map.of()))
        .anyMatch(
            it -> it.startsWith("aws s3 cp --region eu-west-1 - s3://primary-lamp-bucket-2023/"))
        .anyMatch(
            it -> it.startsWith("aws s3 cp --region us-east-1 - s3://secondary-lamp-bucket-2023/"));

    assertThat(said().lines().toList().getLast()).startsWith("passed: run e3.");
    assertThat(said()).doesNotContain(RESTORES);
  }

  @Test
  void what_was_not_changed_is_not_told_to_be_restored() throws Exception {
    assertThat(calls(1, Map.of("SIZES", "None"))).noneMatch(it -> it.contains("update-auto"));

    assertThat(said()).contains("no group primary-asg in eu-west-1").doesNotContain("not passed");
  }

  /// Goal: names that anybody may read in a seed are never written to in place of one's own.
  @Test
  void buckets_are_those_of_the_plan_or_are_asked_for() throws Exception {
    var shipped = Files.readString(plan);
    var line = "bucket: { primary: primary-lamp-bucket-2023, standby: secondary-lamp-bucket-2023 }";
    assertThat(shipped).contains(line);

    Files.writeString(plan, shipped.replace(line, "bucket: {standby: \"b.2\", primary: a-1}"));
    assertThat(buckets(calls(0, Map.of()))).containsExactly("s3://a-1/", "s3://b.2/");
    assertThat(buckets(calls(0, Map.of("BUCKET", "c", "COPY", "d"))))
        .containsExactly("s3://c/", "s3://d/");

    for (var other :
        List.of(
            "bucket:\n            primary: a-1\n            standby: b.2",
            line + "\n          " + line)) {
      Files.writeString(plan, shipped.replace(line, other));
      assertThat(calls(1, Map.of())).isEmpty();
      assertThat(said()).contains("give BUCKET");
      assertThat(buckets(calls(0, Map.of("BUCKET", "c", "COPY", "d")))).hasSize(2);
    }
  }

  private static List<String> buckets(List<String> calls) {
    return calls.stream()
        .filter(it -> it.startsWith("aws s3 cp"))
        .map(it -> it.replaceAll(".*(s3://[^/]*/).*", "$1"))
        .toList();
  }

  private List<String> calls(int exitCode, Map<String, String> told) throws Exception {
    for (var mark : List.of("taken", "moved")) {
      Files.deleteIfExists(folder.resolve(mark));
    }
    var all =
        new HashMap<>(
            Map.of(
                "LIFEBOAT", "lifeboat",
                "PLAN", plan.toString(),
                "SIZES", "2\t3",
                "ENDS", "",
                "PATIENCE", "0"));
    all.putAll(told);
    return new ToolStandIns(folder, STAND_IN)
        .calls(EXAMPLE, "lamp", exitCode, all, "./test_failover.sh");
  }

  private String said() throws Exception {
    return new ToolStandIns(folder, STAND_IN).said();
  }
}
