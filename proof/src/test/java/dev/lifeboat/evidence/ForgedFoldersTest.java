package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a signature makes no lie true. What the journal cannot say, and what the canary's log does
/// not show, is found although every hash and the signature are right.
///
/// Method: one lie a folder, told by whoever holds the key; ours and the script must both name the
/// file, and ours the line.
@Tag("campaign")
final class ForgedFoldersTest {

  @TempDir Path folder;

  private static Map<String, Lie> lies() {
    var lies = new LinkedHashMap<String, Lie>();
    figures(lies);
    objectives(lies);
    ledger(lies);
    spelling(lies);
    BasisLies.tell(lies);
    RehearsalLies.tell(lies);
    JournalLies.tell(lies);
    LineageLies.tell(lies);
    return lies;
  }

  private static void figures(Map<String, Lie> lies) {
    lies.put(
        "result.json rto",
        it -> it.replace("result.json", "\"seconds\":0.63,", "\"seconds\":0.13,"));
    lies.put("result.json rpo", it -> it.replace("result.json", "0.082", "0.0"));
    lies.put("result.json lost", it -> it.replace("result.json", "\"lost\":2", "\"lost\":0"));
    lies.put("result.json numbers", it -> it.replace("result.json", "[147,149]", "[147]"));
    lies.put(
        "result.json unknown", it -> it.replace("result.json", "\"unknown\":3", "\"unknown\":2"));
    lies.put("result.json surviving", it -> it.replace("result.json", "267", "268"));
    lies.put("result.json bucket", it -> it.replace("result.json", "\"bucket\":1", "\"bucket\":0"));
    lies.put("result.json met", it -> it.replace("result.json", "900.0", "0.5"));
    lies.put(
        "result.json passed",
        it ->
            it.file(
                "result.json",
                text ->
                    text.replace("900.0", "0.5").replaceFirst("\"met\":true", "\"met\":false")));
    lies.put(
        "result.json run", it -> it.replace("result.json", "7q2k\",\"started", "8q2k\",\"started"));
    lies.put(
        "result.json unmeasured",
        it ->
            it.file(
                "result.json",
                text ->
                    text.replaceFirst("\"writes\":\\{.*?\\},\"lostN.*?\\}", "\"writes\":null")));
    lies.put(
        "result.json from nothing",
        it -> it.file("canary.jsonl", text -> text.replaceFirst("\"n\":9,", "\"n\":8,")));
    lies.put(
        "result.json of a log that is misspelled",
        it -> it.replace("canary.jsonl", "\"rate\":50", "\"rate\": 50"));
    lies.put("result.json held", it -> it.replace("held.json", "[1,146],[148,148]", "[1,148]"));
    lies.put(
        "result.json unread",
        it ->
            it.file(
                "held.json",
                text -> text.replaceFirst("\\{\"numbers\":\\[.*?]]}", "{\"unread\":\"gone\"}")));
    lies.put(
        "result.json fault", it -> it.replace("held.json", "15:04:08.000000Z", "15:04:07.500000Z"));
    lies.put("held.json region", it -> it.replace("held.json", "\"west\"", "\"east\""));
    lies.put(
        "held.json fault after the run that it began",
        it ->
            it.file("held.json", text -> text.replaceAll("08\\.0(00|12)000Z", "08.500000Z"))
                .replace("result.json", "\"seconds\":0.63,", "\"seconds\":0.13,")
                .replace("result.json", "0.082", "0.57"));
    lies.put("held.json client", it -> it.replace("held.json", "7q2k", "8q2k"));
  }

  private static void objectives(Map<String, Lie> lies) {
    lies.put("result.json objective of rto", it -> it.replace("result.json", "900.0", "1.0E9"));
    lies.put("result.json objective of rpo", it -> it.replace("result.json", "300.0", "301.0"));
    lies.put(
        "result.json passed by an objective of its own", it -> it.plan("rto: 15m", "rto: 600ms"));
    lies.put("plan.yaml no objectives", it -> it.plan("objectives:", "wishes:"));
    lies.put("plan.yaml rto twice", it -> it.plan("rto: 15m", "rto: 15m, rto: 15m"));
    lies.put("plan.yaml no duration", it -> it.plan("rto: 15m", "rto: 15 m"));
    lies.put("plan.yaml an anchor", it -> it.plan("rto: 15m", "rto: &a 15m"));
    lies.put("plan.yaml", it -> it.file("plan.yaml", text -> text + "#"));
  }

