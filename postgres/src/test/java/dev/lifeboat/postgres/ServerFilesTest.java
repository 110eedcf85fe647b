package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Binaries, configuration files and the control file, without a server that runs.
@ExtendWith(Binaries.class)
class ServerFilesTest {

  @Test
  void unpacking_again_changes_nothing(Installation installation) throws Exception {
    var program = installation.program("postgres");
    var before = Files.getLastModifiedTime(program);

    var again = Bundle.unpackInto(installation.home().getParent());

    assertThat(again).isEqualTo(installation);
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(before);
    assertThat(again.version()).startsWith("18.");
    assertThat(Launcher.canReach(program)).isTrue();
  }

  @Test
  void two_who_unpack_at_once_get_one_folder(@TempDir Path folder) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> Bundle.unpackInto(folder));
      var second = threads.submit(() -> Bundle.unpackInto(folder));
      assertThat(first.get()).isEqualTo(second.get());
    }
    try (var inside = Files.list(folder)) {
      assertThat(inside).as("nothing half unpacked is left").hasSize(1);
    }
  }

  @Test
  void installation_without_programs_says_what_is_missing(@TempDir Path folder) {
    assertThatThrownBy(() -> Installation.at(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bin/initdb is missing");
  }

  @Test
  void folder_that_only_root_enters_cannot_be_reached(@TempDir Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(Launcher.canReach(folder)).isEqualTo(Launcher.user().isEmpty());
  }

  @Test
  void initialise_refuses_a_second_time_and_is_no_writer_yet(Site site) throws Exception {
    var server = site.node("east").server();
    assertThat(server.initialised()).isFalse();
    server.initialise("admin", Site.PASSWORD);

    assertThat(server.initialised()).isTrue();
    assertThat(server.replica()).as("start guard").isTrue();
    assertThatThrownBy(() -> server.initialise("admin", Site.PASSWORD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds a server already");
  }

  /// Method: an error whose detail has a value of the row, and whose statement has another.
  @Test
  void log_names_an_error_and_no_value_of_a_row_or_statement(Site site) throws Exception {
    var east = site.primary("east");
    try (var shop = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      shop.execute("CREATE TABLE people (email text PRIMARY KEY, name text)");
      shop.execute("INSERT INTO people VALUES ('ida.berg@mail.example', 'Ida Berg')");
      assertThatThrownBy(
              () -> shop.execute("INSERT INTO people VALUES ('ida.berg@mail.example', 'Ida B.')"))
          .hasMessageContaining("people_pkey");
    }

    PostgresAwait.until("the error is logged", () -> east.log().contains("people_pkey"));
    assertThat(east.log()).doesNotContainIgnoringCase("ida");
  }

  @Test
  void control_file_that_is_torn_or_altered_is_refused(Site site) throws Exception {
    var node = site.node("east");
    node.server().initialise("admin", Site.PASSWORD);
    var control = node.server().control();
    assertThat(control.state()).isEqualTo(ControlFile.State.SHUT_DOWN);
    assertThat(control.version()).isEqualTo(1800);
    assertThat(control.timeline()).isEqualTo(1);

    var file = node.data().resolve("global").resolve("pg_control");
    var bytes = Files.readAllBytes(file);
    for (int position : List.of(0, 16, 32, 48, 291, 292, 295)) {
      var altered = bytes.clone();
      altered[position] ^= 1;
      Files.write(file, altered);
      assertThatThrownBy(() -> node.server().control())
          .as("byte %d", position)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("CRC-32C does not match");
    }
    Files.write(file, Arrays.copyOf(bytes, 200));
    assertThatThrownBy(() -> node.server().control()).hasMessageContaining("torn, only 200 bytes");
    bytes[9] = 0x7F;
    Files.write(file, bytes);
    assertThatThrownBy(() -> node.server().control()).hasMessageContaining("control version");
  }

  @Test
  void settings_are_quoted_and_each_role_leaves_its_own_files(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("postgresql.conf"), "port = 1\n");
    var server =
        new Server(
            new ServerConfig(
                new Installation(Path.of("/nowhere")),
                folder,
                "127.0.0.1",
                5_499,
                List.of("as", "someone"),
                Map.of("synchronous_standby_names", "FIRST 1 (\"it's\")")));
    var endpoint = new Endpoint("127.0.0.1", 6_000, "replication", new Credential("wal", "a'b\\c"));

    server.becomeReplica(new Source(endpoint, "west", "west"));
    server.becomeReplica(new Source(endpoint, "west", "west"));

    assertThat(server.replica()).isTrue();
    assertThat(folder.resolve("postgresql.conf"))
        .content()
        .containsOnlyOnce("include_if_exists = 'lifeboat.conf'")
        .endsWith("include_if_exists = 'lifeboat-source.conf'\n");
    assertThat(folder.resolve("lifeboat.conf"))
        .content()
        .contains("synchronous_standby_names = 'FIRST 1 (\"it''s\")'\n", "port = '5499'\n");
    assertThat(folder.resolve("lifeboat-source.conf"))
        .content()
        .contains("password=''a\\\\''b\\\\\\\\c''", "primary_slot_name = 'west'");
    server.becomeReadOnly();
    assertThat(server.replica()).isTrue();
    assertThat(folder.resolve("lifeboat-source.conf")).content().contains("primary_conninfo = ''");
    server.becomeWriter();
    assertThat(server.replica()).isFalse();
    assertThat(folder.resolve("lifeboat-source.conf")).doesNotExist();
    assertThat(server.command())
        .containsExactly("as", "someone", "/nowhere/bin/postgres", "-D", folder.toString());
    assertThat(endpoint.toString()).doesNotContain("a'b");
  }

  @Test
  void archive_entry_cannot_leave_its_folder(@TempDir Path folder) throws Exception {
    assertThat(TarPaths.inside(folder, "./base/1")).isEqualTo(folder.resolve("base/1"));
    for (var name : List.of("../x", "/etc/x", "base/../../x")) {
      assertThatThrownBy(() -> TarPaths.inside(folder, name)).hasMessageContaining("leads out of");
    }
  }

  @Test
  void postmaster_file_may_be_half_written() {
    var lines = List.of("42", "/data", "1", "5432", "", "127.0.0.1", "  5432001    7", "ready");
    assertThat(PostmasterFile.parse(lines).process()).hasValue(42);
    assertThat(PostmasterFile.parse(lines).segment()).hasValue(7);
    for (int length = 0; length < 7; length++) {
      assertThat(PostmasterFile.parse(lines.subList(0, length)).segment()).isEmpty();
    }
    assertThat(PostmasterFile.parse(List.of()).process()).isEmpty();
  }
}
