package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `lifeboat` in a checkout where Maven and Java are a few lines of sh, so that what it
/// decides is seen in milliseconds.
class LauncherTest {

  private static final List<Map.Entry<String, Integer>> SIGNALS =
      List.of(Map.entry("HUP", 129), Map.entry("INT", 130), Map.entry("TERM", 143));

  private FakeCheckout checkout;

  @BeforeEach
  void make_checkout(@TempDir Path folder) throws IOException {
    checkout = new FakeCheckout(folder.toRealPath());
  }

  @Test
  void without_a_jdk_25_it_says_in_one_line_what_to_install() throws Exception {
    checkout.jdk("17.0.15");

    var ended = checkout.run("--version");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("JDK 25", "17 in ", "install", "JAVA_HOME");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void it_becomes_java_with_every_argument_as_it_was() throws Exception {
    checkout.jdk("25.0.3");

    var ended = checkout.run("drill", "a plan.yaml", "", "*");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).endsWith("dev.lifeboat.cli.Main\ndrill\na plan.yaml\n\n*\n");
    assertThat(ended.out()).contains("-Dlifeboat.home=" + checkout.path("") + "\n");
    assertThat(ended.out())
        .containsPattern("lib/lifeboat-cli-0\\.1\\.0-SNAPSHOT\\.jar:\\S+/lib/parser\\.jar\n");
  }

  @Test
  void a_newer_jdk_will_do_and_an_older_one_is_passed_over() throws Exception {
    checkout.jdk("17.0.15");
    var newer = checkout.jdk("26");

    checkout.mavenThat("echo \"$JAVA_HOME\" >java_home");
    var ended = checkout.run("--version");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(checkout.path("java_home")).hasContent(newer.toString());
  }

