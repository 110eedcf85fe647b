package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a signature makes no lie true. What the journal cannot say, and what the canary's log does
/// not show, is found although every hash and the signature are right.
///
/// Method: one lie a folder, told by whoever holds the key; ours and the script must both name the
/// file, and ours the line.
final class ForgedFoldersTest {

  /// Tells one lie.
  private interface Lie {
    Forgery tell(Forgery folder) throws IOException;
  }

  private static final String UNREAD = "{\"predecessor\":\"Unread\",\"why\":\"x\"}";

  @TempDir Path folder;

  private static Map<String, Lie> lies() {
    var lies = new LinkedHashMap<String, Lie>();
    figures(lies);
    ledger(lies);
    spelling(lies);
    steps(lies);
    order(lies);
    phases(lies);
    lineage(lies);
    return lies;
  }

  private static void lineage(Map<String, Lie> lies) {
    var first = "{\"predecessor\":\"First\"}";
    lineage(lies, "leaves out the run right before it", sealed("a", 2));
    lineage(lies, "leaves out all but one", unsealed(3, 3));
    lineage(lies, "has an epoch twice", sealed("a", 2), unsealed(2, 3));
    lineage(lies, "goes beyond itself", sealed("a", 2), unsealed(3, 4));
    lineage(lies, "names itself", sealed("a", 2), sealed(SampleFolder.RUN.value(), 3));
    lineage(lies, "names a run of its own epoch", sealed("a", 4));
    lineage(lies, "names runs in no order", sealed("a", 3), sealed("b", 2));
    lineage(lies, "names a run twice", sealed("a", 2), sealed("a", 3));
    lineage(lies, "tells first what was left out", unsealed(2, 2), sealed("a", 3));
    lineage(lies, "leaves out the one before a dropped one", dropped("b", 3));
    lineage(lies, "tells twice what was left out", unsealed(2, 2), unsealed(3, 3));
    lineage(lies, "is not the first", first);
    lineage(lies, "is the first and another", sealed("a", 2), sealed("b", 3), first);
    lineage(lies, "names what nobody could read", UNREAD, sealed("a", 3));
    lineage(lies, "has a predecessor of no kind", "{\"predecessor\":\"Third\"}");
    lineage(lies, "misspells a seal", sealed("a", 3).replace("0a", "0A"));
    lineage(lies, "misspells a run", sealed("A", 3));
    lineage(lies, "drops by nobody", unsealed(2, 2), dropped("a", 3).replace("größer", " "));
    lineage(lies, "has a field more", unsealed(2, 3).replace("}", ",\"x\":1}"));
    lineage(lies, "has a field less", unsealed(2, 3).replace("\"from\":2,", ""));
  }

  private static void lineage(Map<String, Lie> lies, String name, String... predecessors) {
    lies.put("journal.jsonl " + name, it -> it.predecessors(String.join(",", predecessors)));
  }

  private static String sealed(String run, long epoch) {
    return "{\"predecessor\":\"Sealed\",\"run\":\"%s\",\"epoch\":%d,\"seal\":\"%s\"}"
        .formatted(run, epoch, "0a".repeat(32));
  }

  private static String dropped(String run, long epoch) {
    return "{\"predecessor\":\"Dropped\",\"run\":\"%s\",\"epoch\":%d,\"by\":\"größer\"}"
        .formatted(run, epoch);
  }

