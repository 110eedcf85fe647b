package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether commits wait for the gate, by the settings of a real server.
@ExtendWith(Binaries.class)
class GateSettingsTest {

  /// Goal: each place that gives sessions a `synchronous_commit` which waits for nobody is told,
  /// and none that waits is.
  @Test
  @Tag("invariant-77")
  void settings_of_server_roles_and_databases_that_pass_the_gate_are_told(Site site)
      throws Exception {
    var east = site.primary("east");
    try (var admin = east.session()) {
      StandbyNames.leased("west").apply(admin);
      awaitNames(admin);
      admin.execute("ALTER ROLE app SET synchronous_commit = remote_write");
      admin.execute("CREATE ROLE nobody_logs_in");
      admin.execute("ALTER ROLE nobody_logs_in SET synchronous_commit = off");
      assertThat(GateSettings.read(admin).leaks()).as("commits wait").isEmpty();

      admin.execute("ALTER ROLE app SET synchronous_commit = 'Local'");
      admin.execute("ALTER ROLE app IN DATABASE shop SET synchronous_commit = off");
      admin.execute("ALTER DATABASE shop SET synchronous_commit = '0'");
      admin.execute("ALTER ROLE ALL SET synchronous_commit = false");
      admin.execute("ALTER SYSTEM SET synchronous_commit = off");
      admin.reload();

      assertThat(GateSettings.read(admin).leaks())
          .containsExactly(
              "database shop sets synchronous_commit = 0",
              "every role sets synchronous_commit = false",
              "role app in database shop sets synchronous_commit = off",
              "role app sets synchronous_commit = Local",
              "the server sets synchronous_commit = off");
    }
  }

  /// Goal: `ALTER SYSTEM SET synchronous_standby_names = ''` releases whoever waits; it is told.
  @Test
  void a_server_that_demands_no_gate_is_told(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = east.session()) {
      assertThat(GateSettings.read(admin).leaks())
          .containsExactly("synchronous_standby_names = '' does not demand lifeboat_lease first");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "lifeboat_lease",
        "ANY 1 (\"lifeboat_lease\", \"west\")",
        "FIRST 1 (\"west\", \"lifeboat_lease\")",
        "FIRST 1 (\"lifeboat_lease_2\")",
        "FIRST 0 (\"lifeboat_lease\")"
      })
  @Tag("invariant-77")
  void names_under_which_the_server_may_wait_for_another_are_told(String names) {
    assertThat(new GateSettings(names, Optional.of("sync"), List.of()).leaks()).hasSize(1);
  }

  @Test
  void a_gate_that_is_not_connected_is_no_leak_and_one_that_is_not_waited_for_is() {
    var names = StandbyNames.leased("west").value();
    assertThat(new GateSettings(names, Optional.empty(), List.of()).leaks()).isEmpty();
    assertThat(new GateSettings(names, Optional.of("sync"), List.of()).leaks()).isEmpty();
    assertThat(new GateSettings(names, Optional.of("async"), List.of()).leaks())
        .containsExactly("the server calls the gate's connection async");
  }

  /// Goal: what a writer says reaches whoever follows, and is said once.
  @Test
  @Tag("invariant-77")
  void a_note_of_the_writer_is_in_its_copy(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = east.session()) {
      admin.createPhysicalSlot("west");
      assertThat(WriterNote.read(admin)).isEmpty();
      WriterNote.record(admin, "it's said");
      var written = admin.positions().write();
      WriterNote.record(admin, "it's said");
      assertThat(admin.positions().write()).as("said before").isEqualTo(written);
    }
    var west = site.replicaOf(east, "west");
    try (var copy = west.session()) {
      assertThat(WriterNote.read(copy)).contains("it's said");
    }
  }

  private static void awaitNames(Session admin) {
    PostgresAwait.until(
        "the names are in force",
        () -> admin.setting("synchronous_standby_names").contains(CommitGate.NAME));
  }
}