  private static void ledger(Map<String, Lie> lies) {
    lies.put(
        "result.json ledger lost",
        it -> it.replace("result.json", "{\"lost\":2,\"matches", "{\"lost\":1,\"matches"));
    lies.put(
        "result.json ledger matches",
        it -> it.replace("result.json", "\"matchesCanary\":true", "\"matchesCanary\":false"));
    lies.put(
        "result.json ledger lacks a lost row",
        it -> it.file("ledger.jsonl", text -> text.replaceFirst("[^\n]*\"147\"[^\n]*\n", "")));
    lies.put(
        "result.json ledger lacks a lost object",
        it -> it.replace("ledger.jsonl", "/149.json", "/9149.json"));
    lies.put(
        "result.json ledger has a row that is not lost",
        it -> it.replace("ledger.jsonl", "\"151\"", "\"146\""));
    lies.put(
        "result.json ledger has a row that was never sent",
        it -> it.replace("ledger.jsonl", "\"151\"", "\"99151\""));
    lies.put(
        "result.json ledger is not whole",
        it ->
            it.replace(
                "ledger.jsonl",
                "\"0/3000060\",\"unknownBeyond\":null,\"why\":null",
                "\"0/3000060\",\"unknownBeyond\":\"0/3000060\",\"why\":\"x\""));
    lies.put(
        "result.json ledger tells no rows",
        it ->
            it.file(
                "ledger.jsonl",
                text -> text.replaceFirst("\"canaryRows\":\\{.*?}", "\"canaryRows\":null")));
    lies.put(
        "ledger.jsonl run", it -> it.replace("ledger.jsonl", ",\"run\":\"2026", ",\"run\":\"2027"));
    lies.put(
        "ledger.jsonl client",
        it -> it.replace("ledger.jsonl", "\"client\":\"2026", "\"client\":\"2027"));
    lies.put(
        "ledger.jsonl half unknown",
        it -> it.replace("ledger.jsonl", "\"why\":null", "\"why\":\"x\""));
    lies.put("ledger.jsonl space", it -> it.replace("ledger.jsonl", "\"lsn\":", "\"lsn\": "));
    lies.put(
        "ledger.jsonl field", it -> it.replace("ledger.jsonl", ",\"lsn\"", ",\"x\":1,\"lsn\""));
    lies.put(
        "ledger.jsonl kind",
        it -> it.replace("ledger.jsonl", "\"bucket\",\"beyond", "\"x\",\"beyond"));
    lies.put("ledger.jsonl number", it -> it.replace("ledger.jsonl", "\"751\"", "751"));
    lies.put("ledger.jsonl torn", it -> it.file("ledger.jsonl", text -> text.strip()));
  }

  private static void spelling(Map<String, Lie> lies) {
    lies.put("held.json ranges", it -> it.replace("held.json", "[1,146]", "[1,100],[101,146]"));
    lies.put("held.json times", it -> it.replace("held.json", "08.000000Z", "08Z"));
    lies.put(
        "held.json twice",
        it -> it.replace("held.json", "{\"schema\"", "{\"schema\":\"x\",\"schema\""));
    lies.put("result.json space", it -> it.replace("result.json", "\"plan\":", "\"plan\": "));
    lies.put("result.json digits", it -> it.replace("result.json", "0.082", "0.0820"));
    lies.put("result.json line feed", it -> it.file("result.json", text -> text + "\n"));
    lies.put("runbook.json escape", it -> it.replace("runbook.json", "\"shop\"", "\"sh\\u006fp\""));
    lies.put(
        "journal.jsonl slash", it -> it.event("RunOpened", event -> event.replace("/", "\\/")));
    lies.put(
        "journal.jsonl field",
        it -> it.event("RunEnded", event -> event.replace("{", "{\"new\":1,")));
    lies.put("journal.jsonl none", it -> it.event("StepPending", _ -> "null"));
    lies.put("journal.jsonl empty", it -> it.event("StepPending", _ -> "{}"));
    lies.put(
        "journal.jsonl lacking",
        it -> it.event("PromotionIntended", event -> event.replaceFirst(",\"fences\":\\[.*]", "")));
  }

