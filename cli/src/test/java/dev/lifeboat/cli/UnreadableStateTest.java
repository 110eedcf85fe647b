package dev.lifeboat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.FakeCheckout.Ended;
import dev.lifeboat.control.PastRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Goal: what could not be written or read is said, with the exit code that the documents promise,
/// and is never told as if it were not there.
///
/// Method: the program as people start it, as a user who may not read everything, on a full disk,
/// on one that takes no more, and over files that nobody may read.
final class UnreadableStateTest {
  private static final String RUN = "20261119-080000-aaaa";
  private static BuiltCheckout checkout;

  private Path shop;
  private Path state;
  private Path run;

  @BeforeAll
  static void build() throws Exception {
    checkout = new BuiltCheckout(true);
  }

  @AfterAll
  static void remove() throws IOException {
    checkout.close();
  }

  /// A plan with its state folder beside it, in which a drill has passed.
  @BeforeEach
  void make() throws Exception {
    shop = checkout.folder("shop-" + System.nanoTime());
    Files.copy(Invocation.STOREFRONT, shop.resolve("lifeboat.yaml"));
    state = Files.createDirectory(shop.resolve(".lifeboat"));
    var past = new PastRuns(state);
    past.drill(RUN, "passed");
    run = state.resolve("runs").resolve(RUN);
    Files.writeString(run.resolve("ledger.jsonl"), "{}\n");
    checkout.own(shop);
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void let_it_be_removed() throws Exception {
    for (var path : new Path[] {run.getParent(), run, run.resolve("result.json")}) {
      if (Files.exists(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void hide(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
  }

  private Ended lifeboat(String words) throws Exception {
    return checkout.sh(shop, "$lifeboat " + words);
  }

  private static void ends(Ended told, int exitCode, String... words) {
    assertThat(told.exitCode()).as(told.toString()).isEqualTo(exitCode);
    assertThat(told.out() + told.err()).contains(words);
    ContractTest.assertReadable(new Invocation(told.exitCode(), told.out(), told.err()));
  }

  @Test
  void what_a_full_disk_did_not_take_is_no_success() throws Exception {
    ends(lifeboat("runs >/dev/full"), 1, "LB6001", "No space left on device", "not whole");
    ends(lifeboat("runbook lifeboat.yaml --json >/dev/full"), 1, "LB6001");
    assertThat(lifeboat("runs --json >/dev/full 2>/dev/full").exitCode()).isEqualTo(1);
  }

  @Test
  void looks_that_nobody_gets_come_to_an_end() throws Exception {
    var watch = "timeout 40 $lifeboat status lifeboat.yaml --watch";
    ends(checkout.sh(shop, watch + " >/dev/full"), 1, "LB6001", "No space left on device");
    ends(
        checkout.sh(shop, "{ %s; echo \"it ended with $?\" >&2; } | head -1".formatted(watch)),
        0,
        "storefront  ",
        "it ended with 0");
  }

  @Test
  void no_letter_is_lost_in_the_c_locale() throws Exception {
    ends(checkout.sh(shop, "LC_ALL=C $lifeboat evidence verify --help"), 0, "ed25519:9f1c…");
  }

  @Test
  void a_file_that_may_not_grow_is_told_with_its_name() throws Exception {
    ends(
        checkout.sh(shop, "ulimit -f 1; $lifeboat report " + RUN),
        1,
        "report.html",
        "File too large");
    ends(
        checkout.sh(shop, "ulimit -f 0; $lifeboat doctor --bundle trouble.zip"),
        1,
        "LB6001",
        "the bundle trouble.zip cannot be written: File too large");
  }

  @Test
  void a_result_that_may_not_be_read_is_unknown_everywhere() throws Exception {
    ends(lifeboat("status lifeboat.yaml"), 3, "measured RTO 0.91 s");

    hide(run.resolve("result.json"));

    var why = "result.json: permission denied";
    ends(lifeboat("runs"), 3, "unreadable", why);
    ends(lifeboat("status lifeboat.yaml"), 3, "drills unknown", "1 of 1 run cannot be read", why);
    ends(lifeboat("drill lifeboat.yaml --history"), 3, "UNKNOWN  1 of 1 run cannot be read", why);
    ends(lifeboat("doctor"), 3, "UNKNOWN", "1 run cannot be read, such as " + RUN, why);
    var status = json("status lifeboat.yaml --json").at("/workloads/0");
    assertThat(status.path("lastDrill").isNull()).isTrue();
    assertThat(status.path("drillsKnown").asBoolean(true))
        .as("never drilled, or unknown")
        .isFalse();
    var history = json("drill lifeboat.yaml --history --json").at("/workloads/0");
    assertThat(history.path("known").asBoolean(true)).as("not proven, or unknown").isFalse();
  }

  /// Method: what a user sees who was told of the folder of somebody else's drills.
  @Test
  void the_runs_of_another_user_are_unknown_and_not_missing() throws Exception {
    checkout.disown(state);
    var named = " --state " + state;

    ends(lifeboat("runs" + named), 3, "unreadable", "permission denied");
    ends(lifeboat("status lifeboat.yaml" + named), 3, "drills unknown", "permission denied");
    ends(lifeboat("drill lifeboat.yaml --history" + named), 3, "UNKNOWN  1 of 1 run cannot be");
    var doctor = lifeboat("doctor" + named);
    ends(doctor, 3, "1 run cannot be read", "permission denied");
    ends(doctor, 3, "nothing can be written into " + state + ": permission denied");
    ends(
        lifeboat("resume" + named),
        2,
        "LB4009  which run is open is not known",
        "permission denied");
    ends(lifeboat("ledger " + RUN + named), 1, "LB4001", "permission denied");
    ends(lifeboat("evidence verify " + RUN + named), 2, "LB4009", "permission denied");
  }

  /// Method: a link to a folder of root's, which is what whoever put it there would have made.
  @Test
  void a_state_folder_of_another_user_is_not_just_found() throws Exception {
    var theirs = checkout.folder("theirs-" + System.nanoTime());
    Files.copy(Invocation.STOREFRONT, theirs.resolve("lifeboat.yaml"));
    Files.createSymbolicLink(theirs.resolve(".lifeboat"), Path.of("/usr"));

    var why = theirs.resolve(".lifeboat") + " belongs to user 0, not to user ";
    for (var words : new String[] {"status lifeboat.yaml", "runs", "doctor --bundle trouble.zip"}) {
      ends(checkout.sh(theirs, "$lifeboat " + words), 2, "LB1004", why, "--state DIR");
    }
    var doctor = checkout.sh(theirs, "$lifeboat doctor lifeboat.yaml");
    ends(doctor, 3, "lifeboat  TROUBLE  state: ", why, "  jdk ", "  clock ", "--state DIR");
    assertThat(doctor.out()).as("nothing of it").doesNotContain("  runs ", "  keys ", "  agent ");
  }

  /// Else a drill that passed would be one of another plan.
  @Test
  void a_plan_of_a_run_that_may_not_be_read_is_unknown_too() throws Exception {
    hide(run.resolve("plan.yaml"));

    var why = "plan.yaml: permission denied";
    ends(lifeboat("status lifeboat.yaml"), 3, "drills unknown", "1 of 1 run cannot be read", why);
    ends(lifeboat("drill lifeboat.yaml --history"), 3, "UNKNOWN  1 of 1 run cannot be read", why);
    ends(lifeboat("doctor"), 3, "lifeboat  UNKNOWN", "1 run cannot be read, such as " + RUN, why);

    new PastRuns(state).drill("20261118-080000-bbbb", "passed");
    checkout.own(state);
    ends(lifeboat("status lifeboat.yaml"), 3, "newest known drill", "1 of 2 runs cannot be", why);

    Files.writeString(run.resolve("journal.jsonl"), "no journal\n{}\n");
    ends(lifeboat("doctor"), 3, "TROUBLE", "such as " + RUN, "run " + RUN + " cannot be read: ");
  }

  private JsonNode json(String words) throws Exception {
    var told = lifeboat(words);
    var document = new Invocation(told.exitCode(), told.out(), told.err()).json();
    assertThat(Schemas.mistakes(document)).isEmpty();
    return document;
  }

  /// Method: the newest is hidden, whose absence no other run shows.
  @Test
  void a_run_that_may_not_be_read_is_not_left_out_of_what_is_verified() throws Exception {
    var newest = "20261120-080000-bbbb";
    var past = new PastRuns(state);
    past.seal(RUN);
    past.open(newest);
    past.end(newest);
    past.seal(newest);
    var hidden = run.resolveSibling(newest);
    Files.writeString(run.resolve("seal.json"), "{}");
    Files.writeString(hidden.resolve("seal.json"), "{}");
    checkout.own(state);
    hide(hidden);

    var verified = lifeboat("evidence verify .lifeboat/runs --any-signer");
    var open = lifeboat("runs --open");

    Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwxr-xr-x"));
    ends(verified, 2, "LB4009", newest, "permission denied", "nothing was verified");
    ends(open, 3, newest, "unreadable", "permission denied");
  }

  @Test
  void a_result_that_is_damaged_is_unknown_everywhere() throws Exception {
    Files.writeString(run.resolve("result.json"), "{\"schema\":");

    ends(lifeboat("runs"), 3, "unreadable", "result.json");
    ends(lifeboat("status lifeboat.yaml"), 3, "drills unknown", "1 of 1 run cannot be read");
    ends(lifeboat("drill lifeboat.yaml --history"), 3, "UNKNOWN  1 of 1 run cannot be read");
    ends(lifeboat("doctor"), 3, "run " + RUN + " cannot be read");
  }

  @Test
  void two_state_folders_that_differ_stop_whatever_reads_one() throws Exception {
    var here = checkout.folder("elsewhere-" + System.nanoTime());
    Files.createDirectory(here.resolve(".lifeboat"));
    checkout.own(here);

    for (var words : new String[] {"runbook", "simulate", "status"}) {
      ends(
          checkout.sh(here, "$lifeboat %s %s".formatted(words, shop.resolve("lifeboat.yaml"))),
          2,
          "LB1004",
          "there are two state folders");
    }
  }

  @Test
  void a_parser_speaks_in_words_and_names_the_place() throws Exception {
    Files.writeString(run.resolve("result.json"), "{\"schema\":\n \"lifeboat\nx\"}");

    for (var words : new String[] {"runs", "status lifeboat.yaml", "doctor"}) {
      var told = lifeboat(words);
      assertThat(told.out()).contains("result.json: it is no JSON at line 2, column ");
      assertThat(told.out() + told.err()).doesNotContain("Source", "CTRL-CHAR");
    }
  }

  @Test
  void a_folder_that_may_not_be_read_is_not_said_to_be_no_folder() throws Exception {
    hide(run);
    ends(lifeboat("runs"), 3, "unreadable", "cannot read " + run + ": permission denied");
    ends(lifeboat("report " + RUN), 2, "LB4009", "permission denied");
    ends(lifeboat("evidence verify " + RUN), 2, "LB4009", "permission denied");
    hide(run.getParent());
    ends(lifeboat("evidence verify " + RUN), 2, "LB4009", "permission denied");
    var named = "evidence verify .lifeboat/runs/" + RUN + " --state elsewhere";
    ends(lifeboat(named), 2, "LB4009", "permission denied");
    ends(lifeboat("report " + RUN), 1, "LB4001", "permission denied");
  }

  /// Method: a user who may not read the lab that stands there.
  @Test
  void a_lab_of_somebody_else_is_told_as_such() throws Exception {
    var lab = Files.createDirectories(state.resolve("lab/storefront/east"));
    var topology = Files.writeString(lab.resolveSibling("lab.json"), "{}");
    checkout.own(state);
    hide(topology);

    for (var words : new String[] {"status", "check"}) {
      var told = lifeboat(words + " lifeboat.yaml");
      ends(told, 3, "storefront  UNKNOWN", "LB5004", "lab.json: permission denied", "owner");
      assertThat(told.toString()).doesNotContain("lab down");
    }
    ends(lifeboat("status lifeboat.yaml"), 3, "measured RTO 0.91 s");
    ends(lifeboat("failover lifeboat.yaml --dry-run"), 3, "LB2023", "lab.json: permission denied");
    ends(lifeboat("failover lifeboat.yaml"), 1, "LB5004", "lab.json: permission denied");
    ends(lifeboat("doctor lifeboat.yaml"), 3, "permission denied", "  jdk ", "  runs ");

    var labs = state.resolve("lab");
    hide(labs);
    var told = new ArrayList<Ended>();
    for (var words : new String[] {"status", "check", "doctor", "lab down"}) {
      told.add(lifeboat(words + " lifeboat.yaml"));
    }
    Files.setPosixFilePermissions(labs, PosixFilePermissions.fromString("rwxr-xr-x"));
    told.subList(0, 2).forEach(it -> ends(it, 3, "LB5004", "permission denied", "owner"));
    ends(told.get(2), 3, "permission denied", "  jdk ", "  runs ");
    ends(told.getLast(), 1, "LB5004", "permission denied", "owner");
    assertThat(told).noneMatch(it -> it.toString().contains("is not up"));
    assertThat(told).noneMatch(it -> it.toString().contains(" is up, so no agent"));
  }

  @Test
  void a_lab_that_may_not_be_read_is_not_taken_down_and_that_is_told() throws Exception {
    var lab = Files.createDirectories(state.resolve("lab/storefront/east"));
    checkout.own(state);
    hide(lab);

    var down = lifeboat("lab down lifeboat.yaml");

    Files.setPosixFilePermissions(lab, PosixFilePermissions.fromString("rwxr-xr-x"));
    ends(down, 1, "LB5005", "permission denied");
  }

  /// Nobody is at a terminal, and nothing was said of a service: that is told once there is a
  /// place.
  @Test
  void a_folder_that_may_not_be_written_is_told_by_init_before_anything_else() throws Exception {
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-xr-xr-x"));

    ends(lifeboat("init .lifeboat/new/lifeboat.yaml"), 1, "LB6001", "permission denied");

    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    ends(lifeboat("init .lifeboat/new/lifeboat.yaml"), 2, "LB1004", "nobody is at a terminal");
  }

  @Test
  void a_folder_that_may_not_be_entered_is_not_said_to_be_missing_or_empty() throws Exception {
    hide(state);
    var doctor = lifeboat("doctor");
    var within = lifeboat("runs --state .lifeboat/other");
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));

    ends(doctor, 3, "keys: permission denied");
    assertThat(doctor.out()).doesNotContain("none yet");
    ends(within, 2, "LB1004", "which --state names, cannot be looked at: permission denied");
  }

  @Test
  void files_that_may_not_be_read_are_named_with_the_reason() throws Exception {
    hide(run.resolve("ledger.jsonl"));
    ends(lifeboat("ledger " + RUN), 1, "LB4001", "ledger.jsonl: permission denied");
    hide(run.resolve("journal.jsonl"));
    ends(lifeboat("resume"), 2, "LB4009  which run is open is not known", "permission denied");
    ends(lifeboat("evidence verify " + RUN), 2, "LB4009", "permission denied");
    hide(run.getParent());
    ends(lifeboat("runs"), 1, "LB4001", "permission denied", "no run can be shown");
    ends(lifeboat("status lifeboat.yaml"), 1, "LB4001", "permission denied");
    ends(lifeboat("doctor"), 3, "permission denied");
    hide(shop.resolve("lifeboat.yaml"));
    ends(lifeboat("check lifeboat.yaml"), 2, "LB1002", "permission denied");
  }

  /// Each with the exit code that its help has.
  @Test
  void what_cannot_be_listed_is_told_by_all_that_list_it() throws Exception {
    hide(run.getParent());
    var listing =
        List.of(
            "status lifeboat.yaml",
            "runs",
            "runs --open",
            "report " + RUN,
            "drills lifeboat.yaml",
            "assess lifeboat.yaml",
            "drill lifeboat.yaml --history",
            "ledger " + RUN,
            "resume",
            "evidence seal " + RUN,
            "watch " + RUN);
    for (var words : listing) {
      ends(lifeboat(words), 1, "LB4001", run.getParent() + ": permission denied");
    }
    for (var words : List.of("status", "runs", "drills", "assess")) {
      ends(lifeboat(words + " --help"), 0, "1 the runs cannot be listed");
    }
    ends(lifeboat("evidence verify .lifeboat/runs"), 2, "LB4009", "permission denied");
    ends(lifeboat("doctor --bundle trouble.zip"), 3, "UNKNOWN", run.getParent() + ": permission");
    try (var bundle = new ZipFile(shop.resolve("trouble.zip").toFile())) {
      var said = bundle.getInputStream(bundle.getEntry("left-out.txt"));
      assertThat(new String(said.readAllBytes(), UTF_8)).contains("runs", "permission denied");
    }
    ends(lifeboat("check lifeboat.yaml"), 3, "UNKNOWN");
    ends(lifeboat("check lifeboat.yaml --plan-only"), 0, "no region was asked");
  }

  @Test
  void what_doctor_may_not_read_is_not_said_to_be_damaged() throws Exception {
    var past = new PastRuns(state);
    past.cut("20261118-080000-bbbb", "nothing");
    var tabletop = state.resolve("runs/20261117-080000-cccc/tabletop.json");
    Files.writeString(Files.createDirectory(tabletop.getParent()).resolve("tabletop.json"), "{}");
    checkout.own(state);
    hide(tabletop);
    hide(state.resolve("runs/20261118-080000-bbbb/drill.jsonl"));

    ends(lifeboat("doctor"), 3, "lifeboat  UNKNOWN", "2 runs cannot be read", "permission denied");
  }

  @Test
  void a_vault_that_may_not_be_used_is_told_with_the_reason() throws Exception {
    ends(lifeboat("vault init vault --key-file key"), 0, "vault");
    var keys = shop.resolve("vault/keys");
    hide(keys);

    ends(lifeboat("vault ls vault --key-file key"), 1, "LB9003", "vault/keys: permission denied");

    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    hide(Files.createDirectory(shop.resolve("vault/packs")));
    ends(
        lifeboat("vault backup vault lifeboat.yaml --key-file key"),
        1,
        "LB9003",
        ": permission denied");
  }

  @Test
  void from_another_folder_the_same_is_told_and_a_mistyped_one_is_bad_usage() throws Exception {
    var elsewhere = checkout.folder("elsewhere");

    var told = checkout.sh(elsewhere, "$lifeboat status " + shop.resolve("lifeboat.yaml"));
    ends(told, 3, "measured RTO 0.91 s");
    for (var command : new String[] {"status ", "check ", "drill --history ", "doctor "}) {
      var mistyped =
          checkout.sh(
              elsewhere,
              "$lifeboat " + command + shop.resolve("lifeboat.yaml") + " --state .lifebaot");
      ends(mistyped, 2, "LB1004", ".lifebaot", "is not there");
    }
    ends(checkout.sh(elsewhere, "$lifeboat runs --state /etc/passwd"), 2, "names no folder");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void what_is_told_to_be_done_finds_the_same_state_folder_from_there() throws Exception {
    var plan = shop.resolve("lifeboat.yaml");

    ends(
        checkout.sh(checkout.folder("elsewhere"), "$lifeboat status " + plan),
        3,
        "lab up %s --state %s'".formatted(plan, state));
  }

  /// From another one the answer may be another.
  @Test
  void the_state_folder_that_was_read_is_named() throws Exception {
    var status = "status lifeboat.yaml";
    var history = "drill lifeboat.yaml --history";

    ends(lifeboat(status), 3, "as of ", ", by the state folder " + state + "\n");
    ends(lifeboat(history), 0, "as of ", ", by the state folder " + state + "\n");
    ends(lifeboat("check lifeboat.yaml"), 3, "as of ", ", by the state folder " + state + "\n");
    ends(lifeboat("doctor lifeboat.yaml"), 3, "as of ", ", by the state folder " + state + "\n");
    ends(lifeboat("resume"), 2, "no run below " + state.resolve("runs") + " is open");
  }

  /// Method: a lab whose service is not there comes as far as that.
  @Test
  void a_state_folder_that_is_made_is_told_in_the_form_of_all_talk() throws Exception {
    var own = checkout.folder("own-" + System.nanoTime());
    Files.copy(Invocation.STOREFRONT, own.resolve("lifeboat.yaml"));
    checkout.own(own);

    var told = checkout.sh(own, "$lifeboat lab up lifeboat.yaml --progress json --state its");

    assertThat(told.err()).contains("the state folder is " + own.resolve("its"));
    ContractTest.requireJsonLines(told.err());
  }

  /// People answer at the terminal while the document goes elsewhere.
  @Test
  void questions_are_asked_at_the_terminal_while_the_document_goes_into_a_file() throws Exception {
    var held =
        checkout.sh(
            shop,
            "yes 1 | head -200 | timeout 120 script -qefc"
                + " \"$lifeboat drill lifeboat.yaml --tabletop --json >t.json\" /dev/null");

    assertThat(held.exitCode()).as(held.toString()).isZero();
    assertThat(held.out()).contains("Tabletop: region-loss", "Did you know?");
    var document = new Invocation(0, Files.readString(shop.resolve("t.json")), "").json();
    assertThat(Schemas.mistakes(document)).isEmpty();
  }
}
