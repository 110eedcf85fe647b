package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.FakeCheckout.Ended;
import dev.lifeboat.control.PastRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the state folder is the one that `--state` names, else `LIFEBOAT_STATE`, else the nearest
/// above the plan, else one in the working folder, which is made by what keeps something there.
///
/// Method: the program as people start it, since a variable is the process's own. One folder knows
/// a drill that passed, the others know none.
final class StateVariableTest {
  private static final String DRILLED = "measured RTO 0.91 s";
  private static final String UNDRILLED = "never drilled";

  private static BuiltCheckout checkout;

  @TempDir private Path root;
  private Path plan;
  private Path drilled;
  private Path empty;
  private Path elsewhere;

  @BeforeAll
  static void build() throws Exception {
    checkout = new BuiltCheckout(false);
  }

  @AfterAll
  static void remove() throws IOException {
    checkout.close();
  }

  @BeforeEach
  void make() throws Exception {
    root = root.toRealPath();
    plan = root.resolve("shop/lifeboat.yaml");
    Files.createDirectory(plan.getParent());
    Files.copy(Invocation.STOREFRONT, plan);
    drilled = Files.createDirectory(root.resolve("drilled"));
    new PastRuns(drilled).drill("20261119-080000-aaaa", "passed");
    empty = Files.createDirectory(root.resolve("empty"));
    elsewhere = Files.createDirectory(root.resolve("elsewhere"));
  }