  @Test
  void whoever_tells_no_lie_is_believed() throws Exception {
    var told = told("truth", it -> it);
    // Also a run that was paused, waited for a person, lost a goal and was let go on with a loss.
    var resumed =
        told(
            "resumed",
            it ->
                it.before("StepMet", "{\"event\":\"Paused\",\"by\":\"x\"}")
                    .before("StepMet", "{\"event\":\"Resumed\",\"by\":\"x\"}")
                    .before(
                        "StepMet", "{\"event\":\"PersonNeeded\",\"code\":\"LB4005\",\"why\":\"x\"}")
                    .before("StepMet", "{\"event\":\"Resumed\",\"by\":\"x\"}")
                    .before("PromotionIntended", JournalLies.lost("fence-orders"))
                    .before("PromotionIntended", JournalLies.met("fence-orders"))
                    .before("PromotionIntended", JournalLies.accepted("promote-orders")));

    // The plan's objectives may be spelled in any way that YAML knows.
    var respelled =
        told(
            "respelled",
            it ->
                it.plan(
                    "objectives: { rto: 15m, rpo: 5m }",
                    """
                    'objectives': # as agreed
                          rpo: PT5M

                          "rto":
                            900s
                    """
                        .strip()));
    // And runs of whose chain other things are known, or nothing.
    var others =
        List.of(
            "",
            LineageLies.sealed("a", 2) + "," + LineageLies.dropped("b", 3),
            LineageLies.unsealed(2, 2) + "," + LineageLies.dropped("b", 3),
            LineageLies.unsealed(2, 3),
            LineageLies.UNREAD);
    var ofDatabase = told("database", BasisLies::truth);
    var inLab = told("rehearsal", RehearsalLies::truth);
    var honest = new ArrayList<>(List.of(told, resumed, respelled, ofDatabase, inLab));
    for (var other : others) {
      honest.add(told("lineage-" + "x".repeat(honest.size()), it -> it.predecessors(other)));
    }

    for (var run : honest) {
      assertThat(EvidenceVerifier.verify(run)).isInstanceOf(Verification.Intact.class);
    }
    assertThat(PythonVerifier.of(honest).words().values())
        .allSatisfy(said -> assertThat(said).startsWith("intact"));
  }

  @Test
  @Tag("invariant-32")
  @Tag("invariant-38")
  void a_lie_is_found_although_it_is_signed_and_nobody_else_signs_it() throws Exception {
    var honest = SampleFolder.keys(folder.resolve("honest"));
    for (var lie : lies().entrySet()) {
      var run = new RunFolder(SampleFolder.RUN, told(lie.getKey(), lie.getValue()));
      var file = lie.getKey().split(" ", 2)[0];
      var said = EvidenceVerifier.verify(run.folder());
      assertThat(said)
          .as(lie.getKey())
          .isInstanceOfSatisfying(
              Verification.Broken.class,
              broken ->
                  assertThat(broken.finding().file())
                      .as("%s: %s", lie.getKey(), broken)
                      .isEqualTo(file));

      Files.delete(run.seal());
      assertThat(Sealer.seal(run, honest, Instant.EPOCH))
          .as(lie.getKey())
          .isNotInstanceOf(SealVerdict.Signed.class);
      assertThat(run.seal()).as(lie.getKey()).doesNotExist();
    }
  }

  @Test
  void the_script_finds_the_same_lies() throws Exception {
    var folders = new ArrayList<Path>();
    for (var lie : lies().entrySet()) {
      folders.add(told(lie.getKey(), lie.getValue()));
    }
    var said = PythonVerifier.of(folders);

    var names = List.copyOf(lies().keySet());
    for (int i = 0; i < names.size(); i++) {
      var word = said.words().get(folders.get(i));
      assertThat(PythonVerifier.brokenFile(word))
          .as("%s: %s", names.get(i), word)
          .isEqualTo(names.get(i).split(" ", 2)[0]);
    }
  }

  private Path told(String name, Lie lie) throws Exception {
    var runs = folder.resolve(name.replaceAll("[^a-z]", "-"));
    var run = SampleFolder.open(runs);
    lie.tell(new Forgery(run, SampleFolder.keys(folder.resolve("keys")))).seal();
    return run.folder();
  }
}
