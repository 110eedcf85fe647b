package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.terminal.StateFolder.Named;
import dev.lifeboat.cli.terminal.StateFolder.Use;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From every folder the same truth.
final class StateFolderTest {
  @TempDir private Path root;
  private Path plans;
  private Path elsewhere;

  @BeforeEach
  void make() throws Exception {
    root = root.toRealPath();
    plans = Files.createDirectories(root.resolve("shop/plans"));
    elsewhere = Files.createDirectory(root.resolve("elsewhere"));
  }

  private Path settled(Optional<Named> named, Path working, Use use) throws ProblemException {
    return new StateFolder(named, plans, working).settle(use);
  }

  private void refused(Optional<Named> named, Path working, Use use, String... words) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> settled(named, working, use))
        .satisfies(told -> {
          assertThat(told.problem().code()).isEqualTo(Code.LB1004);
          assertThat(told.problem().happened()).contains(words);
        });
  }

  @Test
  void the_nearest_one_above_the_plan_is_found_from_wherever_one_is() throws Exception {
    var state = Files.createDirectory(root.resolve("shop/.lifeboat"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(root.resolve(".lifeboat"));

    assertThat(settled(Optional.empty(), elsewhere, Use.READS)).isEqualTo(state);
    assertThat(settled(Optional.empty(), root.resolve("shop"), Use.KEEPS)).isEqualTo(state);
  }

  @Test
  void what_is_named_comes_first_and_the_option_before_the_variable() throws Exception {
    Files.createDirectory(root.resolve("shop/.lifeboat"));
    var one = Files.createDirectory(elsewhere.resolve("one"));

    assertThat(settled(Named.of("one", "two"), elsewhere, Use.READS)).isEqualTo(one);
    assertThat(settled(Named.of(null, "one"), elsewhere, Use.READS)).isEqualTo(one);
  }

  @Test
  void without_any_it_is_the_one_here_which_nobody_else_can_write_once_it_is_made()
      throws Exception {
    var here = elsewhere.resolve(".lifeboat");

    assertThat(settled(Optional.empty(), elsewhere, Use.KEEPS)).isEqualTo(here).doesNotExist();
    assertThat(StateFolder.make(here)).isTrue();
    assertThat(StateFolder.make(here)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(here)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void a_slip_leaves_no_folder_behind() {
    var here = Path.of(".lifeboat").toAbsolutePath();
    boolean before = Files.exists(here);

    var told = Invocation.of("failover", elsewhere.resolve("shoop.yaml"));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(Files.exists(here)).isEqualTo(before);
  }

  @Test
  void two_that_differ_are_an_error() throws Exception {
    Files.createDirectory(root.resolve("shop/.lifeboat"));
    Files.createDirectory(elsewhere.resolve(".lifeboat"));

    refused(Optional.empty(), elsewhere, Use.READS, "two state folders", "shop", "elsewhere");
    assertThat(settled(Optional.empty(), elsewhere, Use.LOOKS))
        .as("what only looks may need none")
        .isEqualTo(elsewhere.resolve(".lifeboat"));
  }

  /// Method: what the launcher leaves in a fresh clone, which bears the same name.
  @Test
  void a_checkouts_build_is_no_state_folder_till_something_is_kept_there() throws Exception {
    var clone = root.resolve("shop/.lifeboat");
    Files.createDirectories(clone.resolve("app/build-1"));
    Files.createDirectories(clone.resolve("man/man1"));
    Files.createFile(clone.resolve("build.log"));
    Files.createSymbolicLink(clone.resolve("builder"), Path.of("4711"));
    var here = Files.createDirectory(elsewhere.resolve(".lifeboat"));
    Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(clone, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(settled(Optional.empty(), elsewhere, Use.READS)).isEqualTo(here);
    assertThat(settled(Optional.empty(), root.resolve("shop"), Use.KEEPS)).isEqualTo(clone);
    assertThat(StateFolder.told(clone.toString(), Instant.EPOCH))
        .endsWith("; no state folder was found: %s holds a build alone".formatted(clone));

    Files.createDirectory(clone.resolve("runs"));
    refused(Optional.empty(), elsewhere, Use.READS, "two state folders");
    assertThat(StateFolder.told(clone.toString(), Instant.EPOCH))
        .endsWith(", by the state folder " + clone);
  }

  @Test
  void nothing_is_kept_where_a_file_bears_its_name() throws Exception {
    Files.createFile(elsewhere.resolve(".lifeboat"));

    refused(Optional.empty(), elsewhere, Use.KEEPS, "elsewhere/.lifeboat is no folder");
  }

  @Test
  void one_that_a_link_leads_to_is_the_same() throws Exception {
    var state = Files.createDirectory(root.resolve("shop/.lifeboat"));
    // Under a umask of 002 its group could write it, and it would be refused.
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("shop"));
    plans = root.resolve("link/plans");

    assertThat(settled(Optional.empty(), root.resolve("shop"), Use.READS)).isEqualTo(state);
    assertThat(settled(Optional.empty(), root.resolve("shop"), Use.KEEPS)).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such", "", "file"})
  void a_name_that_was_mistyped_is_an_error(String name) throws Exception {
    Files.createFile(elsewhere.resolve("file"));

    refused(Named.of(name, null), elsewhere, Use.READS, "--state", name);
    refused(Named.of(name, null), elsewhere, Use.JUDGES, "--state", name);
  }

  /// Method: root gives it away; others find a link to a folder of root's.
  @Test
  void one_that_belongs_to_somebody_else_is_not_just_found() throws Exception {
    var state = root.resolve("shop/.lifeboat");
    if (System.getProperty("user.name").equals("root")) {
      Files.setAttribute(Files.createDirectory(state), "unix:uid", 65_534);
    } else {
      Files.createSymbolicLink(state, Path.of("/usr"));
    }

    refused(Optional.empty(), elsewhere, Use.READS, "belongs to user");
    refused(Optional.empty(), root.resolve("shop"), Use.READS, "belongs to user");
    assertThat(settled(Named.of(state.toString(), null), elsewhere, Use.READS)).isEqualTo(state);
  }

  @Test
  void one_that_others_can_write_is_not_just_found() throws Exception {
    var state = Files.createDirectory(root.resolve("shop/.lifeboat"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxr-x"));

    refused(Optional.empty(), elsewhere, Use.READS, "can be written by others");
    for (var use : List.of(Use.READS, Use.KEEPS)) {
      refused(Optional.empty(), root.resolve("shop"), use, "can be written by others");
    }
    assertThat(settled(Optional.empty(), root.resolve("shop"), Use.LOOKS))
        .as("what only looks may need none")
        .isEqualTo(state);
    assertThat(settled(Named.of(state.toString(), null), elsewhere, Use.READS)).isEqualTo(state);
    for (var working : List.of(elsewhere, root.resolve("shop"))) {
      assertThat(settled(Optional.empty(), working, Use.JUDGES))
          .as("which tells of it by itself")
          .isEqualTo(state);
    }
  }

  /// Goal: a line that is told can be pasted: it names the folder that would be refused without.
  @Test
  void one_that_is_refused_is_found_by_no_command_that_names_none() throws Exception {
    var state = Files.createDirectory(elsewhere.resolve(".lifeboat"));
    var folder = new StateFolder(Optional.empty(), elsewhere, elsewhere);
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(folder.finds(state)).isFalse();

    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(folder.finds(state)).isTrue();
    assertThat(folder.finds(plans)).isFalse();
  }

  /// Goal: what is told of a plan with a state folder of its own names the one that is meant.
  @Test
  void one_of_two_that_differ_is_found_by_no_command_that_names_none() throws Exception {
    Files.createDirectory(root.resolve("shop/.lifeboat"));
    var here = Files.createDirectory(elsewhere.resolve(".lifeboat"));

    assertThat(new StateFolder(Optional.empty(), plans, elsewhere).finds(here)).isFalse();
  }

  @Test
  void the_line_that_mends_it_can_be_typed_as_it_stands() throws Exception {
    plans = Files.createDirectories(root.resolve("ann's shop"));
    var state = Files.createDirectory(plans.resolve(".lifeboat"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> settled(Optional.empty(), plans, Use.READS))
        .satisfies(told -> {
          var line = told.problem().action().split(",", 2)[0];
          assertThat(line).startsWith("chmod go-w ");
          assertThat(new ProcessBuilder("sh", "-c", line).start().waitFor()).isZero();
        });
    assertThat(settled(Optional.empty(), plans, Use.READS)).isEqualTo(state);
  }
}
