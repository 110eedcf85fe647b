package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.CheckResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a watch takes the status of a writer for.
final class WriterLookTest {
  private final AnsweredInstances rds = new AnsweredInstances(Optional.empty());

  private WriterLook.Seen look() throws Exception {
    return new WriterLook(rds.instances, "east").look();
  }

  private WriterLook.Seen look(String status) throws Exception {
    rds.change("east-db", it -> it.dbInstanceStatus(status));
    return look();
  }

  /// Each writer is backed up every night, and changed now and then.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "available",
        "backing-up",
        "modifying",
        "storage-optimization",
        "configuring-enhanced-monitoring",
        "configuring-iam-database-auth",
        "configuring-log-exports"
      })
  void a_backup_or_a_change_is_no_outage(String status) throws Exception {
    assertThat(look(status))
        .isEqualTo(new WriterLook.Seen(new CheckResult.Passed("rds orders"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebooting", "starting", "maintenance"})
  void one_that_restarts_serves_nobody_and_comes_back_by_itself(String status) throws Exception {
    var why = "east-db is " + status;
    assertThat(look(status))
        .isEqualTo(
            new WriterLook.Seen(new CheckResult.Refused("rds orders", why), Optional.of(why)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "stopped", "deleting", "storage-full", "inaccessible"})
  void one_that_fails_or_ends_does_not_come_back(String status) throws Exception {
    assertThat(look(status))
        .isEqualTo(
            new WriterLook.Seen(
                new CheckResult.Refused("rds orders", "east-db is " + status), Optional.empty()));
  }

  @Test
  void one_that_is_gone_is_refused_and_of_silence_nothing_is_known() throws Exception {
    rds.all.remove("east-db");
    assertThat(look().check()).isInstanceOf(CheckResult.Refused.class);
    assertThat(look().restarting()).isEmpty();
    rds.answers.silence(true);
    assertThat(look().check()).isInstanceOf(CheckResult.Silent.class);
  }
}
