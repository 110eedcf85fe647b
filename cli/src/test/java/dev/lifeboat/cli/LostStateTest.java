package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PastRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A state folder that is gone, that is on a volume which is not mounted, or that was mistyped:
/// what it holds is not nothing.
final class LostStateTest {
  private static final String CONFIRMED = "--confirm storefront";

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void status_that_watches_knows_nothing_of_a_folder_that_went_away() throws Exception {
    var state = Files.createDirectory(folder.resolve("state"));
    new PastRuns(state).drill("20261119-080000-aaaa", "passed");
    var looks = new CountDownLatch(2);
    var out =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.startsWith("as of ") && looks.getCount() == 2) {
              move(state);
            }
            if (text.startsWith("as of ") || text.startsWith("unknown")) {
              looks.countDown();
            }
          }
        };
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            Optional.empty(),
            new Screens(false, false, false),
            10_000);
    var code = new CompletableFuture<Integer>();
    var plan = Invocation.STOREFRONT.toString();
    var watching =
        Thread.ofPlatform()
            .start(() ->
                code.complete(
                    Main.execute(
                        terminal, "status", plan, "--watch", "--state", state.toString())));

    looks.await();
    watching.interrupt();

    assertThat(code.get()).isEqualTo(130);
    assertThat(out.toString())
        .contains("measured RTO 0.91 s", state + " is not there any more")
        .doesNotContain("never drilled");
  }

  private static void move(Path state) {
    try {
      Files.move(state, state.resolveSibling("gone"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "check",
        "failover " + CONFIRMED,
        "switchover " + CONFIRMED,
        "failback " + CONFIRMED,
        "reprotect " + CONFIRMED,
        "failover --all " + CONFIRMED,
        "failover --dry-run",
        "watch",
        "residue",
        "residue --delete " + CONFIRMED
      })
  void a_lab_is_not_looked_for_in_a_folder_that_was_mistyped(String words) throws Exception {
    var mistyped = folder.resolve("st9");

    var told = told(words, Invocation.STOREFRONT, mistyped);

    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err())
        .contains("LB1004", mistyped + ", which --state names, is not there")
        .doesNotContain("lab up");
    assertThat(mistyped).doesNotExist();
  }

  @Test
  void nor_a_run_to_be_verified() {
    var mistyped = folder.resolve("st9");

    var told = Invocation.of("evidence", "verify", "20261119-080000-aaaa", "--state", mistyped);

    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", mistyped + ", which --state names, is not there");
  }

  /// Method: a plan that backs up, in each command about what it keeps.
  @ParameterizedTest
  @ValueSource(strings = {"backup", "backup --now", "restore --test", "restore --to new", "points"})
  void nor_is_a_vault_looked_for_by_a_lab_that_was_mistyped(String words) throws Exception {
    var mistyped = folder.resolve("st9");

    var told = told(words, VaultedPlan.write(folder), mistyped);

    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", mistyped + ", which --state names, is not there");
    assertThat(mistyped).doesNotExist();
  }

  @Test
  void nor_to_take_up_a_run_of_another_machine() {
    var told =
        Invocation.of(
            "resume",
            "20261119-080000-aaaa",
            "--plan",
            Invocation.STOREFRONT,
            "--state",
            folder.resolve("st9"));

    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err()).contains("which --state names, is not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "check", "failover " + CONFIRMED, "runs"})
  void a_link_that_leads_nowhere_is_no_folder_without_runs(String words) throws Exception {
    var plan = Files.copy(Invocation.STOREFRONT, folder.resolve("lifeboat.yaml"));
    var link = Files.createSymbolicLink(folder.resolve(".lifeboat"), Path.of("nowhere"));
    var leads = link + " is a link that leads nowhere: to nowhere";

    if (!words.equals("runs")) {
      var found = told(words, plan, null);
      assertThat(found.exitCode()).as(found.toString()).isEqualTo(2);
      assertThat(found.err()).contains("LB1004", leads);
    }
    var named = told(words, plan, link);
    assertThat(named.exitCode()).as(named.toString()).isEqualTo(2);
    assertThat(named.err()).contains("LB1004", leads);
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  private static Invocation told(String words, Path plan, Path state) {
    var all = new ArrayList<Object>(List.of(words.split(" ")));
    if (!words.equals("runs")) {
      all.add(1, plan);
    }
    if (state != null) {
      all.addAll(List.of("--state", state));
    }
    return Invocation.of(all.toArray());
  }
}
