package dev.lifeboat.provision.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.keys.AwsDatabase;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanImportTest {
  private static final List<String> REGIONS = List.of("ap-southeast-2", "us-west-2", "eu-west-1");
  private static final PlanImport IMPORT = new PlanImport("shop", List.of());

  private static ImportedPlan imported(SeedSource seed) throws Exception {
    return imported(seed, seed.text());
  }

  private static ImportedPlan imported(SeedSource seed, String text) throws UnreadableSource {
    return IMPORT.ofFile(seed.fileName(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Plan plan(ImportedPlan made) {
    var read = AwsKeys.reader().read("made.yaml", made.text());
    assertThat(read).as("%s%n%s", read, made.text()).isInstanceOf(PlanResult.Valid.class);
    return ((PlanResult.Valid) read).plan();
  }

  @Test
  void all_ten_keys_of_the_warm_standby_lab_are_taken() throws Exception {
    var made = imported(SeedSource.DR_LAB);
    var workload = plan(made).workload("shop");

    assertThat(made.facts()).isEqualTo(10);
    assertThat(made.unused()).isEmpty();
    assertThat(workload.objectives().rto()).isEqualTo(Duration.ofMinutes(30));
    assertThat(workload.objectives().rpo()).isEqualTo(Duration.ofMinutes(5));
    assertThat(workload.strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(workload.resources(Service.class).getFirst().instances().standby()).isEqualTo(1);
    assertThat(AwsTraffic.of(workload.resources(Traffic.class).getFirst()).orElseThrow().name())
        .isEqualTo("app.example.com");
    assertThat(made.text())
        .contains(
            "replicateDeletes: false # cdk.json:8:27 s3ReplicateDeletes", "--id Z1234567890ABC")
        .contains("your-email@example.com", "canaryEnabled false");
  }

  @Test
  void all_variables_of_the_lamp_stack_lead_into_the_plan_or_are_told_to_end() throws Exception {
    var made = imported(SeedSource.LAMP);
    var plan = plan(made);
    var workload = plan.workload("shop");
    var database = AwsDatabase.of(workload.resources(Database.class).getFirst()).orElseThrow();

    assertThat(made.facts() + made.unused().size()).as("23, and two lists of zones").isEqualTo(25);
    assertThat(made.unused()).noneMatch(it -> it.why().startsWith("not known"));
    assertThat(AwsRegion.nameOf(plan.primary())).isEqualTo("eu-west-1");
    assertThat(database.dbInstance().in("recovery")).contains("lamp-replica");
    assertThat(workload.strategy()).isEqualTo(Strategy.PILOT_LIGHT);
    assertThat(made.text()).contains("autoScalingGroup:", "mode: accelerator", "logins: [admin]");
  }

  /// Goal: what is drafted has nothing to install, and says what it lacks for that.
  @ParameterizedTest
  @EnumSource
  void a_drafted_database_is_fenced_by_the_api(SeedSource seed) throws Exception {
    var made = imported(seed);

    assertThat(plan(made).resources(Database.class))
        .extracting(it -> FenceChoice.of(it).means().orElseThrow())
        .containsExactly(FenceChoice.Means.API);
    assertThat(made.gaps())
        .filteredOn(DraftGap::required)
        .extracting(DraftGap::path)
        .filteredOn(it -> it.contains(".fenceGroup."))
        .hasSize(2);
  }

  /// All accounts share the names of buckets.
  @Test
  void a_bucket_for_routes_bears_the_account_or_is_missing() throws Exception {
    var without = "{\"context\": {\"domainName\": \"a.example.com\"}}";
    var with =
        "{\"context\": {\"domainName\": \"a.example.com\", \"accountId\": \"123456789012\"}}";
    var longest = "a".repeat(41);

    assertThat(imported(SeedSource.DR_LAB, without).gaps().stream().map(DraftGap::path))
        .contains("workloads.shop.resources.entry.aws.bucket.primary");
    assertThat(imported(SeedSource.DR_LAB, with).text())
        .contains("primary: shop-123456789012-routes-primary");
    assertThat(
            new PlanImport(longest, List.of())
                .ofFile("cdk.json", with.getBytes(StandardCharsets.UTF_8))
                .text())
        .contains("a".repeat(30) + "-123456789012-routes-recovery");
  }

  @Test
  void keys_in_a_mapping_of_their_own_are_found() throws Exception {
    var made = imported(SeedSource.BACKUP_RESTORE);

    assertThat(made.facts()).isEqualTo(5);
    assertThat(plan(made).workload("shop").objectives().rto()).isEqualTo(Duration.ofHours(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "cdk.json | {\"context\": {\"rpoMinutes\": 0, \"domainName\": \"\", \"dbMode\": null}}",
        "terraform.tfvars | ~rpo_minutes = 0\ndomain_name = \"\"\ndb_mode = null~",
      })
  void what_is_empty_is_not_said_and_no_write_need_be_lost(String file, String text)
      throws Exception {
    var bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    var made = IMPORT.ofFile(file, bytes);

    assertThat(made.facts()).isEqualTo(1);
    assertThat(plan(made).workload("shop").objectives().rpo()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void each_gap_is_told_with_its_line_and_listed_in_the_plan(SeedSource seed) throws Exception {
    var made = imported(seed);
    var lines = made.text().lines().toList();

    assertThat(made.gaps())
        .anyMatch(DraftGap::required)
        .allSatisfy(gap -> {
          var key = gap.path().substring(gap.path().lastIndexOf('.') + 1);
          assertThat(lines.get(gap.line() - 1).strip())
              .startsWith(gap.required() ? key + ":" : "# " + key + ":")
              .contains(gap.why());
          assertThat(lines).contains("#   " + gap.words());
        });
    assertThat(lines.stream().filter(it -> it.contains("# missing: ")))
        .hasSameSizeAs(made.gaps().stream().filter(DraftGap::required).toList());
  }

  @Test
  void a_persons_regions_go_before_those_of_the_file() throws Exception {
    var made =
        new PlanImport("shop", REGIONS)
            .ofFile("terraform.tfvars", SeedSource.LAMP.text().getBytes(StandardCharsets.UTF_8));

    assertThat(plan(made).regions().values().stream().map(AwsRegion::nameOf))
        .containsExactlyElementsOf(REGIONS);
    assertThat(made.lines())
        .as("it is told which of the file's regions was not taken")
        .anyMatch(it -> it.contains("not taken: ") && it.contains("eu-west-1 (--regions says ap-"));
    assertThat(
            new PlanImport("shop", List.of("eu-west-1", "us-west-2"))
                .ofFile("terraform.tfvars", SeedSource.LAMP.text().getBytes(StandardCharsets.UTF_8))
                .lines())
        .noneMatch(it -> it.contains("--regions says eu-west-1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"context": {"dbMode": "aurora-global"}}                  | cdk.json:1:2 | aurora-global
          {"context": {"rtoTargetMinutes": "soon"}}                 | cdk.json:1:3 | soon
          {"context": {"rtoTargetMinutes": 0}}                      | cdk.json:1:3 | 0
          {"context": {"rtoTargetMinutes": [30]}}                   | cdk.json:1:3 | no single value
          {"context": {"rtoTargetMinutes": 30, "rto_hours": 2}}     | cdk.json:1:51 | two things of one
          {"context": {"domainName": "a.example: [x]"}}             | cdk.json:1:2 | domainName
          {"context": {"primaryRegion": "eu-west-1", "secondaryRegion": "eu-west-1"}} | eu-west-1 | both
          {"context": {"x": 1, "x": 2}}                             | cdk.json:1:2 | twice
          {"context": {"colour": "red"}}                            | cdk.json     | no key
          {"context": {}                                            | cdk.json:1:  | no whole JSON
          {"context": {}} {}                                        | cdk.json:1:1 | follows its end
          {"app": "python app.py"}                                  | cdk.json     | context
          []                                                        | cdk.json:1:  | object
          """)
  void a_context_that_says_no_plan_is_one_message_with_its_place(
      String text, String place, String why) {
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> imported(SeedSource.DR_LAB, text))
        .withMessageContainingAll(place, why)
        .satisfies(it -> assertThat(it.action()).isNotBlank());
  }

  @Test
  void what_is_too_large_or_too_deep_is_refused() {
    var deep = "{\"context\": " + "{\"a\": ".repeat(30) + "1" + "}".repeat(31);
    var deeper = "{\"context\": {\"a\": " + "[".repeat(5000);

    for (var text : List.of(deep, deeper, " ".repeat(PlanImport.MOST_BYTES + 1))) {
      assertThatExceptionOfType(UnreadableSource.class)
          .isThrownBy(() -> imported(SeedSource.DR_LAB, text));
    }
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> IMPORT.ofFile("x.tfvars", new byte[] {'a', (byte) 0xff}))
        .withMessageContaining("UTF-8");
  }

  /// Goal: whatever a file holds, it is refused in words, or what is made of it is a plan.
  ///
  /// Method: files of the seeds, each with a few bytes changed, left out or repeated.
  @Test
  void a_damaged_file_is_refused_or_still_makes_a_plan() throws Exception {
    var seed = new Random().nextLong();
    var chance = new Random(seed);
    var pieces =
        List.of("\"", "\\", "${", "\n", "{", "]", "=", "#", "\u0085", "\u202e", ": ", "- ");
    int made = 0;
    for (int i = 0; i < 3000; i++) {
      var source = SeedSource.values()[i % SeedSource.values().length];
      var text = new StringBuilder(source.text());
      for (int changes = chance.nextInt(3); changes >= 0; changes--) {
        int at = chance.nextInt(text.length());
        int end = Math.min(text.length(), at + chance.nextInt(4));
        text.replace(at, end, pieces.get(chance.nextInt(pieces.size())));
      }
      try {
        var _ = plan(imported(source, text.toString()));
        made++;
      } catch (UnreadableSource refused) {
        assertThat(refused.happened()).as("seed %d", seed).isNotBlank().doesNotContain("\n");
      } catch (RuntimeException | AssertionError wrong) {
        throw new AssertionError("seed %d, file %d:%n%s".formatted(seed, i, text), wrong);
      }
    }
    assertThat(made).as("plans, else the refusals prove nothing").isPositive();
  }
}
