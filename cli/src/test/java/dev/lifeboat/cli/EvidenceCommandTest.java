package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceCommandTest {
  private static final String RUN = "20261120-150411-7q2k";

  @TempDir private Path state;
  private RunFolder files;

  /// A run that another had overtaken before its first step, over and not sealed yet.
  @BeforeEach
  void end_a_run() throws Exception {
    new PastRuns(state).open(RUN);
    files = new RunFolder(new RunId(RUN), state.resolve("runs").resolve(RUN));
    try (var journal = FileJournal.resume(files.journal(), JournalReader.read(files.journal()))) {
      journal.append(
          journal.nextSequence(),
          List.of(new Event.RunEnded(Event.Outcome.DECLINED, "overtaken")),
          Instant.EPOCH);
    }
  }

  @Test
  void a_run_without_a_seal_is_broken_until_it_is_sealed() {
    var before = verify();
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.out()).startsWith("broken  journal.jsonl:2 ").contains("is not sealed");

    var sealed = run("evidence", "seal", RUN, "--state", state);
    assertThat(sealed.exitCode()).isZero();
    assertThat(sealed.out()).startsWith("intact  run " + RUN);
    assertThat(sealed.err()).contains("ed25519:").contains("pinned in");
    assertThat(run("evidence", "seal", RUN, "--state", state).err()).doesNotContain("pinned");

    var verified = verify();
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out())
        .contains("known from", "evidence.pub", "no canary watched this run")
        .contains("follows nobody: it is the first run of its workload");
  }

  /// Whoever seals vouches for what is in the folder.
  @Test
  void a_folder_that_somebody_handed_in_is_not_signed_unseen() throws Exception {
    Files.writeString(
        files.result(), "{\"run\":\"" + RUN + "\",\"rto\":{\"objectiveSeconds\":1.0}}");
    var journal = Files.readAllBytes(files.journal());

    var refused = run("evidence", "seal", RUN, "--state", state);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).startsWith("broken  result.json claims 1.0 for rto.objectiveSeconds");
    assertThat(refused.err()).contains("evidence", "refused", "not signed: result.json claims");
    assertThat(json("evidence", "seal", RUN, "--state", state))
        .contains("\"verdict\":\"broken\"", "\"file\":\"result.json\"");
    assertThat(files.seal()).doesNotExist();
    assertThat(Files.readAllBytes(files.journal())).isEqualTo(journal);
  }

  @Test
  void why_keys_cannot_be_used_is_told_in_words() throws Exception {
    Files.writeString(state.resolve("keys"), "in the way");

    var told = run("evidence", "seal", RUN, "--state", state);

    assertThat(told.err()).contains("something else is there already");
  }

  /// Nothing was sealed yet, so nothing can be broken.
  @Test
  void a_run_that_goes_on_is_not_called_broken() throws Exception {
    var run = "20261121-080000-aaaa";
    var past = new PastRuns(state);
    past.open(run);
    past.execute(run);

    var told = run("evidence", "verify", run, "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB4012  ").contains("executes run " + run, "not sealed yet");
  }

  /// Its controller was killed: nothing is damaged, and somebody has to take it up.
  @ParameterizedTest
  @ValueSource(strings = {"verify", "seal"})
  void a_run_that_nobody_executes_any_more_is_to_be_resumed(String word) throws Exception {
    var run = "20261121-080000-aaaa";
    new PastRuns(state).open(run);

    var told = run("evidence", word, run, "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err())
        .startsWith("LB4012  run " + run + " is open")
        .contains("lifeboat resume " + run)
        .doesNotContain("another copy");
  }

  /// Of a copy nobody here knows who executes it: for an auditor it lacks its end.
  @Test
  void a_copy_that_lacks_its_end_is_no_open_run() throws Exception {
    var run = "20261121-080000-aaaa";
    new PastRuns(state).open(run);
    var copy = Files.createDirectories(state.resolve("audit").resolve(run));
    for (var file : List.of("journal.jsonl", "plan.yaml")) {
      Files.copy(state.resolve("runs").resolve(run).resolve(file), copy.resolve(file));
    }

    assertThat(run("evidence", "verify", copy, "--state", state).out())
        .startsWith("broken  journal.jsonl:1 does not close the run");
  }

  /// What it has yet to write would break the seal.
  @Test
  void a_run_that_another_process_executes_is_not_sealed() throws Exception {
    var run = "20261121-080000-aaaa";
    var past = new PastRuns(state);
    past.open(run);
    past.end(run);
    var other = new ProcessBuilder("cat").start();
    try {
      past.execute(run, other.pid());

      var told = run("evidence", "seal", run, "--state", state);

      assertThat(told.exitCode()).isEqualTo(4);
      assertThat(told.err()).startsWith("LB3003  ").contains("executes run " + run);
      assertThat(state.resolve("runs").resolve(run).resolve("seal.json")).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /// Goal: a whole drill is not called broken, and one whose journal was taken away is.
  @Test
  void what_opened_no_journal_has_nothing_to_verify() throws Exception {
    var run = Files.createDirectories(state.resolve("runs/20261121-080000-aaaa"));
    Files.writeString(run.resolve("plan.yaml"), "plan: shop");
    var result =
        """
        {"schema":"lifeboat.drill/v1","scenario":"%s","plan":"shop","workload":"shop",\
        "run":"20261121-080000-aaaa","outcome":"%s","startedAt":"2026-11-21T08:00:00Z","steps":[%s]}\
        """;

    for (var kept : List.of("service-loss passed", "region-loss not-ready")) {
      var words = kept.split(" ");
      Files.writeString(run.resolve("result.json"), result.formatted(words[0], words[1], ""));
      var healed = run("evidence", "verify", run.getFileName(), "--state", state);
      assertThat(healed.exitCode()).as(healed.toString()).isEqualTo(2);
      assertThat(healed.err()).startsWith("LB4012  ").contains("a drill that moved nothing");
    }
    Files.delete(run.resolve("plan.yaml"));
    assertThat(run("evidence", "verify", run, "--state", state).err()).startsWith("LB4012  ");

    Files.writeString(run.resolve("plan.yaml"), "plan: shop");
    for (var outcome : List.of("passed", "missed", "failed")) {
      Files.writeString(
          run.resolve("result.json"),
          result.formatted("region-loss", outcome, "{\"id\":\"fence\"}"));
      var robbed = run("evidence", "verify", run, "--state", state);
      assertThat(robbed.exitCode()).isEqualTo(1);
      assertThat(robbed.out()).startsWith("broken  journal.jsonl is missing");
    }
  }

  @Test
  void what_is_no_run_has_the_code_of_that() throws Exception {
    var empty = Files.createDirectories(state.resolve("Some_Copies"));
    var file = Files.createFile(state.resolve("a-file"));

    for (var none : List.of(empty, file, state.resolve("nowhere"))) {
      var told = run("evidence", "verify", none, "--state", state);
      assertThat(told.exitCode()).isEqualTo(2);
      assertThat(told.err()).startsWith("LB4004  " + none + " is no folder");
    }
  }

  @Test
  void a_stranger_needs_the_key_or_is_told_that_the_signer_is_unknown() throws Exception {
    run("evidence", "seal", RUN, "--state", state);
    var pinned = state.resolve("keys").resolve("evidence.pub");
    var other = EvidenceKeys.open(state.resolve("other"), new SecureRandom()).signer().text();
    var elsewhere = state.resolve("elsewhere");

    var unknown = run("evidence", "verify", files.folder(), "--state", elsewhere);
    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.out()).startsWith("intact, signer unknown  run " + RUN).contains("--key");
    assertThat(verifyAs("--any-signer").exitCode()).isZero();
    assertThat(verifyAs("--key", pinned).exitCode()).isZero();
    assertThat(verifyAs("--key", Files.readString(pinned)).exitCode()).isZero();
    // A key that is given counts alone, also beside one that is pinned.
    assertThat(run("evidence", "verify", RUN, "--key", other, "--state", state).exitCode())
        .isEqualTo(4);
    assertThat(run("evidence", "verify", RUN, "--key", other, "--state", state).out())
        .contains("signed by another key than the one you gave");
    var noKey = verifyAs("--key", "ed25519:12");
    assertThat(noKey.exitCode()).isEqualTo(2);
    assertThat(noKey.err()).contains("LB1004", "ed25519:");
    assertThat(verifyAs("--key", "nosuch.pub").err())
        .contains("'nosuch.pub' is no public key: it is not there");
    assertThat(elsewhere).doesNotExist();
  }

  /// The private key lies beside the public one, so the slip is near.
  @Test
  void no_byte_of_a_private_key_is_ever_told() throws Exception {
    run("evidence", "seal", RUN, "--state", state);
    var key = state.resolve("keys").resolve("evidence.key");
    var text = Files.readString(key);
    var secret = text.lines().toList().get(1);

    for (var given : List.of(key.toString(), text)) {
      for (var form : List.of("--json", "--debug")) {
        var told = run("evidence", "verify", RUN, "--state", state, "--key", given, form);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("LB1004").contains("holds a private key");
        assertThat(told.out() + told.err()).doesNotContain(secret, secret.substring(0, 12));
      }
    }
    var other = Files.writeString(state.resolve("passwd"), "root:x:0:0:root");
    var noKey = run("evidence", "verify", RUN, "--state", state, "--key", other);
    assertThat(noKey.err()).contains("holds no public key").doesNotContain("root:x");

    Files.copy(key, key.resolveSibling("mistaken.pub"));
    var pinned = verify();
    assertThat(pinned.exitCode()).isEqualTo(1);
    assertThat(pinned.err()).startsWith("LB6001").doesNotContain(secret);
  }

  @Test
  void every_answer_is_one_document_of_the_published_schema() throws Exception {
    var broken = json("evidence", "verify", RUN, "--state", state);
    run("evidence", "seal", RUN, "--state", state);
    var intact = json("evidence", "verify", RUN, "--state", state);
    var unknown = json("evidence", "verify", files.folder(), "--state", state.resolve("no"));
    Files.writeString(files.plan(), "#");
    var changed = json("evidence", "verify", RUN, "--state", state);

    assertThat(broken).contains("\"verdict\":\"broken\"", "\"line\":2", "\"exitCode\":1");
    assertThat(intact).contains("\"verdict\":\"intact\"", "\"verified\":true", "\"exitCode\":0");
    assertThat(intact).contains("\"predecessors\":[{\"predecessor\":\"First\"}]");
    assertThat(unknown).contains("\"verdict\":\"signer-unknown\"", "\"exitCode\":4");
    assertThat(changed).contains("\"file\":\"plan.yaml\"", "\"exitCode\":1");
  }

  /// Another hour or another zone would break the seal.
  @Test
  void a_sealed_page_is_not_made_again() throws Exception {
    run("evidence", "seal", RUN, "--state", state);
    var page = Files.getLastModifiedTime(files.report());

    var report = run("report", RUN, "--state", state);

    assertThat(report.exitCode()).isZero();
    assertThat(report.out()).contains("report.html");
    assertThat(Files.getLastModifiedTime(files.report())).isEqualTo(page);
    assertThat(verify().exitCode()).isZero();
  }

  private Invocation verify() {
    return run("evidence", "verify", RUN, "--state", state);
  }

  private Invocation verifyAs(Object... options) {
    var words = new Object[options.length + 5];
    System.arraycopy(
        new Object[] {"evidence", "verify", files.folder(), "--state", state.resolve("elsewhere")},
        0,
        words,
        0,
        5);
    System.arraycopy(options, 0, words, 5, options.length);
    return run(words);
  }

  private static Invocation run(Object... words) {
    var told = Invocation.of(words);
    assertThat(told.out()).doesNotContain("null");
    return told;
  }

  private static String json(Object... words) {
    var more = new Object[words.length + 1];
    System.arraycopy(words, 0, more, 0, words.length);
    more[words.length] = "--json";
    var told = Invocation.of(more);
    assertThat(Schemas.mistakes(told.json())).as(told.out()).isEmpty();
    return told.out();
  }
}
