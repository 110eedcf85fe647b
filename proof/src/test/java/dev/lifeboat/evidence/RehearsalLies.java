package dev.lifeboat.evidence;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Lies about where a drill was held, told in a folder whose plan rehearses another in a lab.
final class RehearsalLies {
  private static final String RESULT = "result.json";
  private static final String HASH = "0f".repeat(32);
  private static final String IN_LAB =
      "\"inLab\":{\"plan\":\"theirs\",\"planSha256\":\"%s\",\"dataPathAlone\":true,\"standIns\":[\"web\"]},"
          .formatted(HASH);

  /// Which, read as if nothing were said, would make a rehearsal a drill where users are.
  private static final List<String> DAMAGED =
      List.of(
          "theirs",
          "",
          "[theirs]",
          "{ plan: theirs }",
          "{ plan: Theirs, sha256: \"%s\" }".formatted(HASH),
          "{ plan: theirs, sha256: \"0f\" }",
          "{ plan: theirs, sha256: \"%s\", standIns: web }".formatted(HASH),
          "{ plan: theirs, sha256: \"%s\", standIns: [[web]] }".formatted(HASH),
          "{ plan: theirs, plan: theirs, sha256: \"%s\" }".formatted(HASH));

  private RehearsalLies() {}

  static void tell(Map<String, Lie> lies) {
    lies.put("result.json without its rehearsal", it -> truth(it).replace(RESULT, IN_LAB, ""));
    lies.put(
        "result.json of the service and not of a stand-in",
        it -> truth(it).replace(RESULT, "\"standIns\":[\"web\"]", "\"standIns\":[]"));
    lies.put(
        "result.json of more than the data path",
        it -> truth(it).replace(RESULT, "\"dataPathAlone\":true", "\"dataPathAlone\":false"));
    lies.put(
        "result.json of the rehearsal of another plan",
        it -> truth(it).replace(RESULT, "\"plan\":\"theirs\"", "\"plan\":\"ours\""));
    lies.put("result.json with a rehearsal of none", it -> it.file(RESULT, RehearsalLies::inLab));
    DAMAGED.forEach(said ->
        lies.put(
            "plan.yaml that says of its rehearsal " + said,
            it -> it.plan("\nlab:\n", "\nlab:\n  rehearses: %s\n".formatted(said))));
  }

  /// Makes a folder of a rehearsal of one that is of none.
  static Forgery truth(Forgery folder) throws IOException {
    return folder
        .plan(
            "\nlab:\n",
            "\nlab:\n  rehearses: { plan: theirs, sha256: \"%s\", standIns: [web] }\n"
                .formatted(HASH))
        .file(RESULT, RehearsalLies::inLab);
  }

  private static String inLab(String result) {
    return result.replaceFirst("\"fence\":", IN_LAB + "\"fence\":");
  }
}