  @Test
  void a_java_home_that_is_too_old_or_not_there_is_passed_over_and_that_is_told() throws Exception {
    var older = checkout.jdk("17.0.15");
    var newer = checkout.jdk("25.0.3");

    for (var home : List.of(older, checkout.path("nosuch"))) {
      checkout.javaHome(home);
      var ended = checkout.run("--print-jdk");

      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).isEqualTo(newer + "\n");
      assertThat(ended.err())
          .isEqualTo(
              "lifeboat: JAVA_HOME is %s, which is no JDK 25 or newer; using %s\n"
                  .formatted(home, newer));
    }
  }

  @Test
  void a_java_home_that_is_the_only_jdk_and_too_old_is_named_once() throws Exception {
    var older = checkout.jdk("17.0.15");
    checkout.javaHome(older);

    var ended = checkout.run("--version");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).containsOnlyOnce("17 in " + older);
  }

  @Test
  void a_checkout_with_blanks_in_its_name_builds_and_starts(@TempDir Path folder) throws Exception {
    var blanks = Files.createDirectory(folder.toRealPath().resolve("my  boats"));
    checkout = new FakeCheckout(blanks);
    checkout.jdk("25");

    var ended = checkout.run("check", "a plan.yaml");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("-Dlifeboat.home=" + blanks + "\n", blanks + "/.lifeboat/app/build-")
        .endsWith("dev.lifeboat.cli.Main\ncheck\na plan.yaml\n");
    assertThat(checkout.run().err()).isEmpty();
  }

  @Test
  void a_checkout_that_nobody_may_write_starts_what_was_built() throws Exception {
    checkout.jdk("25");
    var _ = checkout.run();
    checkout.protect();

    var ended = checkout.run("--version");
    checkout.touch("cli/src/main/java/Main.java");
    var newer = checkout.run("--version");
    checkout.permit("rwxr-xr-x");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertNotBuilt(newer, "sources are newer than the last build");
  }

  @Test
  void a_checkout_that_nobody_may_write_is_not_built_the_first_time_either() throws Exception {
    checkout.jdk("25");
    checkout.protect();

    var ended = checkout.run("--version");
    checkout.permit("rwxr-xr-x");

    assertNotBuilt(ended, "this is the first use");
  }

  private void assertNotBuilt(FakeCheckout.Ended ended, String why) {
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            "lifeboat: must build, since %s, and cannot write below %s: Permission denied\n"
                .formatted(why, checkout.path(".lifeboat")));
  }

  @Test
  void it_builds_on_first_use_and_then_only_if_a_source_is_newer() throws Exception {
    checkout.jdk("25");

    assertThat(checkout.run().err()).contains("first use", "Lifeboat command line (1/1)");
    assertThat(checkout.run().err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);

    checkout.touch("cli/src/main/java/Main.java");
    assertThat(checkout.run().err()).contains("sources are newer than the last build");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void a_build_that_lost_a_jar_is_made_again() throws Exception {
    checkout.jdk("25");
    checkout.run();
    var app = checkout.path(".lifeboat/app");
    var build = Files.readString(app.resolve("current")).strip();
    Files.delete(app.resolve(build).resolve("lib/parser.jar"));

    assertThat(checkout.run().err()).contains("a part of the last build is gone");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  /// Such as one of a lab whose state folder is elsewhere, or of a watch.
  @Test
  void a_build_is_kept_while_a_process_runs_from_it() throws Exception {
    checkout.jdk("25");
    checkout.run();
    var app = checkout.path(".lifeboat/app");
    var first = app.resolve(Files.readString(app.resolve("current")).strip());
    var line = new String[] {"/bin/sh", "-c", "read -r _", "lab", first + "/lib/parser.jar"};
    var process = new ProcessBuilder(line).start();
    checkout.touch("cli/src/main/java/Main.java");
    checkout.run();
    checkout.run();
    assertThat(checkout.builds()).isEqualTo(3);
    assertThat(first).isDirectory();

    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    checkout.run();

    assertThat(first).doesNotExist();
    try (var left = Files.list(app)) {
      assertThat(left.filter(it -> it.getFileName().toString().startsWith("build-"))).hasSize(2);
    }
  }

  /// `lifeboat explain` reads that page out of the build.
  @Test
  void the_page_of_problems_is_a_source_too() throws Exception {
    checkout.jdk("25");
    checkout.run();

    checkout.touch("docs/problems.md");
    checkout.run();

    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void a_deleted_source_is_a_change_too() throws Exception {
    checkout.jdk("25");
    checkout.write("cli/src/main/java/Gone.java", "// gone");
    checkout.run();

    Files.delete(checkout.path("cli/src/main/java/Gone.java"));
    checkout.run();

    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void two_first_starts_at_once_build_once() throws Exception {
    checkout.jdk("25");
    checkout.mavenThat("until [ -e go ]; do sleep 0.05; done");

    var one = checkout.start(checkout.path("lifeboat"), "one");
    var two = checkout.start(checkout.path("lifeboat"), "two");
    checkout.write("go", "");

    assertThat(FakeCheckout.await(one).out()).endsWith("Main\none\n");
    assertThat(FakeCheckout.await(two).out()).endsWith("Main\ntwo\n");
    assertThat(checkout.builds()).isEqualTo(1);
    assertThat(checkout.path(".lifeboat/builder")).matches(it -> !Files.isSymbolicLink(it));
  }

  /// A third start took the lock and let go of it, just when it was in the way.
  @Test
  void a_lock_that_is_let_go_as_soon_as_it_is_in_the_way_is_no_trouble() throws Exception {
    checkout.jdk("25");
    lockedBy(ProcessHandle.current().pid());
    checkout.program(
        "ln",
        """
        /bin/ln "$@" && exit
        rm "$3"
        exit 1
        """);

    var ended = checkout.run();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  /// Such as one that was started with sudo: it may not be signalled, and lives.
  @Test
  void the_lock_of_another_user_is_waited_for() throws Exception {
    checkout.jdk("25");
    lockedBy(1);
    checkout.program(
        "sleep", "echo slept >>slept; [ $(wc -l <slept) -lt 3 ] || rm .lifeboat/builder");
    checkout.share();

    var ended = checkout.run();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(checkout.path("slept")).content().hasLineCount(3);
    assertThat(ended.err())
        .contains(
            "waiting for process 1, which is building (if it is not, remove %s)"
                .formatted(checkout.path(".lifeboat/builder")));
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void a_start_that_is_ended_right_after_it_let_go_leaves_the_lock_of_the_next() throws Exception {
    checkout.jdk("25");
    checkout.program(
        "rm",
        """
        /bin/rm "$@"
        case $* in *builder) [ -e ended ] || { : >ended; ln -s 1 "$2"; kill $PPID; } ;; esac
        """);

    var ended = checkout.run();

    assertThat(ended.exitCode()).isEqualTo(143);
    assertThat(checkout.path(".lifeboat/builder")).isSymbolicLink();
  }

  @Test
  void the_lock_of_a_dead_start_is_taken_over() throws Exception {
    checkout.jdk("25");
    lockedBy(dead());

    assertThat(checkout.run().exitCode()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void a_start_that_was_killed_while_it_took_over_is_in_nobodys_way() throws Exception {
    checkout.jdk("25");
    var lock = lockedBy(dead());
    var takenOver = lock.resolveSibling("builder.dead");
    Files.createSymbolicLink(takenOver, Path.of(String.valueOf(dead())));

    assertThat(checkout.run().exitCode()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
    assertThat(takenOver).matches(it -> !Files.isSymbolicLink(it));
  }

  /// Two starts found the same dead one, and the other was faster.
  @Test
  void a_lock_that_another_start_took_over_is_left_to_it() throws Exception {
    checkout.jdk("25");
    lockedBy(dead());
    checkout.program(
        "ln",
        """
        /bin/ln "$@" || exit
        case $3 in *.dead) rm .lifeboat/builder; /bin/ln -s %d .lifeboat/builder ;; esac
        """
            .formatted(ProcessHandle.current().pid()));
    checkout.program("sleep", "echo slept >>slept; rm .lifeboat/builder");

    var ended = checkout.run();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(checkout.path("slept")).content().hasLineCount(1);
  }

  private Path lockedBy(long process) throws IOException {
    var state = Files.createDirectories(checkout.path(".lifeboat"));
    return Files.createSymbolicLink(state.resolve("builder"), Path.of(String.valueOf(process)));
  }

  private static long dead() throws IOException, InterruptedException {
    var dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    dead.waitFor();
    return dead.pid();
  }

  @Test
  void a_failed_build_shows_why_and_leaves_the_last_one_out() throws Exception {
    checkout.jdk("25");
    checkout.mavenThat("echo '[ERROR] no disk left'; exit 1");

    var failed = checkout.run();

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("[ERROR] no disk left", ".lifeboat/build.log");

    checkout.mavenThat("");
    assertThat(checkout.run().exitCode()).isZero();
  }

  /// Method: whoever copies a checkout gives each file a time of its own, as here one jar.
  @Test
  void a_build_that_was_copied_gets_a_cache_that_fits_it_once() throws Exception {
    checkout.jdk("25");
    checkout.run();
    var build = checkout.path(".lifeboat/app");
    build = build.resolve(Files.readString(build.resolve("current")).strip());
    var cache = Files.writeString(build.resolve("aot"), "of the jars that were copied");
    assertThat(checkout.run().err()).isEmpty();

    var jar = build.resolve("lib/parser.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-27T12:00:00Z")));
    var copied = checkout.run("--version");

    assertThat(copied.err())
        .isEqualTo("lifeboat: preparing fast starts, since this build was copied or moved\n");
    assertThat(copied.out()).endsWith("Main\n--version\n");
    assertThat(cache).doesNotExist(); // This JDK makes none.
    assertThat(checkout.run().err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void who_asked_for_lines_of_json_gets_no_others() throws Exception {
    var old = checkout.jdk("17.0.15");
    ContractTest.requireJsonLines(checkout.run("runs", "--progress", "json").err());
    checkout.jdk("25");
    checkout.javaHome(old);
    checkout.mavenThat("echo '[ERROR] a \"quote\"'; exit 1");

    var failed = checkout.run("runs", "--progress=json");
    checkout.mavenThat("");
    var built = checkout.run("runs", "--json", "--progress", "json");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("\"failed\"", "build.log");
    assertThat(built.err()).contains("JAVA_HOME is ", "Lifeboat command line (1/1)");
    ContractTest.requireJsonLines(failed.err());
    ContractTest.requireJsonLines(built.err());
  }

  /// Method: it is ended where it begins to build, by each signal that whoever runs it can send.
  @Test
  void a_start_that_is_interrupted_leaves_a_document_where_one_was_asked_for() throws Exception {
    checkout.jdk("25");
    for (var signal : SIGNALS) {
      checkout.program(
          "mkdir",
          "case $1 in */build-*) kill -%s $PPID ;; esac; /bin/mkdir \"$@\""
              .formatted(signal.getKey()));
      var plain = checkout.run("runs");
      var document = checkout.run("check", "--format", "json");

      assertThat(plain.exitCode()).isEqualTo(signal.getValue());
      assertThat(plain.out()).isEmpty();
      assertThat(document.exitCode()).isEqualTo(signal.getValue());
      var told = new Invocation(document.exitCode(), document.out(), "").json();
      assertThat(Schemas.mistakes(told)).isEmpty();
      assertThat(told.path("code").asString()).isEqualTo("INTERRUPTED");
      assertThat(told.path("exitCode").asInt()).isEqualTo(document.exitCode());
      assertThat(checkout.builds()).isZero();
      assertThat(checkout.path(".lifeboat/builder")).matches(it -> !Files.isSymbolicLink(it));
    }
  }

  /// Maven asks the list of users alone, and its wrapper `HOME` alone.
  @Test
  void what_is_fetched_goes_below_a_home_that_is_ones_own(@TempDir Path homes) throws Exception {
    checkout.jdk("25");
    checkout.mavenThat("echo \"$HOME $*\" >line");
    var own = Files.createDirectory(homes.toRealPath().resolve("my own"));
    checkout.home(own);

    assertThat(checkout.run().err()).doesNotContain("HOME");
    assertThat(checkout.path("line"))
        .content()
        .startsWith(own + " ")
        .contains("-Dmaven.repo.local=%s/.m2/repository ".formatted(own));

    var theirs = Path.of("/usr");
    if (BuiltCheckout.isRoot()) {
      theirs = Files.createDirectory(homes.resolve("theirs"));
      Files.setAttribute(theirs, "unix:uid", 65_534);
    }
    checkout.home(theirs);
    checkout.touch("cli/src/main/java/Main.java");

    assertThat(checkout.run().err()).contains("HOME is " + theirs + ", which is not ");
    assertThat(checkout.path("line"))
        .content()
        .startsWith(System.getProperty("user.home") + " ")
        .doesNotContain("maven.repo.local");
  }

  /// Shells keep it to themselves.
  @Test
  void the_width_of_the_screen_is_handed_on() throws Exception {
    var jdk = checkout.jdk("25");
    checkout.run();
    Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"columns: $COLUMNS\"\n");
    checkout.program(
        "screen",
        "unset COLUMNS; exec script -qefc 'stty cols 132; ./lifeboat runs' /dev/null </dev/null");

    var ended = FakeCheckout.await(checkout.start(checkout.path("bin/screen")));

    assertThat(ended.out()).contains("columns: 132");
  }

  @Test
  void it_finds_its_checkout_through_a_symbolic_link() throws Exception {
    checkout.jdk("25");
    var link = Files.createSymbolicLink(checkout.path("link"), Path.of("lifeboat"));

    var ended = FakeCheckout.await(checkout.start(link));

    assertThat(ended.out()).contains("-Dlifeboat.home=" + checkout.path("") + "\n");
  }

  /// As a folder on the PATH has it.
  @Test
  void it_finds_its_checkout_through_a_link_to_a_link_in_another_folder() throws Exception {
    checkout.jdk("25");
    var bin = Files.createDirectories(checkout.path("home/bin"));
    Files.createSymbolicLink(checkout.path("link"), Path.of("lifeboat"));
    var link = Files.createSymbolicLink(bin.resolve("boat"), Path.of("../../link"));

    var ended = FakeCheckout.await(checkout.start(link));

    assertThat(ended.out())
        .contains("-Dlifeboat.home=" + checkout.path("") + "\n")
        .contains("-Dlifeboat.command=" + link + "\n");
  }
}
