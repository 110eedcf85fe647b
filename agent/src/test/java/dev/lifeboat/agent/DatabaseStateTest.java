package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.placement.FollowRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Agents and controllers of different releases read each other's state of a database.
final class DatabaseStateTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final DatabaseState WHOLE =
      new DatabaseState(
          new DatabaseState.Duty(Role.REPLICA, 3, 4),
          new DatabaseState.Server(
              new DatabaseState.ProcessState(4711),
              true,
              false,
              new DatabaseState.SqlState(
                  true,
                  null,
                  "0/3000060",
                  "0/3000061",
                  2,
                  new DatabaseState.WalReceiver(true, 12L),
                  List.of(
                      new DatabaseState.Replica(
                          "west", "streaming", "sync", "0/1", "0/2", "0/3", 5L))),
              17),
          new DatabaseState.ControlData(
              "in_archive_recovery", "0/2FFFF00", 2L, "7300000000000000001"),
          new DatabaseState.Care("none", false, 1, "it lags"),
          new Audit(Audit.KEPT, "0/1", 9L, null),
          new FollowRecord(3, Optional.of(AT)),
          new CommitGateState(3, AT, List.of("a leak")),
          null);

  private static final DatabaseState BARE =
      new DatabaseState(
          new DatabaseState.Duty(Role.NONE, 0, 0),
          new DatabaseState.Server(null, false, false, null, 0),
          new DatabaseState.ControlData(null, null, null, null),
          new DatabaseState.Care("none", false, 0, null),
          null,
          null,
          null,
          null);

  /// As the release wrote it in which all fields stood in one record.
  private static final String WHOLE_JSON =
      "{\"role\":\"replica\",\"epoch\":3,\"highestEpoch\":4,\"process\":{\"pid\":4711},"
          + "\"running\":true,\"frozen\":false,\"sql\":{\"inRecovery\":true,\"writeLsn\":null,"
          + "\"replayLsn\":\"0/3000060\",\"receiveLsn\":\"0/3000061\",\"timeline\":2,"
          + "\"walReceiver\":{\"streaming\":true,\"lastMessageAgeMillis\":12},\"replication\":["
          + "{\"applicationName\":\"west\",\"state\":\"streaming\",\"syncState\":\"sync\","
          + "\"sentLsn\":\"0/1\",\"flushLsn\":\"0/2\",\"replayLsn\":\"0/3\",\"lagMillis\":5}]},"
          + "\"sampleAgeMillis\":17,\"controlState\":\"in_archive_recovery\","
          + "\"shutdownCheckpointLsn\":\"0/2FFFF00\",\"controlTimeline\":2,"
          + "\"systemIdentifier\":\"7300000000000000001\",\"activity\":\"none\",\"held\":false,"
          + "\"restarts\":1,\"why\":\"it lags\",\"audit\":{\"state\":\"kept\","
          + "\"confirmedLsn\":\"0/1\",\"keptBytes\":9,\"why\":null},\"followed\":{\"epoch\":3,"
          + "\"until\":\"2026-11-20T08:00:00Z\"},\"commitGate\":{\"epoch\":3,"
          + "\"since\":\"2026-11-20T08:00:00Z\",\"leaks\":[\"a leak\"]}}";

  private static final String BARE_JSON =
      "{\"role\":\"none\",\"epoch\":0,\"highestEpoch\":0,\"process\":null,\"running\":false,"
          + "\"frozen\":false,\"sql\":null,\"sampleAgeMillis\":0,\"controlState\":null,"
          + "\"shutdownCheckpointLsn\":null,\"controlTimeline\":null,\"systemIdentifier\":null,"
          + "\"activity\":\"none\",\"held\":false,\"restarts\":0,\"why\":null,\"audit\":null,"
          + "\"followed\":null,\"commitGate\":null}";

  @Test
  void its_parts_are_written_beside_each_other_as_ever() {
    assertThat(JSON.writeValueAsString(WHOLE)).isEqualTo(WHOLE_JSON);
    assertThat(JSON.writeValueAsString(BARE)).isEqualTo(BARE_JSON);
  }

  @Test
  void what_any_release_wrote_is_read_back() {
    assertThat(JSON.readValue(WHOLE_JSON, DatabaseState.class)).isEqualTo(WHOLE);
    assertThat(JSON.readValue(BARE_JSON, DatabaseState.class)).isEqualTo(BARE);
    assertThat(
            JSON.readValue(
                BARE_JSON.replace("\"followed\":null,\"commitGate\":null", "\"later\":1"),
                DatabaseState.class))
        .as("of an agent of another release")
        .isEqualTo(BARE);
  }
}
