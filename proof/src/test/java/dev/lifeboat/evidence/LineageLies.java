package dev.lifeboat.evidence;

import java.util.Map;

/// Lies about the runs before one, in its opening.
final class LineageLies {
  static final String UNREAD = "{\"predecessor\":\"Unread\",\"why\":\"x\"}";

  private LineageLies() {}

  /// Adds them, each under the file that it is told in and what it says.
  static void tell(Map<String, Lie> lies) {
    var first = "{\"predecessor\":\"First\"}";
    tell(lies, "leaves out the run right before it", sealed("a", 2));
    tell(lies, "leaves out all but one", unsealed(3, 3));
    tell(lies, "has an epoch twice", sealed("a", 2), unsealed(2, 3));
    tell(lies, "goes beyond itself", sealed("a", 2), unsealed(3, 4));
    tell(lies, "names itself", sealed("a", 2), sealed(SampleFolder.RUN.value(), 3));
    tell(lies, "names a run of its own epoch", sealed("a", 4));
    tell(lies, "names runs in no order", sealed("a", 3), sealed("b", 2));
    tell(lies, "names a run twice", sealed("a", 2), sealed("a", 3));
    tell(lies, "tells first what was left out", unsealed(2, 2), sealed("a", 3));
    tell(lies, "leaves out the one before a dropped one", dropped("b", 3));
    tell(lies, "tells twice what was left out", unsealed(2, 2), unsealed(3, 3));
    tell(lies, "is not the first", first);
    tell(lies, "is the first and another", sealed("a", 2), sealed("b", 3), first);
    tell(lies, "names what nobody could read", UNREAD, sealed("a", 3));
    tell(lies, "has a predecessor of no kind", "{\"predecessor\":\"Third\"}");
    tell(lies, "misspells a seal", sealed("a", 3).replace("0a", "0A"));
    tell(lies, "misspells a run", sealed("A", 3));
    tell(lies, "drops by nobody", unsealed(2, 2), dropped("a", 3).replace("größer", " "));
    tell(lies, "has a field more", unsealed(2, 3).replace("}", ",\"x\":1}"));
    tell(lies, "has a field less", unsealed(2, 3).replace("\"from\":2,", ""));
  }

  private static void tell(Map<String, Lie> lies, String name, String... predecessors) {
    lies.put("journal.jsonl " + name, it -> it.predecessors(String.join(",", predecessors)));
  }

  static String sealed(String run, long epoch) {
    return "{\"predecessor\":\"Sealed\",\"run\":\"%s\",\"epoch\":%d,\"seal\":\"%s\"}"
        .formatted(run, epoch, "0a".repeat(32));
  }

  static String dropped(String run, long epoch) {
    return "{\"predecessor\":\"Dropped\",\"run\":\"%s\",\"epoch\":%d,\"by\":\"größer\"}"
        .formatted(run, epoch);
  }

  static String unsealed(long from, long until) {
    return "{\"predecessor\":\"Unsealed\",\"from\":%d,\"until\":%d}".formatted(from, until);
  }
}