  private static String unsealed(long from, long until) {
    return "{\"predecessor\":\"Unsealed\",\"from\":%d,\"until\":%d}".formatted(from, until);
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

  private static void steps(Map<String, Lie> lies) {
    lies.put(
        "journal.jsonl no fence was met", it -> it.without("StepMet\",\"step\":\"fence-orders"));
    lies.put(
        "journal.jsonl a fence was lost",
        it -> it.before("PromotionIntended", lost("fence-orders")));
    lies.put(
        "journal.jsonl no proof of a fence",
        it -> it.event("PromotionIntended", event -> event.replaceFirst("\\[.*]", "[]")));
    lies.put(
        "journal.jsonl another epoch",
        it -> it.event("PromotionIntended", event -> event.replace("\"epoch\":4", "\"epoch\":5")));
    lies.put(
        "journal.jsonl another region",
        it ->
            it.event(
                "PromotionIntended",
                event -> event.replace("\"region\":\"west\"", "\"region\":\"east\"")));
    lies.put("journal.jsonl never asked for", it -> it.without("PromotionIntended"));
    lies.put(
        "journal.jsonl pursued, not promoted",
        it ->
            it.event(
                "PromotionIntended",
                event ->
                    event
                        .replace("PromotionIntended", "PursuitIntended")
                        .replaceFirst(",\"region.*", "}")));
    lies.put(
        "journal.jsonl a request is left out",
        it ->
            it.event("PursuitIntended", event -> event.replace("\"attempt\":1", "\"attempt\":2")));
  }

  private static void order(Map<String, Lie> lies) {
    lies.put("journal.jsonl met twice", it -> it.before("RunEnded", met("fence-orders")));
    lies.put(
        "journal.jsonl begun twice",
        it -> it.before("RunEnded", event("StepStarted", "fence-orders")));
    lies.put(
        "journal.jsonl begun too early",
        it -> it.before("StepStarted", event("StepStarted", "promote-orders")));
    lies.put(
        "journal.jsonl no such step", it -> it.before("RunEnded", event("StepStarted", "nosuch")));
    lies.put(
        "journal.jsonl failed while met",
        it ->
            it.before(
                "RunEnded",
                "{\"event\":\"StepFailed\",\"step\":\"fence-orders\",\"code\":\"LB4003\",\"why\":\"x\"}"));
    lies.put(
        "journal.jsonl no such request",
        it ->
            it.before(
                "StepMet",
                "{\"event\":\"PursuitFailed\",\"step\":\"fence-entry\",\"attempt\":2,\"code\":\"LB4003\",\"why\":\"x\",\"retry\":\"LATER\"}"));
    lies.put(
        "journal.jsonl asked of a goal",
        it ->
            it.before(
                "StepMet", "{\"event\":\"Asked\",\"step\":\"fence-entry\",\"question\":\"x\"}"));
    lies.put(
        "journal.jsonl answered by a goal",
        it ->
            it.before(
                "StepMet",
                "{\"event\":\"Answered\",\"step\":\"fence-entry\",\"approved\":true,\"by\":\"x\"}"));
    lies.put(
        "journal.jsonl a runbook without a fence",
        it ->
            it.event(
                "RunOpened",
                event -> event.replaceAll("(\"Promoted\",[^}]*},\"after\":\\[)[^]]*]", "$1]")));
    lies.put(
        "journal.jsonl a runbook with a step twice",
        it ->
            it.event(
                "RunOpened",
                event -> event.replace("\"id\":\"fence-images\"", "\"id\":\"fence-orders\"")));
  }

  private static void phases(Map<String, Lie> lies) {
    lies.put("journal.jsonl not opened", it -> it.without("RunOpened"));
    lies.put("journal.jsonl opened twice", it -> it.last("{\"event\":\"RunOpened\"}"));
    lies.put("journal.jsonl never ended", it -> it.without("RunEnded"));
    lies.put(
        "journal.jsonl ended before the end", it -> it.without("StepMet\",\"step\":\"route-entry"));
    lies.put(
        "journal.jsonl undone without undo",
        it -> it.event("RunEnded", event -> event.replace("DONE", "UNDONE")));
    lies.put(
        "journal.jsonl declined by nobody",
        it -> it.event("RunEnded", event -> event.replace("DONE", "DECLINED")));
    lies.put(
        "journal.jsonl went on after its end",
        it -> it.last("{\"event\":\"Resumed\",\"by\":\"x\"}"));
    lies.put("journal.jsonl closed twice", it -> it.last("{\"event\":\"Sealed\",\"files\":{}}"));
    lies.put(
        "journal.jsonl went on while paused",
        it -> it.before("StepMet", "{\"event\":\"Paused\",\"by\":\"x\"}"));
    lies.put(
        "journal.jsonl went on without a person",
        it ->
            it.before(
                "StepStarted", "{\"event\":\"PersonNeeded\",\"code\":\"LB4005\",\"why\":\"x\"}"));
    lies.put(
        "journal.jsonl a failover was undone",
        it -> it.before("StepMet", "{\"event\":\"UndoBegun\",\"why\":\"x\",\"epoch\":9}"));
  }

  private static String event(String kind, String step) {
    return "{\"event\":\"%s\",\"step\":\"%s\"}".formatted(kind, step);
  }

  private static String met(String step) {
    return "{\"event\":\"StepMet\",\"step\":\"%s\",\"proof\":\"x\"}".formatted(step);
  }

  private static String lost(String step) {
    return "{\"event\":\"StepLost\",\"step\":\"%s\",\"why\":\"x\"}".formatted(step);
  }

  @Test
  void whoever_tells_no_lie_is_believed() throws Exception {
    var told = told("truth", it -> it);
    // Also a run that was paused, waited for a person, and lost a goal on the way.
    var resumed =
        told(
            "resumed",
            it ->
                it.before("StepMet", "{\"event\":\"Paused\",\"by\":\"x\"}")
                    .before("StepMet", "{\"event\":\"Resumed\",\"by\":\"x\"}")
                    .before(
                        "StepMet", "{\"event\":\"PersonNeeded\",\"code\":\"LB4005\",\"why\":\"x\"}")
                    .before("StepMet", "{\"event\":\"Resumed\",\"by\":\"x\"}")
                    .before("PromotionIntended", lost("fence-orders"))
                    .before("PromotionIntended", met("fence-orders")));

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
            sealed("a", 2) + "," + dropped("b", 3),
            unsealed(2, 2) + "," + dropped("b", 3),
            unsealed(2, 3),
            UNREAD);
    var honest = new ArrayList<>(List.of(told, resumed, respelled));
    for (var other : others) {
      honest.add(told("lineage-" + "x".repeat(honest.size()), it -> it.predecessors(other)));
    }

    for (var run : honest) {
      assertThat(Verifier.verify(run)).isInstanceOf(Verification.Intact.class);
    }
    if (PythonVerifier.isHere()) {
      assertThat(PythonVerifier.of(honest).words().values())
          .allSatisfy(said -> assertThat(said).startsWith("intact"));
    }
  }

  @Test
  void a_lie_is_found_although_it_is_signed_and_nobody_else_signs_it() throws Exception {
    var honest = SampleFolder.keys(folder.resolve("honest"));
    for (var lie : lies().entrySet()) {
      var run = new RunFolder(SampleFolder.RUN, told(lie.getKey(), lie.getValue()));
      var file = lie.getKey().split(" ", 2)[0];
      var said = Verifier.verify(run.folder());
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
  @EnabledIf("dev.lifeboat.evidence.PythonVerifier#isHere")
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