  /// The folder that would be found from the plan.
  private Path above() throws IOException {
    var above = Files.createDirectory(plan.resolveSibling(".lifeboat"));
    return Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended lifeboat(String variable, String words) throws Exception {
    return checkout.sh(elsewhere, "LIFEBOAT_STATE=%s $lifeboat %s".formatted(variable, words));
  }

  private void tells(Ended told, String what, Path state) {
    assertThat(told.exitCode()).as(told.toString()).isEqualTo(3);
    assertThat(told.out()).contains(what, ", by the state folder " + state + "\n");
  }

  @Test
  void the_variable_is_read_and_the_option_wins() throws Exception {
    tells(lifeboat(drilled.toString(), "status " + plan), DRILLED, drilled);
    tells(lifeboat("../drilled", "status " + plan), DRILLED, drilled);
    assertThat(lifeboat(drilled.toString(), "runs").out()).contains("20261119-080000-aaaa");

    var named = "status %s --state %s".formatted(plan, empty);
    tells(lifeboat(drilled.toString(), named), UNDRILLED, empty);
    named = "status %s --state %s".formatted(plan, drilled);
    tells(lifeboat(empty.toString(), named), DRILLED, drilled);
  }

  /// Two that are only found and differ are an error; one that is named is meant.
  @Test
  void the_variable_wins_over_every_folder_that_is_only_found() throws Exception {
    var above = above();
    tells(lifeboat("", "status " + plan), UNDRILLED, above);

    tells(lifeboat(drilled.toString(), "status " + plan), DRILLED, drilled);

    Files.createDirectory(elsewhere.resolve(".lifeboat"));
    var unclear = lifeboat("", "status " + plan);
    assertThat(unclear.exitCode()).as(unclear.toString()).isEqualTo(2);
    assertThat(unclear.err()).contains("LB1004", "there are two state folders");
    tells(lifeboat(drilled.toString(), "status " + plan), DRILLED, drilled);
  }

  @Test
  void a_variable_that_was_mistyped_is_bad_usage_and_makes_nothing() throws Exception {
    above();
    var mistyped = root.resolve("drilld");

    for (var words : new String[] {"status " + plan, "check " + plan, "runs"}) {
      var told = lifeboat(mistyped.toString(), words);
      assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
      assertThat(told.err())
          .contains("LB1004", mistyped + ", which LIFEBOAT_STATE names, is not there");
    }
    assertThat(mistyped).doesNotExist();
  }

  /// It is typed where the variable is set, so it need not be repeated; the option must be.
  @Test
  void what_is_told_to_be_typed_finds_the_same_folder() throws Exception {
    var up = "lab up %s".formatted(plan);

    assertThat(lifeboat(drilled.toString(), "status " + plan).out())
        .contains(up)
        .doesNotContain(up + " --state");
    assertThat(lifeboat(drilled.toString(), "status %s --state %s".formatted(plan, empty)).out())
        .contains(up + " --state " + empty);
  }

  /// Without the option it would be refused, since there are two.
  @Test
  void what_is_told_of_a_plan_with_a_folder_of_its_own_names_the_other() throws Exception {
    above();
    var here = Files.createDirectory(elsewhere.resolve(".lifeboat"));

    assertThat(lifeboat("", "status ../shop --state .lifeboat").out())
        .contains("lab up ../shop/lifeboat.yaml --state " + here + "'");
  }

  @Test
  void a_plan_whose_name_begins_with_a_dash_is_told_so_that_it_can_be_pasted() throws Exception {
    Files.copy(plan, elsewhere.resolve("-x.yaml"));

    assertThat(lifeboat("", "status -- -x.yaml").out()).contains("lab up ./-x.yaml'");
    assertThat(lifeboat("", "lab status ./-x.yaml").err()).contains("lab up ./-x.yaml");
  }

  /// Of no runs nothing is known where nobody kept any, and one word says so everywhere.
  @Test
  void where_there_is_none_what_only_reads_does_not_say_that_all_is_known() throws Exception {
    var here = elsewhere.resolve(".lifeboat");
    var none = "no state folder was found: %s is not there".formatted(here);

    for (var words : new String[] {"runs", "runs --open", "resume"}) {
      var told = lifeboat("", words);
      assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
      assertThat(told.err()).contains("LB4004  " + none);
    }
    assertThat(lifeboat("", "runs --json").out()).contains("lifeboat.error/v1", none);
    for (var words : new String[] {"status", "check"}) {
      var told = lifeboat("", words + " " + plan);
      assertThat(told.exitCode()).as(told.toString()).isEqualTo(3);
      assertThat(told.out())
          .startsWith("storefront  UNKNOWN")
          .contains("; " + none)
          .doesNotContain(UNDRILLED, "by the state folder");
    }
    assertThat(lifeboat("", "status --json " + plan).out()).contains("\"drillsKnown\":false");
  }

  /// Goal: what is told fits what is wrong: nobody owns a file in the way of a folder.
  @Test
  void a_file_in_its_place_is_told_as_that() throws Exception {
    var file = Files.createFile(elsewhere.resolve(".lifeboat"));

    for (var words : new String[] {"lab up", "lab status", "lab down"}) {
      var told = lifeboat("", words + " " + plan);
      assertThat(told.exitCode()).as(told.toString()).isPositive();
      assertThat(told.err())
          .contains(file + " is no folder", "--state DIR")
          .doesNotContain("owner", "Not a directory");
    }
  }

  /// Method: a lab whose service is not there comes as far as that.
  @Test
  void without_any_it_is_made_in_the_working_folder_and_that_is_told() throws Exception {
    var here = elsewhere.resolve(".lifeboat");

    assertThat(lifeboat("", "status " + plan).exitCode()).isEqualTo(3);
    assertThat(here).as("what only looks makes none").doesNotExist();

    var made = lifeboat("", "lab up " + plan);
    assertThat(made.err()).contains("the state folder is " + here + ", made now");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(here)))
        .isEqualTo("rwxr-xr-x");
    assertThat(lifeboat("", "lab up " + plan).err())
        .as("it is there now")
        .doesNotContain("the state folder is");
    assertThat(plan.resolveSibling(".lifeboat")).doesNotExist();

    var named = root.resolve("named");
    assertThat(lifeboat(named.toString(), "lab up " + plan).err())
        .contains("the state folder is " + named + ", made now");
  }
}
