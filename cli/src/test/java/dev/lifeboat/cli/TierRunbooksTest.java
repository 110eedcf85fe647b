package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: usual tiers that say architecture, replication and schedule change no plan that named one
/// before they did.
///
/// Method: hashes of runbooks, taken before.
class TierRunbooksTest {
  private static final String WARM_STANDBY =
      "sha256:90ad59c6ae3372c1645dc3c03a7abe9fe75c1f399ababf0b18c3c73bbb4b812f";
  private static final String PILOT_LIGHT =
      "sha256:b885daacb901fa4e951fdbe545fd1ccfb4eab00df99036961ebb995073c5dd5d";

  private static final String PLAN =
      """
      plan: p
      regions: { a: {}, b: {} }
      tiers: { %s }
      vaults: { v: { url: /backup } }
      workloads:
        shop:
          tier: %s
          %s
          resources: { d: { type: database }, s: { type: service, run: [x], uses: [d] }, e: { type: traffic, to: s } }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "premium  | ''                  | failover: {}                      | warm-standby",
        "premium  | ''                  | backup: { to: v }                 | warm-standby",
        "premium  | ''                  | objectives: { rpo: 0s }           | warm-standby",
        "premium  | ''                  | objectives: { rto: 5m, rpo: 1m }  | warm-standby",
        "premium  | ''                  | objectives: { rto: 2h, rpo: 30m } | pilot-light",
        "premium  | premium: { rto: 2h } | failover: {}                     | pilot-light",
        "standard | ''                  | failover: {}                      | pilot-light",
        "standard | ''                  | backup: { to: v }                 | pilot-light",
        "standard | ''                  | objectives: { rpo: 0s }           | pilot-light",
        "standard | ''                  | objectives: { rto: 5m, rpo: 1m }  | warm-standby",
        "standard | ''                  | objectives: { rto: 2h, rpo: 30m } | pilot-light",
        "standard | standard: { rto: 10m } | failover: {}                   | warm-standby",
        "basic    | ''                  | failover: {}                      | pilot-light",
        "basic    | ''                  | backup: { to: v }                 | pilot-light",
        "basic    | ''                  | objectives: { rpo: 0s }           | pilot-light",
        "basic    | ''                  | objectives: { rto: 5m, rpo: 1m }  | warm-standby",
        "basic    | ''                  | objectives: { rto: 2h, rpo: 30m } | pilot-light",
        "basic    | basic: { rto: 10m } | failover: {}                      | warm-standby"
      })
  void a_plan_of_a_usual_tier_has_the_runbook_that_it_had(
      String tier, String tiers, String keys, String strategy) throws Exception {
    var told = told("runbook", PLAN.formatted(tiers, tier, keys));

    assertThat(told).startsWith("failover of p/shop from a to b, " + strategy);
    assertThat(told.strip()).endsWith(strategy.equals("warm-standby") ? WARM_STANDBY : PILOT_LIGHT);
  }

  /// Issue 24, part 1: each with architecture, replication and schedule, which a plan may change.
  @Test
  void what_a_tier_gives_is_told() throws Exception {
    assertThat(told("assess", PLAN.formatted("", "premium", "backup: { to: v }")))
        .contains(
            "tier premium gives what it does not say: RTO 15 min, RPO 5 min, warm-standby,"
                + " asynchronous; backups: log each 5 min, base daily 02:00 Z, kept 35 d");
    assertThat(
            told(
                "assess",
                PLAN.formatted(
                    "basic: { strategy: backup-and-restore, logs: 1h, snapshot: 'sun 04:00',"
                        + " replication: synchronous }",
                    "basic",
                    "backup: { to: v }")))
        .contains(
            "tier basic gives what it does not say: RTO 4 h, RPO 1 h, backup-and-restore,"
                + " synchronous; backups: log each 1 h, base sun 04:00 UTC, kept 7 d")
        .contains("shop  backup-and-restore");
    assertThat(told("assess", PLAN.formatted("", "premium", "objectives: { rto: 4h, rpo: 1h }")))
        .contains("RTO 15 min, RPO 5 min, pilot-light,");
  }

  private String told(String command, String plan) throws Exception {
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(file, plan);
    var told = Invocation.of(command, file, "--state", folder);
    assertThat(told.exitCode()).as(told.err()).isZero();
    return told.out();
  }
}
