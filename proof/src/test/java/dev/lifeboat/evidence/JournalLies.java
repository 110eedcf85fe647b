package dev.lifeboat.evidence;

import java.util.Map;

/// Lies about what a run did: events that the engine never writes in that order.
final class JournalLies {
  private JournalLies() {}

  /// Adds them, each under the file that it is told in and what it says.
  static void tell(Map<String, Lie> lies) {
    steps(lies);
    order(lies);
    phases(lies);
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
        "journal.jsonl accepted the loss of a fence",
        it -> it.before("PromotionIntended", accepted("fence-orders")));
    lies.put(
        "journal.jsonl a failover was undone",
        it -> it.before("StepMet", "{\"event\":\"UndoBegun\",\"why\":\"x\",\"epoch\":9}"));
  }

  private static String event(String kind, String step) {
    return "{\"event\":\"%s\",\"step\":\"%s\"}".formatted(kind, step);
  }

  static String met(String step) {
    return "{\"event\":\"StepMet\",\"step\":\"%s\",\"proof\":\"x\"}".formatted(step);
  }

  static String lost(String step) {
    return "{\"event\":\"StepLost\",\"step\":\"%s\",\"why\":\"x\"}".formatted(step);
  }

  static String accepted(String step) {
    return "{\"event\":\"LossAccepted\",\"step\":\"%s\",\"by\":\"x\",\"reason\":\"x\",\"atRisk\":\"x\"}"
        .formatted(step);
  }
}
